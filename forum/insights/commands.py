"""Keeping numbers: days counted afresh, who was active, and what pages told."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete
from sqlalchemy import select

from forum.accounts.policy import can_load_demo
from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require
from forum.insights import measures
from forum.insights.models import InsightCount
from forum.insights.models import InsightDay
from forum.insights.models import MissedSearch
from forum.insights.policy import can_roll_up
from forum.insights.queries.actives import actives_until
from forum.insights.queries.days import Numbers
from forum.insights.queries.days import first_day
from forum.insights.queries.days import numbers_kept
from forum.insights.queries.days import numbers_of

#: Whoever counts holds this name: two counts of one day at the same moment would add their rows to each other's.
_LOCK: Final = "insights"
#: So many different members, of so many cities, make words those of the community.
ENOUGH_MEMBERS: Final = 5
ENOUGH_CITIES: Final = 2


@dataclass(frozen=True, slots=True)
class Missed:
    """That somebody looked for words in vain: see `MissedSearch`. Who it was cannot be told from it."""

    digest: str
    member_bit: int
    city_bit: int
    #: Empty where they may be data of a person.
    text: str


def roll_day(actor: Actor, day: date) -> None:
    """Count a day and put the numbers in the place of those from before, in one transaction.

    Cut off half way it changed nothing, done twice it changes nothing more.
    """
    counted = numbers_of(day)
    with transaction():
        require(can_roll_up(actor))
        dialects.lock(session(), _LOCK)
        kept = numbers_kept(day)
        if counted != kept:
            # Somebody may have written since: what is kept is what is there now.
            counted = numbers_of(day)
            session.execute(
                delete(InsightCount).where(InsightCount.day == day, InsightCount.measure.in_(measures.ROLLED))
            )
            _insert(counted, day)
        values = {"rolled_at": clock.now()}
        statement = dialects.insert(session(), InsightDay).values(day=day, **values)
        session.execute(statement.on_conflict_do_update(index_elements=[InsightDay.day], set_=values))


def roll_actives(actor: Actor, last: date) -> None:
    """Count who was active in the spans that end with a day, in the place of what was counted before."""
    counted = actives_until(last, first_day() or last)
    with transaction():
        require(can_roll_up(actor))
        dialects.lock(session(), _LOCK)
        session.execute(delete(InsightCount).where(InsightCount.measure.in_(measures.DISTINCT)))
        _insert(counted, last)


def forget_days_before(actor: Actor, day: date) -> None:
    """Drop what was counted of days before the first of which there is anything: their topics are gone."""
    with transaction():
        require(can_roll_up(actor))
        session.execute(delete(InsightCount).where(InsightCount.day < day, InsightCount.measure.in_(measures.ROLLED)))
        session.execute(delete(InsightDay).where(InsightDay.day < day))


def _insert(numbers: Numbers, day: date) -> None:
    rows = [
        {"part": part, "measure": measure, "day": day, "key": key, "number": number}
        for (part, measure, key), number in sorted(numbers.items())
        if number
    ]
    if rows:
        session.execute(dialects.insert(session(), InsightCount), rows)


def forget_tallies(actor: Actor) -> None:
    """Drop what pages told: it was of the demonstration, which is being removed."""
    with transaction():
        require(can_load_demo(actor))
        told = {measures.READ, measures.SEARCHES, measures.MISSES}
        session.execute(delete(InsightCount).where(InsightCount.measure.in_(told)))
        session.execute(delete(MissedSearch))


def keep_tallies(day: date, counts: Mapping[tuple[str, str, str], int], missed: Sequence[Missed]) -> None:
    """Add what pages told to the numbers of a day."""
    with transaction():
        for (part, measure, key), number in sorted(counts.items()):
            statement = dialects.insert(session(), InsightCount).values(
                part=part, measure=measure, day=day, key=key, number=number
            )
            session.execute(
                statement.on_conflict_do_update(
                    index_elements=[InsightCount.part, InsightCount.measure, InsightCount.day, InsightCount.key],
                    set_={"number": InsightCount.number + statement.excluded.number},
                )
            )
        for one in sorted(missed, key=lambda one: one.digest):
            _keep_missed(day, one)


def _keep_missed(day: date, one: Missed) -> None:
    """Set the marks of who looked for it; keep the words once they are those of several members of several cities."""
    statement = dialects.insert(session(), MissedSearch).values(
        digest=one.digest, members=0, cities=0, times=0, text="", last_on=day
    )
    session.execute(statement.on_conflict_do_nothing())
    row = session.scalars(
        select(MissedSearch)
        .where(MissedSearch.digest == one.digest)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    row.members |= 1 << one.member_bit
    row.cities |= 1 << one.city_bit
    row.times += 1
    row.last_on = day
    if row.members.bit_count() >= ENOUGH_MEMBERS and row.cities.bit_count() >= ENOUGH_CITIES:
        row.text = row.text or one.text
    session.flush()
