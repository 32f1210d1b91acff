"""Which days belong together: periods that end today, the ones before them, and the blocks that charts draw."""

from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l

from forum.core import clock
from forum.core.text import Text

#: Days begin at midnight in Buenos Aires, which is also midnight in Brasília.
ZONE: Final = ZoneInfo("America/Argentina/Buenos_Aires")
DAY: Final = timedelta(days=1)
WEEK: Final = 7
#: Longer spans are drawn in blocks of so many days: weeks would be too many.
FOUR_WEEKS: Final = 28
_MOST_WEEKS: Final = 13


@dataclass(frozen=True, slots=True)
class Period:
    """A span that ends today; `weeks` is None for all the time that there was."""

    code: str
    label: Text
    weeks: int | None

    @property
    def block(self) -> int:
        """Return how many days one block of its charts has."""
        return WEEK if self.weeks is not None and self.weeks <= _MOST_WEEKS else FOUR_WEEKS


PERIODS: Final = (
    Period("4w", _l("4 weeks"), 4),
    Period("13w", _l("13 weeks"), 13),
    Period("12m", _l("12 months"), 52),
    Period("all", _l("All the time"), None),
)
USUAL: Final = PERIODS[2]


def find_period(code: str) -> Period | None:
    """Return a period by its code, or None."""
    return next((period for period in PERIODS if period.code == code), None)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period, first and last included, and the first day of the period before (None for none)."""

    first: date
    last: date
    before: date | None


def today() -> date:
    """Return the present day where days are counted."""
    return clock.now().astimezone(ZONE).date()


def span_of(period: Period, last: date, earliest: date) -> Span:
    """Return the days of a period that ends on a day; `earliest` is the first day of which there is anything."""
    if period.weeks is not None:
        first = last - DAY * (period.weeks * WEEK - 1)
        return Span(first, last, first - DAY * (period.weeks * WEEK))
    blocks = (last - earliest).days // FOUR_WEEKS + 1
    return Span(last - DAY * (blocks * FOUR_WEEKS - 1), last, None)


def blocks_of(span: Span, length: int) -> list[date]:
    """Return the first day of each block of a span, oldest first; the last block ends with the span."""
    number = ((span.last - span.first).days + 1) // length
    return [span.first + DAY * (length * place) for place in range(number)]


def begins(day: date) -> datetime:
    """Return the moment at which a day begins."""
    return datetime.combine(day, time.min, tzinfo=ZONE).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """Return the day of a moment."""
    return moment.astimezone(ZONE).date()
