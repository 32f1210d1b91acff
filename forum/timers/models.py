"""Timers of topics, and reminders. A row is work that is due at a moment; it goes when that was done."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Timer(Id, Created, Base):
    """Something that will happen to a topic: one of a kind per topic.

    Whether it still may is asked when it is read and when its moment comes (`policy.why_not`): people change, and so
    do topics.
    """

    __tablename__ = "topic_timer"
    __table_args__ = (
        UniqueConstraint("topic_id", "kind"),
        CheckConstraint("kind IN ('close','reopen','publish')", name="kind"),
        CheckConstraint("(kind = 'publish') = (audience IS NOT NULL)", name="audience_of_publishing"),
        CheckConstraint("audience IN ('community','public')", name="audience"),
        Index("ix_topic_timer_due", "due_at", "id"),
    )

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    #: `close`, `reopen` or `publish`.
    kind: Mapped[str] = mapped_column(String(8))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: For whom it is published; None for the other kinds.
    audience: Mapped[str | None] = mapped_column(String(10))
    #: Who set it last: it runs with their rights, in their name.
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)


class Reminder(Id, Created, Base):
    """Who curates a topic wants to be reminded of it: one per person and topic."""

    __tablename__ = "topic_reminder"
    __table_args__ = (UniqueConstraint("topic_id", "user_id"), Index("ix_topic_reminder_due", "due_at", "id"))

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The topic that it was about before that went into this one: there it goes back to, when that is undone.
    from_topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"), index=True)
