"""Who looks after a topic, who was asked for help with it, and the days off of a country."""

from datetime import date
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Care(Id, Created, Base):
    """Somebody looks after a topic: one at a time. Who did before stands in the log.

    Whether it still holds is asked whenever it is read (`policy.holding`): people change, and topics move.
    """

    __tablename__ = "topic_care"
    __table_args__ = (Index("ix_topic_care_due", "due_on", "id"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), unique=True)
    assignee_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: Who asked them; themselves when they took it.
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: Whether RIL gave it; else a lead did, within the room of their city.
    by_staff: Mapped[bool]
    #: For the assignee and who may assign.
    note: Mapped[str] = mapped_column(Text, default="")
    #: Until when.
    due_on: Mapped[date]
    #: When the assignee was reminded; None until then.
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HelpRequest(Id, Created, Base):
    """RIL asked somebody whether they can help with a topic: once per person and topic."""

    __tablename__ = "help_request"
    __table_args__ = (UniqueConstraint("topic_id", "user_id"), Index("ix_help_request_user", "user_id", "created_at"))

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)


class WorkCalendar(Created, Base):
    """The days off of a country, where an administrator changed what comes with the forum."""

    __tablename__ = "work_calendar"

    #: ISO 3166-1 alpha-2.
    country_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    #: One to a line: see `calendar.parse_line`.
    days: Mapped[str] = mapped_column(Text)
