"""Pictures of people."""

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id


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
