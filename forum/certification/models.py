"""The standard's tables: versioned, named in both languages. Names are data, never code."""

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Id


class _Named:
    """Names in the two languages, and the standard's own English one."""

    name_en: Mapped[str] = mapped_column(String(160))
    name_es: Mapped[str] = mapped_column(String(160))
    name_pt: Mapped[str] = mapped_column(String(160))


class Stage(Id, _Named, Base):
    """A stage of certification, where a topic belongs; `general` stands at position 0."""

    __tablename__ = "stage"

    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    description_es: Mapped[str] = mapped_column(Text)
    description_pt: Mapped[str] = mapped_column(Text)


class Practice(Id, _Named, Base):
    """One of the practices (areas) of the standard."""

    __tablename__ = "practice"

    code: Mapped[str] = mapped_column(String(10), unique=True)
    position: Mapped[int]


class Criterion(Id, _Named, Base):
    """A criterion of a practice, such as DM2."""

    __tablename__ = "criterion"

    code: Mapped[str] = mapped_column(String(10), unique=True)
    position: Mapped[int]
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), index=True)
    #: The version of the standard that it comes from.
    standard_version: Mapped[str] = mapped_column(String(60))
    #: No longer part of the loaded standard; kept because topics point at it.
    retired: Mapped[bool] = mapped_column(default=False)


class Level(Id, _Named, Base):
    """A level of certification: Silver, Gold, Platinum."""

    __tablename__ = "level"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    #: Share of the criteria from which it is reached, in percent.
    from_percent: Mapped[int]
