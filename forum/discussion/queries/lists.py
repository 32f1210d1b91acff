"""Lists of topics: keyset pages that cost the same however deep, and stand still while posts arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import union_all

from forum.certification.queries import stages_in_order
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.kept import Kept
from forum.core.pagination import PAGE_SIZE
from forum.core.pagination import Page
from forum.core.pagination import page_by_key
from forum.discussion.beside import StageGuide
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import visible_topics
from forum.discussion.queries.ordering import keys_of
from forum.discussion.queries.rows import TopicRow
from forum.discussion.queries.rows import base_query
from forum.discussion.queries.rows import rows_to_topics
from forum.discussion.queries.rows import sight_of
from forum.discussion.queries.rows import with_reading

__all__ = [
    "PERIODS",
    "Filter",
    "Lists",
    "TopicRow",
    "lists_page",
    "topics_page",
    "unanswered_by_stage",
]

#: Days of each period of /top.
PERIODS: Final = {"week": 7, "month": 31, "year": 366}
#: Pinned topics above a list; questions beside it that one's own city could answer.
MOST_PINNED: Final = 5
MOST_ASKS: Final = 3
#: A row with its objects, as measured: about 2 KB.
_ROW_WEIGHT: Final = 2_000

_kept: Final[Kept["_Shared"]] = Kept(8_000_000, versioned=True)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is of; every part narrows it."""

    #: `latest`, `new`, `unanswered`, `top` or `oldest` (unanswered, the longest wait first).
    view: str = "latest"
    period: str = "month"
    #: `es`, `pt` or None for both.
    language: str | None = None
    kind: str | None = None
    status: str | None = None
    stage_id: int | None = None
    practice_id: int | None = None
    criterion_id: int | None = None
    #: Topics that a city wrote.
    author_city_id: int | None = None
    #: Topics in a city's room.
    room_city_id: int | None = None
    author_id: int | None = None


#: A question waits while it has no reply and may still get one.
_WAITS: Final = (Topic.status == "open", Topic.closed_at.is_(None))


@dataclass(frozen=True, slots=True)
class Lists:
    """A list page: its topics, those pinned above, and questions that wait for somebody."""

    page: Page[TopicRow]
    pinned: tuple[TopicRow, ...] = ()
    #: Of a stage: what to read first in it.
    guide: TopicRow | None = None
    #: Of a stage: its unanswered questions, longest wait first. Else: those of stages that the
    #: reader's city has passed.
    asks: tuple[TopicRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What everybody of one sight is shown alike."""

    page: Page[TopicRow]
    pinned: tuple[TopicRow, ...]
    asks: tuple[TopicRow, ...]
    guide: tuple[TopicRow, ...] = ()


def topics_page(
    actor: Actor,
    wanted: Filter,
    *,
    after: str | None = None,
    before: str | None = None,
    language: str = "es",
    limit: int = PAGE_SIZE,
) -> Page[TopicRow]:
    """Return a page of topics that the actor may see, newest first, with cursors and no total."""
    page = _find(actor, wanted, after, before, limit)
    [topics] = with_reading(actor, *rows_to_topics(actor, language, page.items))
    return page.holding(topics)


def lists_page(
    actor: Actor, wanted: Filter, *, after: str | None = None, before: str | None = None, language: str = "es"
) -> Lists:
    """Return everything that the page of a list shows: at most five statements, one when it was shown before."""
    key = _key(actor, wanted, after, before, language)
    shared = _kept.get(key) if key is not None else None
    if shared is None:
        shared = _make(actor, wanted, after, before, language)
        if key is not None:
            rows = len(shared.page.items) + len(shared.pinned) + len(shared.asks)
            _kept.put(key, shared, rows * _ROW_WEIGHT)
    items, pinned, asks, guide = with_reading(actor, shared.page.items, shared.pinned, shared.asks, shared.guide)
    return Lists(replace(shared.page, items=items), tuple(pinned), next(iter(guide), None), tuple(asks))


def unanswered_by_stage(actor: Actor) -> dict[int, int]:
    """Return stage id → questions without a reply that the actor may see."""
    rows = session.execute(
        select(Topic.stage_id, func.count()).where(*_WAITS, visible_topics(actor)).group_by(Topic.stage_id)
    )
    return {row[0]: row[1] for row in rows}


def _key(actor: Actor, wanted: Filter, after: str | None, before: str | None, language: str) -> Any:
    numbers = versions.data_versions()
    if numbers is None or wanted.view == "new":
        return None
    # What is within a period changes by itself: no longer than a minute late.
    minute = int(clock.now().timestamp()) // 60 if wanted.view == "top" else 0
    return (*numbers, sight_of(actor), wanted, after, before, language, minute)


def _make(actor: Actor, wanted: Filter, after: str | None, before: str | None, language: str) -> _Shared:
    # What stands above the first page stands on no page, so that all of them are full and nothing comes twice.
    above = _above(actor, wanted) if wanted.view == "latest" else []
    guide = [row for row in above if row.guides]
    pinned = [row for row in above if not row.guides and row.pinned_at is not None][:MOST_PINNED]
    page = _find(actor, wanted, after, before, PAGE_SIZE, [row.topic_id for row in (*guide, *pinned)])
    first = after is None and before is None
    if page.newer is not None:
        guide, pinned = [], []
    asks = _asks(actor, wanted) if first else []
    topics, kept, waiting, first_read = rows_to_topics(actor, language, page.items, pinned, asks, guide)
    return _Shared(page.holding(topics), tuple(kept), tuple(waiting), tuple(first_read))


def _find(
    actor: Actor, wanted: Filter, after: str | None, before: str | None, limit: int, apart: Sequence[int] = ()
) -> Page[Any]:
    """Return a page of rows; the topics `apart` are left out."""
    query = _narrow(base_query(actor), actor, wanted)
    if apart:
        query = query.where(Topic.id.not_in(apart))
    return page_by_key(query, keys_of(wanted.view), after=after, before=before, size=limit)


def _above(actor: Actor, wanted: Filter) -> Sequence[Any]:
    """Return what stands above a list: what is pinned, as far as its filter lets it through; and the guide of a stage."""
    stage_id = wanted.stage_id or 0  # No stage has it: other lists have no guide.
    # Each part is found by its own index; the order has that of what is pinned used, of which there is little.
    pinned = _narrow(
        select(Topic.id).where(
            Topic.pinned_at.is_not(None), Topic.audience.in_(("public", "community")), visible_topics(actor)
        ),
        actor,
        wanted,
    )
    # One more than is shown: the guide may be among them.
    some = pinned.correlate(None).order_by(Topic.pinned_at.desc(), Topic.id.desc()).limit(MOST_PINNED + 1).subquery()
    guide = select(StageGuide.topic_id).where(StageGuide.stage_id == stage_id).correlate(None)
    query = (
        base_query(actor)
        .outerjoin(StageGuide, and_(StageGuide.topic_id == Topic.id, StageGuide.stage_id == Topic.stage_id))
        .add_columns((StageGuide.stage_id == stage_id).label("guides"))
        .where(Topic.id.in_(union_all(select(some.c.id), guide)))
    )
    first = StageGuide.stage_id.is_distinct_from(stage_id)
    return session.execute(query.order_by(first, Topic.pinned_at.desc(), Topic.id.desc()).limit(MOST_PINNED + 2)).all()


def _asks(actor: Actor, wanted: Filter) -> Sequence[Any]:
    """Return questions without an answer: those of the stage, or those that one's own city has passed."""
    query = base_query(actor).where(*_WAITS)
    if wanted.stage_id is not None:
        query = query.where(Topic.stage_id == wanted.stage_id)
        return session.execute(query.order_by(Topic.created_at, Topic.id).limit(MOST_ASKS)).all()
    city = city_by_id(actor.city_id) if actor.is_member else None
    place = next((s.position for s in stages_in_order() if city is not None and s.id == city.stage_id), 0)
    passed = [stage.id for stage in stages_in_order() if 0 < stage.position < place]
    if city is None or not passed or wanted.view != "latest":
        return []
    query = query.where(Topic.stage_id.in_(passed), Topic.author_city_id.is_distinct_from(city.id))
    return session.execute(query.order_by(Topic.created_at.desc(), Topic.id.desc()).limit(MOST_ASKS)).all()


def _narrow(query: Select[Any], actor: Actor, wanted: Filter) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    plain = (
        (Topic.language, wanted.language),
        (Topic.kind, wanted.kind),
        (Topic.status, wanted.status),
        (Topic.stage_id, wanted.stage_id),
        (Topic.author_city_id, wanted.author_city_id),
        (Topic.author_id, wanted.author_id),
    )
    conditions += [column == value for column, value in plain if value is not None]
    if wanted.room_city_id is not None:
        conditions.append(and_(Topic.audience == "city", Topic.city_id == wanted.room_city_id))
    if wanted.practice_id is not None:
        # Asked of one topic after the other, latest first: there are eight practices, so a page is soon full.
        practice = TopicPractice.practice_id == wanted.practice_id
        conditions.append(exists().where(TopicPractice.topic_id == Topic.id, practice).correlate(Topic))
    if wanted.criterion_id is not None:
        conditions.append(
            Topic.id.in_(select(TopicCriterion.topic_id).where(TopicCriterion.criterion_id == wanted.criterion_id))
        )
    if wanted.view in {"unanswered", "oldest"}:
        conditions += _WAITS
    if wanted.view == "top":
        conditions.append(Topic.last_post_at >= clock.now() - timedelta(days=PERIODS[wanted.period]))
    if wanted.view == "new":
        query = query.outerjoin(
            ReadPosition, and_(ReadPosition.topic_id == Topic.id, ReadPosition.user_id == (actor.id or 0))
        )
        conditions.append(func.coalesce(ReadPosition.number, 0) < Topic.last_post_number)
        conditions.append(func.coalesce(Topic.last_author_id, 0) != (actor.id or 0))
    return query.where(*conditions)
