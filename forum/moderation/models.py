"""Reports on posts."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Report(Id, Created, Base):
    """A member tells RIL about a post; one per member and post."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("post_id", "reporter_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: `personal_data`, `inappropriate`, `spam`, `off_topic`, `needs_ril` or `other`.
    reason: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    #: What it weighs, by who the reporter was then: enough of them hide the post until it is decided.
    weight: Mapped[int] = mapped_column(default=1)
    #: `open` or `closed`.
    state: Mapped[str] = mapped_column(String(8), default="open", index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: What was done, see `forum.moderation.resolutions`; None while open.
    outcome: Mapped[str | None] = mapped_column(String(12))
    #: What the desk wrote: the author is told it when the post was hidden or deleted.
    answer: Mapped[str] = mapped_column(Text, default="")
