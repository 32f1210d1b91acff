"""What topics are before an act on many of them, and what they would be after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.queries import people_by_ids
from forum.bulk.models import ChangedTopic
from forum.bulk.models import TopicChange
from forum.bulk.policy import can_change_topics
from forum.bulk.states import Change
from forum.bulk.states import state_of
from forum.bulk.states import wanted_state
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.policy import visible_topics
from forum.discussion.policy import widens
from forum.promise.queries.calendars import check_day
from forum.promise.queries.care import holders_of


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
    #: Name of who looks after it now, when somebody else should; else empty.
    keeper: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An act on many topics, as RIL sees it."""

    id: int
    what: str
    topics: int
    undone: bool


def affected_topics(actor: Actor, topic_ids: Sequence[int], change: Change) -> list[Affected]:
    """Return the chosen topics that RIL sees, each with what would become of it; a fixed number of statements.

    Raise Invalid for a day until which nobody can be given anything.
    """
    require(can_change_topics(actor))
    if change.until is not None:
        check_day(actor, change.until)
    topics = session.scalars(
        select(Topic)
        .where(Topic.id.in_(topic_ids), visible_topics(actor))
        .order_by(Topic.last_post_at.desc(), Topic.id)
    ).all()
    if change.what == "criteria":
        query = select(TopicCriterion.topic_id).where(TopicCriterion.criterion_id == change.value)
        having = set(session.scalars(query.where(TopicCriterion.topic_id.in_(topic_ids))))
        return [_affected(topic, is_so=topic.id in having) for topic in topics]
    held = holders_of(topic_ids) if change.what == "assignee" else {}
    names = people_by_ids({row.assignee_id for row in held.values()}, actor)
    return [
        _affected(
            topic,
            is_so=state_of(topic, change.what, row) == wanted_state(actor, topic, change, row),
            widens=change.what == "audience" and widens((topic.audience, topic.city_id), (str(change.value), None)),
            keeper=names[row.assignee_id].name if row is not None else "",
        )
        for topic in topics
        for row in [held.get(topic.id)]
    ]


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


def _affected(topic: Topic, *, is_so: bool, widens: bool = False, keeper: str = "") -> Affected:
    return Affected(topic.id, topic.title, topic.language, f"/t/{topic.slug}/{topic.id}", is_so, widens, keeper)
