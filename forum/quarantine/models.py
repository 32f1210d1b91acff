"""Files that are kept back."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class RetainedFile(Id, Created, Base):
    """A file that is kept back from those who read the posts that use it. It hangs on the file, so it goes where that goes."""

    __tablename__ = "retained_file"
    __table_args__ = (
        CheckConstraint("reason IN ('active','personal','again','by_hand')", name="reason"),
        CheckConstraint("state IN ('waiting','released','rejected')", name="state"),
        Index("ix_retained_file_state", "state", "id"),
    )

    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id", ondelete="CASCADE"), unique=True)
    #: `active`: a PDF that can do something; `personal`: a table that seems to hold data of persons; `again`: the same
    #: bytes were rejected before; `by_hand`: somebody who moderates kept it back, and `note` says why.
    reason: Mapped[str] = mapped_column(String(8))
    #: Its owner reads it.
    note: Mapped[str] = mapped_column(Text, default="")
    #: None: the forum itself.
    retained_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why it stays closed: its owner reads it.
    answer: Mapped[str] = mapped_column(Text, default="")
