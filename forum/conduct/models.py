"""What RIL and leads keep of a member, the words that are watched, and what waits for a yes."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
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
from forum.core.db import Json
from forum.core.db import UtcDateTime


class StaffNote(Id, Created, Base):
    """What RIL, or the leads of a city, note about a member for themselves; the member never reads it here."""

    __tablename__ = "staff_note"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: The city whose lead wrote it: its leads read it, and RIL. None: RIL alone.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    text: Mapped[str] = mapped_column(Text)


class MemberWarning(Id, Created, Base):
    """A warning with its reason: mailed, and shown to the member until they have seen it."""

    __tablename__ = "member_warning"
    __table_args__ = (Index("ix_member_warning_user", "user_id", "seen_at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: The member's city then: where the warning is filed.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WatchedWord(Id, Created, Base):
    """A word or phrase that is looked for in what people are about to publish."""

    __tablename__ = "watched_word"
    __table_args__ = (
        UniqueConstraint("folded", "language"),
        CheckConstraint("action IN ('block','hold','flag','replace')", name="action"),
        CheckConstraint("language IN ('es','pt','both')", name="language"),
    )

    #: As RIL typed it.
    phrase: Mapped[str] = mapped_column(String(120))
    #: Its words as they are compared, joined by spaces.
    folded: Mapped[str] = mapped_column(String(240))
    #: Of the texts in which it counts: `es`, `pt` or `both`.
    language: Mapped[str] = mapped_column(String(4))
    #: `block`: refused; `hold`: waits for RIL; `flag`: published and reported; `replace`: changed before it is published.
    action: Mapped[str] = mapped_column(String(8))
    replacement: Mapped[str] = mapped_column(String(120), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)


class HeldPost(Id, Created, Base):
    """What somebody wrote and RIL has to say yes to first. It is no post, so that nothing of it can show anywhere."""

    __tablename__ = "held_post"
    __table_args__ = (
        UniqueConstraint("author_id", "request_id"),
        CheckConstraint("state IN ('waiting','approved','rejected')", name="state"),
        Index("ix_held_post_state", "state", "id"),
    )

    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: Where a reply belongs; None for a new topic.
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    #: The city in whose room a new topic will be.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    #: Emptied once it is published.
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    #: The other values of the command that publishes it.
    given: Mapped[dict[str, Any]] = mapped_column(Json)
    #: Files that it uses: they are kept as long as it waits.
    upload_ids: Mapped[list[int]] = mapped_column(Json)
    #: Why it waits: `first_posts`, `word` or `domain`; and which word or domain.
    reason: Mapped[str] = mapped_column(String(12))
    detail: Mapped[str] = mapped_column(String(300), default="")
    request_id: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    #: What it became.
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="SET NULL"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why not: the author is told.
    answer: Mapped[str] = mapped_column(Text, default="")
