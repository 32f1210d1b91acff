"""Prepared replies: the list of them, the choice beside the reply box, and one with its variables filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from forum.accounts.queries import people_by_ids
from forum.certification.queries import stage_by_id
from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.markup import find_quotes
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.versions import cached_by_reference
from forum.discussion.beside import PreparedReply
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_prepare_replies
from forum.discussion.variables import fill_in


@dataclass(frozen=True, slots=True)
class PreparedChoice:
    """A prepared reply in the choice beside the reply box."""

    id: int
    name: str


@cached_by_reference
def _all() -> tuple[PreparedChoice, ...]:
    rows = session.execute(select(PreparedReply.id, PreparedReply.name).order_by(PreparedReply.name, PreparedReply.id))
    return tuple(PreparedChoice(row.id, row.name) for row in rows)


def prepared_choices(actor: Actor) -> tuple[PreparedChoice, ...]:
    """Return the prepared replies that somebody may put into theirs, by name; none for whoever is not of RIL."""
    return _all() if can_prepare_replies(actor) else ()


def prepared_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[PreparedReply]:
    """Return all prepared replies, the latest added first."""
    require(can_prepare_replies(actor))
    found = page_by_id(select(PreparedReply), PreparedReply.id, after=after, before=before)
    return found.holding([row.PreparedReply for row in found.items])


def get_prepared(actor: Actor, prepared_id: int) -> PreparedReply:
    """Return a prepared reply, for RIL."""
    require(can_prepare_replies(actor))
    row: PreparedReply | None = session.get(PreparedReply, prepared_id)
    if row is None:
        raise NotFound
    return row


def prepared_text(actor: Actor, prepared_id: int, topic: Topic, *, language: str, written: str) -> str:
    """Return a prepared reply as it stands in a topic, in one language; `written` is what it is put after."""
    row = get_prepared(actor, prepared_id)
    values = _values(actor, topic, language=language, written=written)
    return fill_in(row.text_pt if language == "pt" else row.text_es, values, language)


def _values(actor: Actor, topic: Topic, *, language: str, written: str) -> Mapping[str, str]:
    """Return variable → words. Of other people only what everybody reads who reads the topic."""
    readers = _least_reader(topic)
    addressee = _addressee(topic, written)
    person = people_by_ids([addressee], readers).get(addressee)
    stage = stage_by_id(topic.stage_id)
    return {
        "name": person.name if person else "",
        "city": person.city_name if person else "",
        "stage": stage.name(language) if stage else "",
        "topic": title_for(readers, topic.title),
        "moderator": actor.name,
    }


def _least_reader(topic: Topic) -> Actor:
    """Return whoever knows least of those who read a topic: what they see, all of them do."""
    if topic.audience == "public":
        return VISITOR
    if topic.audience == "staff":
        return Actor(state="active", site_role="moderator")
    return Actor(state="active", city_id=topic.city_id)


def _addressee(topic: Topic, written: str) -> int:
    """Return who is replied to: whose post of this topic was quoted last, or else who opened it."""
    numbers = [quote.number for quote in find_quotes(written) if quote.topic_id == topic.id]
    if not numbers:
        return topic.author_id
    author: Any = session.scalar(
        select(Post.author_id).where(
            Post.topic_id == topic.id, Post.number == numbers[-1], Post.kind == "post", Post.state == "visible"
        )
    )
    return author or topic.author_id
