"""What waits for whom: each open question stands in exactly one of four lists, and everybody has one of their own."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import ScalarSelect
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.cities.queries import CityView
from forum.core import clock
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import PAGE_SIZE
from forum.core.pagination import Key
from forum.core.pagination import Page
from forum.core.pagination import page_by_key
from forum.core.policy import require
from forum.core.settings import define
from forum.core.settings import get_setting
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.discussion.queries.rows import TopicRow
from forum.discussion.queries.rows import base_query
from forum.discussion.queries.rows import rows_to_topics
from forum.promise.labels import LISTS
from forum.promise.models import Care
from forum.promise.policy import can_see_promise
from forum.promise.policy import holding
from forum.promise.queries.calendars import asked_too_long_ago
from forum.promise.queries.calendars import calendar_of
from forum.promise.queries.calendars import due_at
from forum.promise.queries.helpers import cities_that_could

define(
    "stale_after_days",
    21,
    _l("Days without a post after which a question without a chosen answer counts as stalled"),
    minimum=3,
    maximum=365,
)

#: Who looks after a topic, beside its author and who wrote last.
_KEEPER: Final = aliased(User, name="keeper")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list, and what narrows it."""

    name: str = "unanswered"
    stage_id: int | None = None
    #: `es`, `pt` or None for both.
    language: str | None = None
    #: City of who asked.
    city_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A topic that waits, until when, and who looks after it."""

    topic: TopicRow
    author_city_id: int | None
    #: Until when it is to be answered; None once somebody has.
    due_at: datetime | None
    #: The promise was not kept.
    late: bool
    #: Name of who looks after it; empty while nobody does.
    keeper: str
    mine: bool
    #: Until when, and whether that is over.
    due_on: date | None
    overdue: bool
    #: Cities that could answer, while nobody has, and how many more.
    helpers: Sequence[CityView]
    more_helpers: int


@dataclass(frozen=True, slots=True)
class Lists:
    """A page of one list, and how much there is in each."""

    page: Page[Waiting]
    counts: Mapping[str, int]
    #: Questions without an answer for which the promise was not kept.
    late: int


def stale_days() -> int:
    """Return after how many days without a post a question counts as stalled."""
    return int(get_setting("stale_after_days"))


def waiting_page(
    actor: Actor, wanted: Wanted, *, after: str | None = None, before: str | None = None, ui_language: str = "es"
) -> Lists:
    """Return a page of a list with the counts of all: three statements."""
    require(can_see_promise(actor))
    page = _find(actor, wanted, after, before)
    [topics] = rows_to_topics(actor, ui_language, page.items)
    counts = _counts(actor, wanted)
    late = counts.pop("late")
    rows = [_waiting(row, topic, actor) for row, topic in zip(page.items, topics, strict=True)]
    return Lists(page.holding(rows), counts, late)


def count_late(actor: Actor, moment: datetime, *, earlier: datetime | None = None) -> int:
    """Return how many questions wait longer than was promised; with `earlier`, those that did not yet do so then."""
    conditions = [visible_topics(actor), _in_list("unanswered", actor), asked_too_long_ago(moment)]
    if earlier is not None:
        conditions.append(~asked_too_long_ago(earlier))
    return session.scalar(select(func.count()).select_from(Topic).where(*conditions)) or 0


def _in_list(name: str, actor: Actor) -> ColumnElement[bool]:
    """Return what makes a list, as a condition over `Topic` and, but for the first, who looks after it.

    `unanswered`: nobody but the asker has replied. Of the questions with replies and without a chosen answer: `ril`
    when the asker wrote last, or somebody of RIL looks after it and RIL did not write last; `stale` when nobody has written
    for some days; `asker` all others. `mine`: what the actor looks after, of any kind.
    """
    if name == "mine":
        return _KEEPER.id == (actor.id or 0)
    question = and_(Topic.kind == "question", Topic.closed_at.is_(None))
    if name == "unanswered":
        return and_(question, Topic.status == "open")
    by_ril = Topic.last_author_id.in_(select(User.id).where(User.site_role.in_(STAFF_ROLES)))
    for_ril = or_(
        func.coalesce(Topic.last_author_id, 0) == Topic.author_id,
        and_(func.coalesce(_KEEPER.site_role, "").in_(STAFF_ROLES), func.coalesce(by_ril, false()).is_(False)),
    )
    silent = Topic.last_post_at < clock.now() - timedelta(days=stale_days())
    own = {"ril": for_ril, "asker": and_(~for_ril, ~silent), "stale": and_(~for_ril, silent)}[name]
    return and_(question, Topic.status == "answered", own)


def _with_keeper(query: Select[Any]) -> Select[Any]:
    """Join who looks after a topic; a row that holds no more is as if it were not there."""
    return query.outerjoin(Care, Care.topic_id == Topic.id).outerjoin(
        _KEEPER, and_(_KEEPER.id == Care.assignee_id, holding(_KEEPER))
    )


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    pairs = (
        (Topic.stage_id, wanted.stage_id),
        (Topic.language, wanted.language),
        (Topic.author_city_id, wanted.city_id),
    )
    return [column == value for column, value in pairs if value is not None]


def _counts(actor: Actor, wanted: Wanted) -> dict[str, int]:
    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(case((condition, 1)))

    late = and_(_in_list("unanswered", actor), asked_too_long_ago(clock.now()))
    columns = [number(_in_list(name, actor)).label(name) for name in LISTS if name != "mine"]
    columns += [number(late).label("late"), _count_of_mine(actor, wanted).label("mine")]
    query = _with_keeper(select().add_columns(*columns).select_from(Topic))
    # Solved questions and conversations are in no list but one's own.
    waits = Topic.status.in_(("open", "answered"))
    row = session.execute(query.where(visible_topics(actor), waits, *_narrowed(wanted))).one()
    return dict(row._asdict())


def _count_of_mine(actor: Actor, wanted: Wanted) -> ScalarSelect[int]:
    """Count what the actor looks after, of any kind: found by who it is, not among all topics."""
    return (
        _with_keeper(select(func.count()).select_from(Topic))
        .where(Care.assignee_id == (actor.id or 0), _in_list("mine", actor), visible_topics(actor), *_narrowed(wanted))
        .correlate(None)
        .scalar_subquery()
    )


def _find(actor: Actor, wanted: Wanted, after: str | None, before: str | None) -> Page[Any]:
    """Return the rows of a page: the longest wait first, and of one's own what is due first."""
    mine = wanted.name == "mine"
    place = Care.due_on if mine else Topic.created_at if wanted.name == "unanswered" else Topic.last_post_at
    query = _with_keeper(
        base_query(actor).add_columns(
            Topic.author_city_id.label("asker_city_id"),
            _KEEPER.id.label("keeper_id"),
            _KEEPER.name.label("keeper_name"),
            Care.due_on,
            place.label("place"),
        )
    ).where(_in_list(wanted.name, actor), *_narrowed(wanted))
    keys = (Key(place, "place", date if mine else datetime, falls=False), Key(Topic.id, "topic_id", falls=False))
    return page_by_key(query, keys, after=after, before=before, size=PAGE_SIZE)


def _waiting(row: Any, topic: TopicRow, actor: Actor) -> Waiting:
    now = clock.now()
    city_id = row.asker_city_id
    due = due_at(topic.created_at, city_id) if topic.kind == "question" and topic.status == "open" else None
    held = row.keeper_id is not None
    helpers, more = cities_that_could(actor, topic) if topic.status == "open" else ((), 0)
    return Waiting(
        topic=topic,
        author_city_id=city_id,
        due_at=due,
        late=due is not None and due < now,
        keeper=row.keeper_name if held else "",
        mine=held and row.keeper_id == actor.id,
        due_on=row.due_on if held else None,
        overdue=held and row.due_on < calendar_of(city_id).day_of(now),
        helpers=helpers,
        more_helpers=more,
    )
