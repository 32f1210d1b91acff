"""Cities and where each stands: places, without people."""

from datetime import date

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


class City(Id, Created, Base):
    """A local government that takes part. That it does may be confidential."""

    __tablename__ = "city"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    official_name: Mapped[str] = mapped_column(String(160), default="")
    local_government: Mapped[str] = mapped_column(String(200), default="")
    #: Title of the mayor, by country: intendente/a, alcalde/sa, presidente/a municipal, prefeito/a.
    head_title: Mapped[str] = mapped_column(String(80), default="")
    country: Mapped[str] = mapped_column(String(60))
    #: ISO 3166-1 alpha-2.
    country_code: Mapped[str] = mapped_column(String(2))
    region: Mapped[str] = mapped_column(String(120), default="")
    #: ISO 3166-2.
    region_code: Mapped[str] = mapped_column(String(10), default="")
    population: Mapped[int | None]
    population_year: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    time_zone: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    #: What staff must still confirm about the row; shown to staff only.
    to_confirm: Mapped[str] = mapped_column(String(400), default="")
    #: The generated mark: two letters assigned once, a tone 1–12 and a cut corner 1–4.
    monogram: Mapped[str] = mapped_column(String(2))
    tone: Mapped[int]
    cut: Mapped[int]
    #: Whether the lead shares the stage with the community; off by default.
    shares_stage: Mapped[bool] = mapped_column(default=False)
    #: Whether the lead agrees that members who agreed too are named to visitors on public topics.
    shows_members_publicly: Mapped[bool] = mapped_column(default=False)
    #: Where it stands now; the history is in `CityStage`.
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)
    #: Left the programme: takes no new members, keeps its past.
    archived: Mapped[bool] = mapped_column(default=False)


class CityStage(Id, Created, Base):
    """A step of a city's journey, with the day on which it was reached."""

    __tablename__ = "city_stage"
    __table_args__ = (Index("ix_city_stage_city", "city_id", "since"),)

    city_id: Mapped[int] = mapped_column(ForeignKey("city.id", ondelete="CASCADE"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    since: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")


class CityDomain(Id, Created, Base):
    """A verified e-mail domain of a city: the exact host after the @.

    Two cities may list the same one; then nobody is admitted by it and RIL decides.
    """

    __tablename__ = "city_domain"
    __table_args__ = (UniqueConstraint("city_id", "domain"),)

    city_id: Mapped[int] = mapped_column(ForeignKey("city.id", ondelete="CASCADE"))
    domain: Mapped[str] = mapped_column(String(253), index=True)
