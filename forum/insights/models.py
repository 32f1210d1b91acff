"""Numbers per day, and what several members looked for in vain."""

from datetime import date
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import UtcDateTime


class InsightCount(Base):
    """How much there was of a measure on a day, in one of the parts of the community. Names nobody."""

    __tablename__ = "insight_count"

    #: `all`, `open` (of what every member may read: the only part that a lead is shown), or the code of a country.
    part: Mapped[str] = mapped_column(String(4), primary_key=True)
    #: One of `forum.insights.measures`.
    measure: Mapped[str] = mapped_column(String(24), primary_key=True)
    #: A day of `forum.insights.periods.ZONE`.
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    #: What the measure is divided by: the id of a stage, a language, hours; empty for nothing.
    key: Mapped[str] = mapped_column(String(24), primary_key=True, default="")
    number: Mapped[int]


class InsightDay(Base):
    """That a day was counted, and when last: a day that is not here, or too long ago, is due."""

    __tablename__ = "insight_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    rolled_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MissedSearch(Base):
    """Words that were looked for in vain: by how many is estimated from marks that many people share.

    The words themselves are kept only from the search on that makes them those of several members of several
    cities; until then there is a keyed hash of them.
    """

    __tablename__ = "missed_search"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    #: One of thirty bits per member, and per city: as many bits as are set, so many looked for it at least.
    members: Mapped[int] = mapped_column(default=0)
    cities: Mapped[int] = mapped_column(default=0)
    times: Mapped[int] = mapped_column(default=0)
    #: Empty until enough members looked for it, and for what may be data of a person.
    text: Mapped[str] = mapped_column(String(80), default="")
    last_on: Mapped[date] = mapped_column(index=True)
