"""What waits for a yes: for those who decide, and for its author."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ScalarSelect
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import actor_of
from forum.accounts.queries import present
from forum.conduct.models import HeldPost
from forum.conduct.policy import can_list_held
from forum.conduct.policy import decidable_held
from forum.conduct.queries.files import files_of_held
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import ForumError
from forum.core.errors import NotFound
from forum.core.markup import File
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics

REASONS: Final[dict[str, Text]] = {
    "first_posts": _l("First posts of an account that is not verified"),
    "word": _l("A watched word"),
    "domain": _l("A link to a blocked domain"),
}


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A text that waits, as whoever decides on it sees it."""

    id: int
    author: Person
    author_id: int
    reason: Text
    #: Which word or domain.
    detail: str
    #: Of the new topic, or of the one that it replies to.
    title: str
    title_language: str
    is_reply: bool
    topic_id: int | None
    audience: str
    #: The city in whose room it will stand.
    room_city_id: int | None
    #: Empty in a list where it is for a city's room and RIL reads: its own page shows it, and keeps that it was read.
    body: str
    language: str
    created_at: datetime
    #: As it would stand there, on its own page; None in lists, and for a text beyond the renderer's bounds.
    html: str | None = None
    files: Sequence[File] = ()


@dataclass(frozen=True, slots=True)
class OwnHeld:
    """A text of one's own that waits, or that was rejected."""

    id: int
    #: Of the new topic, or of the one that it replies to as long as its author may know of that.
    title: str
    body: str
    language: str
    state: str
    answer: str
    created_at: datetime


def room_of(held: HeldPost) -> int | None:
    """Return the city in whose room a text would stand now."""
    if held.topic_id is None:
        return held.city_id
    return session.scalar(select(Topic.city_id).where(Topic.id == held.topic_id, Topic.audience == "city"))


def count_of_held(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, how many texts wait for a decision of the actor."""
    query = select(func.count()).select_from(HeldPost).outerjoin(Topic, Topic.id == HeldPost.topic_id)
    return query.where(HeldPost.state == "waiting", decidable_held(actor)).scalar_subquery()


def held_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[HeldRow]:
    """Return what waits for the actor, longest first."""
    require(can_list_held(actor))
    found = page_by_id(_waiting(actor), -HeldPost.id, after=after, before=before, size=20)
    return found.holding([_row(row, actor, withheld=_is_rils_reading(row, actor)) for row in found.items])


def get_held(actor: Actor, held_id: int) -> HeldRow:
    """Return a text that waits, whole; NotFound for one that is decided or not the actor's."""
    require(can_list_held(actor))
    row = session.execute(_waiting(actor).where(HeldPost.id == held_id)).first()
    if row is None:
        raise NotFound
    held = _row(row, actor, withheld=False)
    files = files_of_held([held.id], held.language).get(held.id, [])
    return replace(held, html=_html_of(held), files=files)


def published(actor: Actor, held_id: int) -> int:
    """Return the post that a text became which the actor has just decided on."""
    found = select(HeldPost.post_id).where(HeldPost.id == held_id, HeldPost.decided_by_id == actor.id)
    post_id = session.scalar(found)
    if post_id is None:
        raise NotFound
    return post_id


def own_held(actor: Actor) -> Sequence[OwnHeld]:
    """Return what the actor wrote that waits or was rejected, latest first."""
    rows = session.execute(
        select(HeldPost, Topic.title)
        .outerjoin(Topic, (Topic.id == HeldPost.topic_id) & visible_topics(actor))
        .where(HeldPost.author_id == (actor.id or 0), HeldPost.state != "approved")
        .order_by(HeldPost.id.desc())
        .limit(50)
    )
    return [
        OwnHeld(
            row.HeldPost.id,
            row.HeldPost.title or row.title or "",
            row.HeldPost.body,
            row.HeldPost.language,
            row.HeldPost.state,
            row.HeldPost.answer,
            row.HeldPost.created_at,
        )
        for row in rows
    ]


def _waiting(actor: Actor) -> Any:
    return (
        select(
            HeldPost,
            *PERSON_COLUMNS,
            Topic.title.label("topic_title"),
            Topic.language.label("topic_language"),
            Topic.audience.label("topic_audience"),
            Topic.city_id.label("topic_city_id"),
        )
        .join(User, User.id == HeldPost.author_id)
        .outerjoin(Topic, Topic.id == HeldPost.topic_id)
        .where(HeldPost.state == "waiting", decidable_held(actor))
    )


def _html_of(held: HeldRow) -> str | None:
    """Render a text as it would be published: with the rights of its author, and only as long as it can be."""
    author = actor_of(held.author_id)
    if author is None:
        return None
    place = Place(audience=held.audience, city_id=held.room_city_id, topic_id=held.topic_id)
    try:
        return compose(author, held.body, language=held.language, place=place).rendered.html
    except ForumError:
        return None


def _audience(row: Any) -> str:
    return str(row.topic_audience or row.HeldPost.given.get("audience", "community"))


def _is_rils_reading(row: Any, actor: Actor) -> bool:
    return actor.is_staff and _audience(row) == "city"


def _row(row: Any, actor: Actor, *, withheld: bool) -> HeldRow:
    held = row.HeldPost
    audience = _audience(row)
    return HeldRow(
        id=held.id,
        author=present(row, actor),
        author_id=held.author_id,
        reason=REASONS.get(held.reason, held.reason),
        detail=held.detail,
        title=held.title or row.topic_title or "",
        title_language=row.topic_language or held.language,
        is_reply=held.topic_id is not None,
        topic_id=held.topic_id,
        audience=audience,
        room_city_id=(row.topic_city_id or held.city_id) if audience == "city" else None,
        body="" if withheld else held.body,
        language=held.language,
        created_at=held.created_at,
    )
