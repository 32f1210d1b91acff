"""The working days of cities, and which questions wait longer than was promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from forum.cities.queries import all_cities
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.settings import define
from forum.core.settings import get_setting
from forum.core.versions import cached_by_reference
from forum.discussion.models import Topic
from forum.promise import calendar
from forum.promise.calendar import Calendar
from forum.promise.calendar import Holiday
from forum.promise.holidays import NAMES
from forum.promise.holidays import SHIPPED
from forum.promise.models import WorkCalendar
from forum.promise.policy import can_edit_holidays

#: Where RIL works: for what nobody of a city asked, and for letters to the team.
HOME_COUNTRY: Final = "AR"
HOME_ZONE: Final = "America/Argentina/Buenos_Aires"
#: Nobody plans further ahead.
_FURTHEST: Final = timedelta(days=366)

define(
    "promised_working_days",
    3,
    _l("Working days within which a question gets an answer"),
    minimum=1,
    maximum=30,
)


def promised_days() -> int:
    """Return within how many working days a question gets an answer."""
    return int(get_setting("promised_working_days"))


@cached_by_reference
def _changed() -> Mapping[str, str]:
    """Return the days off of the countries that an administrator changed."""
    return {row.country_code: row.days for row in session.execute(select(WorkCalendar.country_code, WorkCalendar.days))}


@cached_by_reference
def _holidays_of(country_code: str) -> tuple[Holiday, ...]:
    return calendar.parse(text_of(country_code))


def text_of(country_code: str) -> str:
    """Return the days off of a country as an administrator writes them."""
    return _changed().get(country_code, SHIPPED.get(country_code, ""))


def home_calendar() -> Calendar:
    """Return the working days of RIL."""
    return Calendar(HOME_ZONE, _holidays_of(HOME_COUNTRY))


def calendar_of(city_id: int | None) -> Calendar:
    """Return the working days of a city; those of RIL for who has none."""
    city = city_by_id(city_id)
    return Calendar(city.time_zone, _holidays_of(city.country_code)) if city is not None else home_calendar()


def due_at(asked_at: datetime, city_id: int | None) -> datetime:
    """Return until when a question asked in a city is to be answered."""
    return calendar.due_at(asked_at, promised_days(), calendar_of(city_id))


def next_due_day(now: datetime, city_id: int | None) -> date:
    """Return the day by which what is taken up now would be done, at the pace that is promised."""
    there = calendar_of(city_id)
    return calendar.due_day(there.day_of(now), promised_days(), there)


def check_day(actor: Actor, due_on: date) -> None:
    """Raise Invalid for a day that is over where the actor is, or too far ahead."""
    today = clock.now().astimezone(ZoneInfo(actor.time_zone)).date()
    if not today <= due_on <= today + _FURTHEST:
        raise Invalid(_l("Choose a day from today on, within a year."), field="due_on")


def asked_too_long_ago(moment: datetime) -> ColumnElement[bool]:
    """Return `due_at(…) < moment` as a condition over `Topic`: a few dates, one for each calendar that there is."""
    days = promised_days()
    cities: dict[Calendar, list[int]] = {}
    for city in all_cities():
        cities.setdefault(calendar_of(city.id), []).append(city.id)
    late = [
        and_(Topic.author_city_id.in_(ids), Topic.created_at < calendar.late_before(moment, days, there))
        for there, ids in cities.items()
    ]
    nowhere = Topic.created_at < calendar.late_before(moment, days, home_calendar())
    return or_(and_(Topic.author_city_id.is_(None), nowhere), *late)


@dataclass(frozen=True, slots=True)
class Country:
    """The days off of a country, for who may change them."""

    code: str
    name: str
    text: str
    #: Whether an administrator changed what comes with the forum.
    changed: bool
    #: Whether any come with the forum.
    shipped: bool

    @property
    def language(self) -> str:
        """Return the language in which its days are named."""
        return "pt" if self.code == "BR" else "es"

    @property
    def number(self) -> int:
        """Return how many days off it has."""
        return len(calendar.parse(self.text))


def countries(actor: Actor) -> list[Country]:
    """Return the countries of the cities and of the calendars that come with the forum, by name."""
    require(can_edit_holidays(actor))
    names = NAMES | {city.country_code: city.country for city in all_cities()}
    found = [
        Country(code, name, text_of(code), changed=code in _changed(), shipped=code in SHIPPED)
        for code, name in names.items()
    ]
    return sorted(found, key=lambda country: country.name)


def get_country(actor: Actor, code: str) -> Country:
    """Return a country by its code; NotFound for one without cities and calendar."""
    found = next((country for country in countries(actor) if country.code == code), None)
    if found is None:
        raise NotFound
    return found
