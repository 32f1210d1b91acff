"""Working days: weekends, the holidays of a country, and until when a question is to be answered. Pure.

A question is due at the end of the n-th working day after the day on which it was asked, where the asker is. So the
hour does not matter, and a question of a weekend is due with those of the Friday before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

#: Days of a week on which people work, from Monday.
WORKDAYS: Final = 5
#: Rules of a country at most: one day of a year each, so that working days are always left.
MOST_RULES: Final = 80
LONGEST_NAME: Final = 80
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_RULE: Final = re.compile(
    r"(?:(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?|[PpEe](?P<easter>[+-]\d{1,3}|))(?P<moved>[>~]?)"
)
#: A year in which every day there is can be tried.
_LEAP_YEAR: Final = 2024


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off in each year, or in one: a date or so many days from Easter Sunday, perhaps moved to a Monday."""

    day: int = 0
    month: int = 0
    #: None for every year.
    year: int | None = None
    #: Days after Easter Sunday; None for a date.
    easter: int | None = None
    #: `>`: on the Monday on or after it. `~`: of Tuesday and Wednesday on the Monday before, of Thursday and Friday
    #: on the Monday after. Empty: where it falls.
    moved: str = ""
    name: str = ""

    def on(self, year: int) -> date | None:
        """Return the day in a year; None where there is none."""
        if self.easter is not None:
            found = easter_sunday(year) + timedelta(days=self.easter)
        elif self.year not in {None, year}:
            return None
        else:
            try:
                found = date(year, self.month, self.day)
            except ValueError:
                return None  # 29 February.
        weekday = found.weekday()
        if self.moved == ">":
            return found + timedelta(days=-weekday % _WEEK)
        if self.moved == "~" and 0 < weekday < WORKDAYS:
            return found - timedelta(days=weekday) if weekday < 3 else found + timedelta(days=_WEEK - weekday)
        return found


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a place: its days off, and where its days begin."""

    zone: str
    holidays: tuple[Holiday, ...] = ()

    def is_working(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return day.weekday() < WORKDAYS and day not in _days_off(self.holidays, day.year)

    def day_of(self, moment: datetime) -> date:
        """Return the day that a moment belongs to there."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def start_of(self, day: date) -> datetime:
        """Return the moment at which a day begins there."""
        return datetime.combine(day, time.min, ZoneInfo(self.zone))


def due_day(asked_on: date, working_days: int, calendar: Calendar) -> date:
    """Return the n-th working day after a day."""
    day = asked_on
    while working_days:
        day += _DAY
        working_days -= calendar.is_working(day)
    return day


def due_at(asked_at: datetime, working_days: int, calendar: Calendar) -> datetime:
    """Return the last moment at which an answer keeps the promise."""
    day = due_day(calendar.day_of(asked_at), working_days, calendar)
    return datetime.combine(day, time.max, ZoneInfo(calendar.zone))


def late_before(moment: datetime, working_days: int, calendar: Calendar) -> datetime:
    """Return the moment such that exactly the questions asked before it are late: `due_at`, turned round for SQL."""
    day = calendar.day_of(moment)
    while working_days:
        day -= _DAY
        working_days -= calendar.is_working(day)
    return calendar.start_of(day)


def working_hours(since: datetime, until: datetime, calendar: Calendar) -> int:
    """Return the whole hours between two moments on the working days of a place: each of them has 24."""
    zone = ZoneInfo(calendar.zone)
    start, end = since.astimezone(zone), until.astimezone(zone)
    if end <= start:
        return 0
    whole = sum(calendar.is_working(start.date() + _DAY * n) for n in range((end.date() - start.date()).days))
    return int((whole * _DAY + _worked(end, calendar) - _worked(start, calendar)) // timedelta(hours=1))


def _worked(moment: datetime, calendar: Calendar) -> timedelta:
    """Return the working time that a moment's own day has had."""
    if not calendar.is_working(moment.date()):
        return timedelta()
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)


@lru_cache(maxsize=64)
def _days_off(holidays: tuple[Holiday, ...], year: int) -> frozenset[date]:
    return frozenset(day for day, _name in days_of(holidays, year))


def days_of(holidays: tuple[Holiday, ...], year: int) -> list[tuple[date, str]]:
    """Return the days off of a year with their names, in their order; one may have been moved across New Year."""
    found = {
        (day, holiday.name) for holiday in holidays for near in (year - 1, year, year + 1) if (day := holiday.on(near))
    }
    return sorted(pair for pair in found if pair[0].year == year)


@lru_cache(maxsize=64)
def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def parse_line(line: str) -> Holiday | None:
    """Return the day off that a line names, None for one that names none.

    `25/12`, `10/08/2027`, `P-2` (two days before Easter); `>` or `~` behind it moves it to a Monday; then its name.
    """
    rule, _, name = line.strip().partition(" ")
    found = _RULE.fullmatch(rule)
    name = name.strip()
    if found is None or len(name) > LONGEST_NAME:
        return None
    moved = found["moved"]
    if found["day"] is None:
        return Holiday(easter=int(found["easter"] or 0), moved=moved, name=name)
    year = int(found["year"]) if found["year"] else None
    made = Holiday(int(found["day"]), int(found["month"]), year, moved=moved, name=name)
    if year is not None and not 2000 <= year <= 2100:
        return None
    return made if made.on(year or _LEAP_YEAR) is not None else None


def lines_of(text: str) -> Sequence[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def parse(text: str) -> tuple[Holiday, ...]:
    """Return the days off of a text that was checked when it was stored."""
    return tuple(found for line in lines_of(text) if (found := parse_line(line)) is not None)
