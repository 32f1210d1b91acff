"""Pictures of people, and files."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Avatar(Id, Created, Base):
    """A picture that somebody uploaded, made anew by the forum in two sizes. One person has one."""

    __tablename__ = "avatar"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    #: Random, so that the address cannot be guessed; part of the address and of the keys in the store.
    token: Mapped[str] = mapped_column(String(32))
    #: Bytes of both sizes together.
    size: Mapped[int]

    @property
    def name(self) -> str:
        """Return the last part of the address: `12-3f9a….webp`."""
        return f"{self.id}-{self.token}.webp"


class Blob(Id, Created, Base):
    """Bytes in the store: the same bytes are there once, however often they were uploaded."""

    __tablename__ = "blob"
    __table_args__ = (CheckConstraint("kind IN ('image','document')", name="kind"),)

    #: Of the bytes as they are stored: those of a picture are the forum's own.
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int]
    #: What the content is, whatever the name said.
    media_type: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(8))
    #: Random, never made of the content: bytes that come again while they are removed have a key of their own.
    key: Mapped[str] = mapped_column(String(120), unique=True)
    #: Pixels of a picture.
    width: Mapped[int | None]
    height: Mapped[int | None]
    #: Whether there is a small copy beside it.
    has_preview: Mapped[bool] = mapped_column(default=False)
    #: What was found in it when it came: `active`, `personal` or nothing. None: it came before this was looked for.
    concern: Mapped[str | None] = mapped_column(String(8))


class Upload(Id, Created, Base):
    """A file that somebody uploaded under a name, for a post of theirs."""

    __tablename__ = "upload"
    __table_args__ = (Index("ix_upload_unused", "used_at", "created_at"),)

    #: Random, so that the address cannot be guessed; the right to see it is asked all the same.
    token: Mapped[str] = mapped_column(String(32), unique=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("blob.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: As the person named it, cleaned; shown and offered when it is saved, never a path.
    name: Mapped[str] = mapped_column(String(150))
    #: The city whose share of the store it takes; None is RIL's.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    #: What a picture shows, for those who do not see it.
    alt: Mapped[str] = mapped_column(String(500), default="")
    #: When a post first used it; what none uses is removed after two days.
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
