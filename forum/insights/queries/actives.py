"""Counting who wrote: different people and cities cannot be added up over days, so they are counted over whole spans."""

from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select

from forum.cities.queries import city_by_id
from forum.core.db import fetch
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.insights import measures
from forum.insights.models import InsightCount
from forum.insights.periods import DAY
from forum.insights.periods import FOUR_WEEKS
from forum.insights.periods import PERIODS
from forum.insights.periods import WEEK
from forum.insights.periods import begins
from forum.insights.queries.days import OPEN_AUDIENCES
from forum.insights.queries.days import Numbers


@dataclass(slots=True)
class _Wrote:
    """Who wrote in a span, by part."""

    people: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    cities: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def take_in(self, other: "_Wrote") -> None:
        """Add those of another span."""
        for mine, theirs in ((self.people, other.people), (self.cities, other.cities)):
            for part, ids in theirs.items():
                mine[part] |= ids

    def count_into(self, found: Numbers, key: str) -> None:
        """Count them under a key."""
        for measure, sets in ((measures.MEMBERS, self.people), (measures.CITIES, self.cities)):
            for part, ids in sets.items():
                found[part, measure, key] = len(ids)


def actives_until(last: date, earliest: date) -> Numbers:
    """Count who wrote in every week, every four weeks, every period and the one before it, back from a day.

    Each post is looked at once: longer spans are put together from weeks.
    """
    found: Numbers = Counter()
    spans: dict[str, tuple[int, int]] = {}
    for period in PERIODS:
        if period.weeks is not None:
            spans[f"now:{period.code}"] = (0, period.weeks)
            spans[f"before:{period.code}"] = (period.weeks, 2 * period.weeks)
    blocks = (last - earliest).days // FOUR_WEEKS + 1
    spans["now:all"] = (0, blocks * FOUR_WEEKS // WEEK)
    joined = {key: _Wrote() for key in spans}
    month = _Wrote()
    for week in range(blocks * FOUR_WEEKS // WEEK):
        wrote = _wrote_in(last - DAY * (WEEK * (week + 1) - 1))
        wrote.count_into(found, f"w{week}")
        month.take_in(wrote)
        if week % 4 == 3:
            month.count_into(found, f"m{week // 4}")
            month = _Wrote()
        for key, (begin, end) in spans.items():
            if begin <= week < end:
                joined[key].take_in(wrote)
    for key, wrote in joined.items():
        wrote.count_into(found, key)
    return found


def actives_counted_on() -> date | None:
    """Return the day on which the spans end that were counted last; None before the first time."""
    ends: date | None = fetch(
        select(func.max(InsightCount.day)).where(InsightCount.part == "all", InsightCount.measure == measures.MEMBERS)
    ).scalar()
    return ends


def _wrote_in(first: date) -> _Wrote:
    """Return who wrote in the week that begins with a day; RIL is not among them."""
    rows = fetch(
        select(
            Post.author_id,
            Post.author_city_id,
            func.max(case((Topic.audience.in_(OPEN_AUDIENCES), 1), else_=0)).label("open"),
        )
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            Post.created_at >= begins(first),
            Post.created_at < begins(first + DAY * WEEK),
            Post.kind == "post",
            Post.state == "visible",
            Post.author_id.is_not(None),
            Post.author_city_id.is_not(None),
            Topic.deleted_at.is_(None),
        )
        .group_by(Post.author_id, Post.author_city_id)
    )
    wrote = _Wrote()
    for row in rows:
        city = city_by_id(row.author_city_id)
        parts = ["all", *(["open"] if row.open else []), *([city.country_code] if city else [])]
        for part in parts:
            wrote.people[part].add(row.author_id)
            wrote.cities[part].add(row.author_city_id)
    return wrote
