"""Topics that banners point to: what a banner says of one, and which of them somebody may read at the moment."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.core.versions import cached_by_content
from forum.discussion.loading import get_topic
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.policy import can_announce
from forum.discussion.policy import visible_topics
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import of_topic
from forum.discussion.readings import title_reading_of


@dataclass(frozen=True, slots=True)
class Announced:
    """What a banner says of a topic: its title in both languages, as far as it is translated."""

    title_es: str
    title_pt: str
    url: str
    audience: str


def announced_topic(actor: Actor, topic_id: int) -> Announced:
    """Return what a banner of a topic says; NotFound for one that may not be announced."""
    topic = get_topic(actor, topic_id)
    require(can_announce(actor, topic))
    row: Any = session.execute(
        select(*TITLE_COLUMNS).select_from(Topic).outerjoin(TitleTranslation, of_topic()).where(Topic.id == topic_id)
    ).one()
    reading = title_reading_of(row, actor, title=topic.title, written=topic.language)
    titles = {"es": topic.title, "pt": topic.title}
    if reading is not None:
        titles[reading.language] = reading.title
    return Announced(titles["es"], titles["pt"], f"/t/{topic.slug}/{topic.id}", topic.audience)


def readable_among(actor: Actor, topic_ids: Collection[int]) -> frozenset[int]:
    """Return which of some topics somebody may read."""
    ids = tuple(sorted(set(topic_ids)))
    if not ids:
        return frozenset()
    return frozenset(_readable(actor, ids)) if actor.is_member else _open_to_visitors(ids)


def count_of_readable(actor: Actor, place: int) -> ScalarSelect[int]:
    """Return 1 if the actor may read the topic in a place (parameter `topic0` and so on), for another statement."""
    wanted: Any = bindparam(f"topic{place}")
    return select(func.count(Topic.id)).where(Topic.id == wanted, visible_topics(actor)).scalar_subquery()


@cached_by_content
def _open_to_visitors(ids: tuple[int, ...]) -> frozenset[int]:
    return frozenset(_readable(VISITOR, ids))


def _readable(actor: Actor, ids: tuple[int, ...]) -> Collection[int]:
    return session.scalars(select(Topic.id).where(Topic.id.in_(ids), visible_topics(actor))).all()
