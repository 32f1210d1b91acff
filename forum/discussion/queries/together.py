"""What topics are before an act on many of them, and what they would be after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.changes import ChangedTopic
from forum.discussion.changes import TopicChange
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.policy import can_change_topics
from forum.discussion.policy import visible_topics
from forum.discussion.policy import widens
from forum.discussion.queries.details import details_of


@dataclass(frozen=True, slots=True)
class Affected:
    """A topic that was chosen."""

    id: int
    title: str
    language: str
    url: str
    #: It is so already: nothing is done to it.
    is_so: bool
    #: More people would read it.
    widens: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An act on many topics, as RIL sees it."""

    id: int
    what: str
    topics: int
    undone: bool


def state_of(topic: Topic, what: str) -> dict[str, Any]:
    """Return what a topic is in one respect, in a form that can be kept."""
    if what == "closed":
        return {"closed": topic.closed}
    if what == "pinned":
        return {"pinned": topic.pinned_at is not None}
    if what == "audience":
        return {"audience": topic.audience, "city_id": topic.city_id}
    if what == "criteria":
        details = details_of(topic)
        return {"practice_ids": sorted(details.practice_ids), "criterion_ids": sorted(details.criterion_ids)}
    return {"stage_id": topic.stage_id} if what == "stage" else {"language": topic.language}


def wanted_state(topic: Topic, what: str, value: int | str | bool) -> dict[str, Any]:  # noqa: FBT001 - one of several
    """Return what it would be; a criterion comes to those that are there."""
    if what == "criteria":
        state = state_of(topic, what)
        return state | {"criterion_ids": sorted({*state["criterion_ids"], value})}
    if what == "audience":
        return {"audience": value, "city_id": None}
    return {{"stage": "stage_id"}.get(what, what): value}


def affected_topics(actor: Actor, topic_ids: Sequence[int], what: str, value: int | str | bool) -> list[Affected]:  # noqa: FBT001
    """Return the chosen topics that RIL sees, each with what would become of it; a fixed number of statements."""
    require(can_change_topics(actor))
    topics = session.scalars(
        select(Topic)
        .where(Topic.id.in_(topic_ids), visible_topics(actor))
        .order_by(Topic.last_post_at.desc(), Topic.id)
    ).all()
    having: set[int] = set()
    if what == "criteria":
        query = select(TopicCriterion.topic_id).where(TopicCriterion.criterion_id == value)
        having = set(session.scalars(query.where(TopicCriterion.topic_id.in_(topic_ids))))
    return [_affected(topic, what, value, having) for topic in topics]


def get_change(actor: Actor, change_id: int) -> ChangeView:
    """Return an act on many topics."""
    require(can_change_topics(actor))
    number = select(func.count()).where(ChangedTopic.change_id == TopicChange.id).correlate(TopicChange)
    row = session.execute(
        select(TopicChange.id, TopicChange.what, number.scalar_subquery().label("topics"), TopicChange.undone_at).where(
            TopicChange.id == change_id
        )
    ).first()
    if row is None:
        raise NotFound
    return ChangeView(row.id, row.what, row.topics, row.undone_at is not None)


def _affected(topic: Topic, what: str, value: int | str | bool, having: set[int]) -> Affected:  # noqa: FBT001
    is_so = topic.id in having if what == "criteria" else state_of(topic, what) == wanted_state(topic, what, value)
    opens = what == "audience" and widens((topic.audience, topic.city_id), (str(value), None))
    return Affected(topic.id, topic.title, topic.language, f"/t/{topic.slug}/{topic.id}", is_so, opens)
