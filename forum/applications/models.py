"""A city's wish to take part."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Application(Id, Created, Base):
    """What a local government sent by the page Sumate / Participe."""

    __tablename__ = "application"

    city_name: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(60))
    population: Mapped[int | None]
    contact_name: Mapped[str] = mapped_column(String(80))
    contact_role: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254))
    message: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(2))
    #: `new`, `accepted` or `declined`.
    state: Mapped[str] = mapped_column(String(10), default="new", index=True)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The same form sent twice is one application.
    request_id: Mapped[str | None] = mapped_column(String(64), unique=True)
