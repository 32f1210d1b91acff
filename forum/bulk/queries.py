"""What topics are before an act on many of them, and what they would be after it."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.bulk.models import ChangedTopic
from forum.bulk.models import TopicChange
from forum.bulk.policy import can_change_topics
from forum.bulk.states import Change
from forum.bulk.states import opens
from forum.bulk.states import state_of
from forum.bulk.states import wanted_state
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.policy import visible_topics
from forum.promise.models import Care
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
    #: Topics that undoing it would open to more people.
    opening: frozenset[int]


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
    known = _Known(
        having=_having(topic_ids, change.value) if change.what == "criteria" else frozenset(),
        held=holders_of(topic_ids) if change.what == "assignee" else {},
    )
    names = people_by_ids({row.assignee_id for row in known.held.values()}, actor)
    return [_affected(topic, change, known, names) for topic in topics]


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
    return ChangeView(
        row.id,
        row.what,
        row.topics,
        row.undone_at is not None,
        _opening(change_id) if row.what == "audience" else frozenset(),
    )


def _opening(change_id: int) -> frozenset[int]:
    columns = (ChangedTopic.topic_id, ChangedTopic.before, ChangedTopic.after)
    rows = session.execute(select(*columns).where(ChangedTopic.change_id == change_id))
    return frozenset(row.topic_id for row in rows if opens(row.after, row.before))


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of all chosen topics at once."""

    #: Topics that have the criterion already.
    having: frozenset[int]
    #: Who looks after which.
    held: Mapping[int, Care]


def _having(topic_ids: Sequence[int], criterion_id: int | str | bool) -> frozenset[int]:  # noqa: FBT001 - an id
    query = select(TopicCriterion.topic_id).where(TopicCriterion.criterion_id == criterion_id)
    return frozenset(session.scalars(query.where(TopicCriterion.topic_id.in_(topic_ids))))


def _affected(topic: Topic, change: Change, known: _Known, names: Mapping[int, Person]) -> Affected:
    row = known.held.get(topic.id)
    if change.what == "criteria":
        is_so = topic.id in known.having
    else:
        is_so = state_of(topic, change.what, row) == wanted_state(topic, change, row)
    wanted = wanted_state(topic, change, row) if change.what == "audience" else {}
    keeper = names[row.assignee_id].name if row is not None else ""
    return Affected(
        topic.id,
        topic.title,
        topic.language,
        f"/t/{topic.slug}/{topic.id}",
        is_so,
        opens(state_of(topic, "audience"), wanted),
        keeper,
    )
