"""What is forgotten, after how long and why: rules of each package, kept by one job that writes down what it did.

The public notice of privacy states the same terms; a test compares the two.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

import structlog
from sqlalchemy import ColumnElement
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import tuple_
from sqlalchemy import update
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import clock
from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import let_go
from forum.core.db import session
from forum.core.db import transaction
from forum.core.jobs import job
from forum.core.text import Text

log = structlog.get_logger(__name__)

#: The worker begins anew with every deployment: that is no reason to do the day's work again.
NOT_BEFORE: Final = timedelta(hours=20)
#: Others write between two transactions.
AT_ONCE: Final = 500


class RetentionRun(Id, Created, Base):
    """That a rule was kept: when, and how much was forgotten. Names nobody."""

    __tablename__ = "retention_run"
    __table_args__ = (Index("ix_retention_run_rule", "rule", "id"),)

    rule: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A term: what is forgotten, how long after it was over, and why not earlier or later."""

    name: str
    what: Text
    kept: timedelta
    why: Text
    #: Removes what was over before a moment, in transactions of its own; returns how much it was.
    forget: Callable[[datetime], int]
    #: Kept once an hour, since its term is short.
    hourly: bool = False


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule and the last time it was kept, for the page of administrators."""

    rule: Rule
    ran_at: datetime | None
    number: int
    #: Of all runs that are still written down.
    total: int


_RULES: Final[dict[str, Rule]] = {}


def enter(rules: Sequence[Rule]) -> None:
    """Put the rules of the forum in the place of those entered before."""
    _RULES.clear()
    _RULES.update((rule.name, rule) for rule in rules)


def all_rules() -> list[Rule]:
    """Return the rules in the order of the packages."""
    return list(_RULES.values())


@job(every_minutes=1440)
def keep_terms() -> None:
    """Forget what is over, once a day."""
    daily = [rule.name for rule in all_rules() if not rule.hourly]
    latest = session.scalar(select(func.max(RetentionRun.created_at)).where(RetentionRun.rule.in_(daily)))
    let_go()
    if latest is None or clock.now() - latest >= NOT_BEFORE:
        forget_all()


@job(every_minutes=60)
def keep_short_terms() -> None:
    """Forget what has a short term, once an hour; what was nothing is not written down each time."""
    _keep([rule for rule in all_rules() if rule.hourly], note_nothing=False)


def forget_all() -> dict[str, int]:
    """Keep every rule now; return how much each forgot."""
    return _keep(all_rules(), note_nothing=True)


def _keep(rules: Sequence[Rule], *, note_nothing: bool) -> dict[str, int]:
    """Keep some rules; one that fails is logged, holds up no other, and is tried again with the next run."""
    done: dict[str, int] = {}
    for rule in rules:
        try:
            number = rule.forget(clock.now() - rule.kept)
        except Exception:
            log.exception("term not kept", rule=rule.name)
            continue
        if number or note_nothing:
            with transaction():
                session.add(RetentionRun(rule=rule.name, number=number))
        done[rule.name] = number
    if any(done.values()):
        log.info("forgotten", **{name: number for name, number in done.items() if number})
    return done


def kept_rules() -> list[KeptRule]:
    """Return every rule with its last run, in one statement."""
    last = select(func.max(RetentionRun.id)).group_by(RetentionRun.rule)
    totals = select(RetentionRun.rule, func.sum(RetentionRun.number).label("total")).group_by(RetentionRun.rule)
    sums = totals.subquery()
    rows = session.execute(
        select(RetentionRun.rule, RetentionRun.created_at, RetentionRun.number, sums.c.total)
        .join(sums, sums.c.rule == RetentionRun.rule)
        .where(RetentionRun.id.in_(last))
    )
    runs = {row.rule: row for row in rows}
    return [_kept(rule, runs.get(rule.name)) for rule in all_rules()]


def _kept(rule: Rule, run: Any) -> KeptRule:
    if run is None:
        return KeptRule(rule, None, 0, 0)
    return KeptRule(rule, run.created_at, run.number, int(run.total))


def forget_rows(table: type[Base], condition: ColumnElement[bool]) -> int:
    """Delete the rows of a table for which the condition holds, a few at a time; return how many."""
    return _in_parts(table, lambda few: delete(table).where(few), condition)


def empty_rows(table: type[Base], condition: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    """Set columns of the rows for which the condition holds, a few at a time; return how many.

    The condition must no longer hold once they are set.
    """
    return _in_parts(table, lambda few: update(table).where(few).values(**values), condition)


def _in_parts(table: type[Base], change: Callable[[ColumnElement[bool]], Any], condition: ColumnElement[bool]) -> int:
    key = list(inspect(table).primary_key)
    done = 0
    while True:
        with transaction():
            few = select(*key).where(condition).limit(AT_ONCE)
            found = [tuple(row) for row in session.execute(few)]
            if found:
                session.execute(change(tuple_(*key).in_(found)), execution_options={"synchronize_session": False})
        done += len(found)
        if len(found) < AT_ONCE:
            return done
