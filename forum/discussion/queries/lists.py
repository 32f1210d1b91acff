"""Lists of topics: one statement for the rows, one for their practices."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.certification.queries import StageView
from forum.certification.queries import practices_in_order
from forum.certification.queries import stage_by_id
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import PAGE_SIZE
from forum.core.pagination import Page
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import visible_topics

#: Days of each period of /top.
PERIODS: Final = {"week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is of; every part narrows it."""

    #: `latest`, `new`, `unanswered`, `top` or `oldest`.
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


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as lists show it."""

    id: int
    slug: str
    title: str
    language: str
    kind: str
    audience: str
    status: str | None
    replies: int
    author: Person
    stage: StageView | None
    practices: tuple[str, ...] = ()
    pinned: bool = False
    closed: bool = False
    last_at: datetime = field(default_factory=clock.now)
    #: Who wrote last: city, or RIL.
    last_city: str = ""
    last_is_staff: bool = False
    #: Not opened yet, or with new posts.
    unread: bool = False
    #: Posts since the last visit; 0 when never visited.
    new: int = 0
    #: Where to go on reading.
    url: str = ""


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
    keys = _keys(wanted)
    query = _narrow(_base(actor), actor, wanted)
    older_than = decode_cursor(after, *(kind for _column, kind in keys))
    newer_than = decode_cursor(before, *(kind for _column, kind in keys)) if older_than is None else None
    ascending = wanted.view == "oldest"
    columns = [column for column, _kind in keys]
    if older_than is not None:
        query = query.where(_beyond(columns, _values(older_than), down=not ascending))
    elif newer_than is not None:
        query = query.where(_beyond(columns, _values(newer_than), down=ascending))
    backwards = newer_than is not None
    order = [column.desc() if ascending == backwards else column.asc() for column in columns]
    if not ascending:
        order = [column.asc() if backwards else column.desc() for column in columns]
    found = list(session.execute(query.order_by(*order).limit(limit + 1)))
    more = len(found) > limit
    found = found[:limit]
    if backwards:
        found.reverse()
    items = rows_to_topics(found, actor, language)
    has_older = more if not backwards else True
    has_newer = more if backwards else older_than is not None
    return Page(
        items,
        newer=_cursor(found[0], wanted) if found and has_newer else None,
        older=_cursor(found[-1], wanted) if found and has_older else None,
    )


def pinned_topics(actor: Actor, *, language: str = "es", stage_id: int | None = None) -> list[TopicRow]:
    """Return the topics above the lists (of a stage, or those pinned for all)."""
    query = _base(actor).where(Topic.pinned_at.is_not(None), Topic.audience.in_(("public", "community")))
    if stage_id is not None:
        query = query.where(Topic.stage_id == stage_id)
    found = session.execute(query.order_by(Topic.pinned_at.desc()).limit(5)).all()
    return rows_to_topics(found, actor, language)


def unanswered_by_stage(actor: Actor) -> dict[int, int]:
    """Return stage id → questions without a reply that the actor may see."""
    rows = session.execute(
        select(Topic.stage_id, func.count())
        .where(Topic.status == "open", visible_topics(actor))
        .group_by(Topic.stage_id)
    )
    return {row[0]: row[1] for row in rows}


def _base(actor: Actor) -> Select[*tuple[Any, ...]]:
    last = aliased(User)
    query = (
        select(
            Topic.id.label("topic_id"),
            Topic.slug,
            Topic.title,
            Topic.language,
            Topic.kind,
            Topic.audience,
            Topic.status,
            Topic.replies,
            Topic.stage_id,
            Topic.pinned_at,
            Topic.closed_at,
            Topic.last_post_at,
            Topic.last_number,
            Topic.score,
            Topic.created_at.label("opened_at"),
            last.city_id.label("last_city_id"),
            last.site_role.label("last_role"),
            *PERSON_COLUMNS,
        )
        .join(User, User.id == Topic.author_id)
        .outerjoin(last, last.id == Topic.last_author_id)
        .where(visible_topics(actor))
    )
    if actor.id is not None:
        query = query.add_columns(ReadPosition.number.label("read")).outerjoin(
            ReadPosition, and_(ReadPosition.topic_id == Topic.id, ReadPosition.user_id == actor.id)
        )
    return query


def _narrow(query: Select[*tuple[Any, ...]], actor: Actor, wanted: Filter) -> Select[*tuple[Any, ...]]:
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
        conditions.append(
            Topic.id.in_(select(TopicPractice.topic_id).where(TopicPractice.practice_id == wanted.practice_id))
        )
    if wanted.criterion_id is not None:
        conditions.append(
            Topic.id.in_(select(TopicCriterion.topic_id).where(TopicCriterion.criterion_id == wanted.criterion_id))
        )
    if wanted.view in {"unanswered", "oldest"}:
        conditions.append(Topic.status == "open")
    if wanted.view == "top":
        conditions.append(Topic.last_post_at >= clock.now() - timedelta(days=PERIODS[wanted.period]))
    if wanted.view == "new" and actor.id is not None:
        conditions.append(func.coalesce(ReadPosition.number, 0) < Topic.last_number)
        conditions.append(func.coalesce(Topic.last_author_id, 0) != actor.id)
    return query.where(*conditions)


def _keys(wanted: Filter) -> list[tuple[Any, type]]:
    """Return the columns that order a list, and the types of their values in a cursor."""
    if wanted.view == "top":
        return [(Topic.score, int), (Topic.id, int)]
    if wanted.view == "oldest":
        return [(Topic.created_at, str), (Topic.id, int)]
    return [(Topic.last_post_at, str), (Topic.id, int)]


def _values(key: Sequence[Any]) -> list[Any]:
    values: list[Any] = []
    for value in key:
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value)
                values.append(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
            except (ValueError, OverflowError):
                values.append(clock.now())
        else:
            values.append(value)
    return values


def _beyond(columns: Sequence[Any], values: Sequence[Any], *, down: bool) -> ColumnElement[bool]:
    first, second = columns
    a, b = values
    if down:
        return or_(first < a, and_(first == a, second < b))
    return or_(first > a, and_(first == a, second > b))


def _cursor(row: Any, wanted: Filter) -> str:
    if wanted.view == "top":
        return encode_cursor(row.score, row.topic_id)
    moment = row.opened_at if wanted.view == "oldest" else row.last_post_at
    return encode_cursor(moment.isoformat(), row.topic_id)


def rows_to_topics(rows: Sequence[Any], actor: Actor, language: str) -> list[TopicRow]:
    """Return what lists show, from rows of the base query, with one statement for practices."""
    if not rows:
        return []
    ids = [row.topic_id for row in rows]
    names = {p.id: p.name(language) for p in practices_in_order()}
    practices: dict[int, list[str]] = {}
    pairs = session.execute(
        select(TopicPractice.topic_id, TopicPractice.practice_id)
        .where(TopicPractice.topic_id.in_(ids))
        .order_by(TopicPractice.practice_id)
    )
    for topic_id, practice_id in pairs:
        practices.setdefault(topic_id, []).append(names.get(practice_id, ""))
    return [_to_topic(row, actor, tuple(practices.get(row.topic_id, ()))) for row in rows]


def _to_topic(row: Any, actor: Actor, practices: tuple[str, ...]) -> TopicRow:
    read = row.read if actor.id is not None else None
    new = max(0, row.last_number - read) if read else 0
    here = f"/t/{row.slug}/{row.topic_id}"
    last_city = city_by_id(row.last_city_id)
    staff = row.last_role in {"moderator", "administrator"}
    # The city of whoever wrote last is not shown to visitors: it may not be known to take part.
    return TopicRow(
        id=row.topic_id,
        slug=row.slug,
        title=row.title,
        language=row.language,
        kind=row.kind,
        audience=row.audience,
        status=row.status,
        replies=row.replies,
        author=present(row, actor) if row.id is not None else GONE,
        stage=stage_by_id(row.stage_id),
        practices=practices,
        pinned=row.pinned_at is not None,
        closed=row.closed_at is not None,
        last_at=row.last_post_at,
        last_city=last_city.name if last_city and actor.is_member and not staff else "",
        last_is_staff=staff,
        unread=actor.id is not None and (read is None or new > 0),
        new=new,
        url=f"{here}/{min(read + 1, row.last_number)}" if read and row.last_number > 1 else here,
    )


def recent_posts_of(actor: Actor, author_id: int, limit: int = 20) -> list[tuple[Any, ...]]:
    """Return (title, slug, topic id, number, excerpt, language, moment) of somebody's latest visible posts."""
    rows = session.execute(
        select(Topic.title, Topic.slug, Topic.id, Post.number, Post.excerpt, Post.language, Post.created_at)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Post.author_id == author_id, Post.kind == "post", Post.state == "visible", visible_topics(actor))
        .order_by(Post.id.desc())
        .limit(limit)
    )
    return [tuple(row) for row in rows]
