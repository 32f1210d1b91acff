"""Reading what was counted: five statements, however much the community wrote."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime

from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import true

from forum.core.db import fetch
from forum.insights import measures
from forum.insights.models import InsightCount
from forum.insights.models import InsightDay
from forum.insights.models import MissedSearch
from forum.insights.periods import DAY
from forum.insights.periods import WEEK
from forum.insights.periods import Period
from forum.insights.periods import Span
from forum.insights.periods import blocks_of
from forum.insights.periods import span_of
from forum.insights.periods import today
from forum.insights.policy import Sight

#: Words that a page lists.
_WORDS = 20


@dataclass(frozen=True, slots=True)
class Words:
    """Words that several members looked for in vain."""

    text: str
    times: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a period in a part of the community, and those of the period before."""

    period: Period
    span: Span
    #: When the latest of them were counted; None before the first time.
    rolled_at: datetime | None
    daily: Mapping[str, Mapping[date, int]]
    now: Mapping[str, Mapping[str, int]]
    before: Mapping[str, Mapping[str, int]]
    distinct: Mapping[tuple[str, str], int]
    #: Whether active people were counted of any part, since the days were counted.
    has_actives: bool
    words: Sequence[Words] = field(default=())

    @property
    def blocks(self) -> list[date]:
        """Return the first day of each block of the period."""
        return blocks_of(self.span, self.period.block)

    def total(self, measure: str) -> int:
        """Return a daily measure, added up over the period."""
        return sum(number for day, number in self.daily.get(measure, {}).items() if day >= self.span.first)

    def total_before(self, measure: str) -> int | None:
        """Return the same of the period before; None where there is none."""
        if self.span.before is None:
            return None
        return sum(number for day, number in self.daily.get(measure, {}).items() if day < self.span.first)

    def by_block(self, measure: str) -> list[int]:
        """Return a daily measure by blocks."""
        numbers = [0] * len(self.blocks)
        for day, number in self.daily.get(measure, {}).items():
            if day >= self.span.first:
                numbers[(day - self.span.first).days // self.period.block] += number
        return numbers

    def distinct_by_block(self, measure: str) -> list[int]:
        """Return how many different ones there were in each block."""
        letter, last = "w" if self.period.block == WEEK else "m", len(self.blocks) - 1
        return [self.distinct.get((measure, f"{letter}{last - place}"), 0) for place in range(last + 1)]

    def keyed(self, measure: str) -> Mapping[str, int]:
        """Return a divided measure of the period."""
        return self.now.get(measure, {})


def counted(sight: Sight, period: Period) -> Counted:
    """Return the numbers that somebody with this sight may see, of a period."""
    actives = select(func.count()).where(InsightCount.part == "all", InsightCount.measure.in_(measures.DISTINCT))
    days = (func.min(InsightDay.day), func.max(InsightDay.day), func.max(InsightDay.rolled_at))
    state = fetch(select(*days, actives.scalar_subquery())).one()
    last = state[1] or today()
    span = span_of(period, last, state[0] or last)
    now, before = _keyed(sight, span)
    distinct = fetch(
        select(InsightCount.measure, InsightCount.key, InsightCount.number).where(
            InsightCount.part == sight.part, InsightCount.measure.in_(measures.DISTINCT)
        )
    )
    return Counted(
        period=period,
        span=span,
        rolled_at=state[2],
        daily=_daily(sight, span),
        now=now,
        before=before,
        has_actives=state[3] > 0,
        distinct={(row.measure, row.key): row.number for row in distinct},
        words=_words() if sight.follows_up else (),
    )


def _daily(sight: Sight, span: Span) -> dict[str, Counter[date]]:
    rows = fetch(
        select(InsightCount.measure, InsightCount.day, InsightCount.number).where(
            InsightCount.part == sight.part,
            InsightCount.measure.in_(measures.DAILY),
            InsightCount.day >= (span.before or span.first),
            InsightCount.day <= span.last,
        )
    )
    found: dict[str, Counter[date]] = {}
    for row in rows:
        found.setdefault(row.measure, Counter())[row.day] += row.number
    return found


def _keyed(sight: Sight, span: Span) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """Return measure → key → number, of the period and of the one before it."""
    is_now = InsightCount.day >= span.first
    named = (
        true()
        if sight.city_id is None
        else or_(InsightCount.measure != measures.BY_CITY, InsightCount.key == str(sight.city_id))
    )
    rows = fetch(
        select(
            InsightCount.measure,
            InsightCount.key,
            func.sum(case((is_now, InsightCount.number), else_=0)).label("now"),
            func.sum(case((is_now, 0), else_=InsightCount.number)).label("before"),
        )
        .where(
            InsightCount.part == sight.part,
            InsightCount.measure.in_(measures.DIVIDED),
            named,
            InsightCount.day >= (span.before or span.first),
            InsightCount.day < span.last + DAY,
        )
        .group_by(InsightCount.measure, InsightCount.key)
    )
    now: dict[str, dict[str, int]] = {}
    before: dict[str, dict[str, int]] = {}
    for row in rows:
        now.setdefault(row.measure, {})[row.key] = int(row.now)
        before.setdefault(row.measure, {})[row.key] = int(row.before)
    return now, before


def _words() -> list[Words]:
    rows = fetch(
        select(MissedSearch.text, MissedSearch.times)
        .where(MissedSearch.text != "")
        .order_by(MissedSearch.times.desc(), MissedSearch.text)
        .limit(_WORDS)
    )
    return [Words(row.text, row.times) for row in rows]
