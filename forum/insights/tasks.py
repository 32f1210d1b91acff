"""What the worker does about numbers: the days that are due, a few seconds at a time."""

import time
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Final

from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import let_go
from forum.core.jobs import job
from forum.core.jobs import show_life
from forum.insights.commands import forget_days_before
from forum.insights.commands import roll_actives
from forum.insights.commands import roll_day
from forum.insights.periods import DAY
from forum.insights.periods import today
from forum.insights.queries.actives import actives_counted_on
from forum.insights.queries.days import counted_days
from forum.insights.queries.days import first_day

#: Seconds of one run: mail and notices get their turn.
TURN: Final = 2.0
#: (days ago, how long their numbers may stand). Questions are solved, moved and deleted later: a year and a month are
#: counted every night, older days once a month.
STANDS: Final = (
    (7, timedelta(minutes=50)),
    (400, timedelta(hours=20)),
)
OLDER_STANDS: Final = timedelta(days=30)
#: Seconds: it looks at every post, so it is quick only as long as these are not very many.
QUICK: Final = 2.0
#: How long it took this process last.
_took = 0.0


@job(every_minutes=60)
def roll_up() -> None:
    """Count the days that are due, for as long as the turn lasts; then who was active.

    Cut off before that, the next run is an hour away at most: the latest days are due again by then.
    """
    end = time.monotonic() + TURN
    due = due_days()
    for number, day in enumerate(due, start=1):
        roll_day(SYSTEM, day)
        show_life()
        if time.monotonic() >= end and number < len(due):
            roll_up.wake_now()
            return
    if due:
        _count_actives()


def roll_up_all() -> int:
    """Count every day afresh, and who was active; return how many days."""
    days = list(_days())
    if days:
        forget_days_before(SYSTEM, days[-1])
    for day in days:
        roll_day(SYSTEM, day)
    roll_actives(SYSTEM, today())
    return len(days)


def _count_actives() -> None:
    """Count who was active, with every run where that is quick; where the community has written much, once a day."""
    global _took
    if _took > QUICK and actives_counted_on() == today():
        return
    began = time.monotonic()
    roll_actives(SYSTEM, today())
    _took = time.monotonic() - began


def due_days() -> list[date]:
    """Return the days whose numbers are missing or too old, latest first."""
    counted = counted_days()
    days = [day for day in _days() if _is_due(day, counted.get(day))]
    let_go()
    return days


def _days() -> Iterator[date]:
    """Yield every day from the present one back to that of the oldest topic."""
    first, day = first_day(), today()
    while first is not None and day >= first:
        yield day
        day -= DAY


def _is_due(day: date, rolled_at: datetime | None) -> bool:
    if rolled_at is None:
        return True
    ago = (today() - day).days
    stands = next((stands for days, stands in STANDS if ago <= days), OLDER_STANDS)
    return clock.now() - rolled_at >= stands
