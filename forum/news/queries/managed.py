"""News as RIL manages them: drafts, what is scheduled, what was retracted, and what they said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.news.models import NewsItem
from forum.news.policy import can_manage_news


@dataclass(frozen=True, slots=True)
class ManagedLine:
    """An item in RIL's list."""

    id: int
    title_es: str
    title_pt: str
    #: `draft`, `scheduled`, `published`, `retracted`.
    standing: str
    published_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What an item said before somebody changed it. After two years the log keeps only that it changed."""

    changed_at: datetime
    #: Who changed it.
    person: Person | None
    title_es: str
    title_pt: str
    body_es: str
    body_pt: str


def standing_of(state: str, published_at: datetime | None) -> str:
    """Return the state of an item as RIL sees it: a published one is scheduled until its moment has come."""
    if state == "published" and published_at is not None and published_at > clock.now():
        return "scheduled"
    return state


def managed_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[ManagedLine]:
    """Return all items, the latest written first."""
    require(can_manage_news(actor))
    query = select(
        NewsItem.id,
        NewsItem.title_es,
        NewsItem.title_pt,
        NewsItem.state,
        NewsItem.published_at,
        NewsItem.created_at,
    )
    found = page_by_id(query, NewsItem.id, after=after, before=before)
    return found.holding(
        [
            ManagedLine(
                row.id,
                row.title_es,
                row.title_pt,
                standing_of(row.state, row.published_at),
                row.published_at,
                row.created_at,
            )
            for row in found.items
        ]
    )


def get_item(actor: Actor, news_id: int) -> NewsItem:
    """Return the row of an item in any state, for RIL."""
    require(can_manage_news(actor))
    item: NewsItem | None = session.get(NewsItem, news_id)
    if item is None:
        raise NotFound
    return item


def earlier_texts(actor: Actor, news_id: int) -> list[EarlierText]:
    """Return what an item said before each change that the log still knows, latest first."""
    require(can_manage_news(actor))
    rows = session.execute(
        select(Event.actor_id, Event.created_at, EventDetail.before)
        .join(EventDetail, EventDetail.event_id == Event.id)
        .where(Event.subject_kind == "news", Event.subject_id == news_id, Event.kind == "NewsChanged")
        .order_by(Event.id.desc())
        .limit(50)
    ).all()
    people = people_by_ids({row.actor_id for row in rows}, actor)
    return [_earlier(row, people) for row in rows if row.before]


def _earlier(row: Any, people: Mapping[int, Person]) -> EarlierText:
    before: Mapping[str, str] = row.before
    return EarlierText(
        row.created_at,
        people.get(row.actor_id),
        before.get("title_es", ""),
        before.get("title_pt", ""),
        before.get("body_es", ""),
        before.get("body_pt", ""),
    )
