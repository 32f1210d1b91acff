"""Writing who looks after a topic: what giving one to a colleague, taking it and putting it back have in common."""

from typing import Final

from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.discussion.models import Topic
from forum.promise.events import CareEnded
from forum.promise.events import TopicAssigned
from forum.promise.models import Care
from forum.promise.policy import can_be_given
from forum.promise.queries.care import Holder

#: Letters to colleagues.
ASSIGNED: Final = Limit("topics-assigned", 100, 86400)


def chosen_colleague(actor: Actor, topic: Topic, colleague_id: int) -> User:
    """Return whom the actor may give a topic to; NotFound for anybody else."""
    user = session.get(User, colleague_id)
    if user is None:
        raise NotFound
    require(can_be_given(actor, to_actor(user), topic))
    return user


def write_care(actor: Actor, topic: Topic, held: Care | None, holder: Holder, *, note: str = "") -> Care:
    """Write who looks after a locked topic, over whatever row there is: it may hold no more."""
    told = held is not None and held.assignee_id == holder.assignee_id
    row = held if held is not None else session.scalar(select(Care).where(Care.topic_id == topic.id))
    if row is None:
        row = Care(topic_id=topic.id)
        session.add(row)
    row.assignee_id, row.given_by_id, row.by_staff = holder.assignee_id, holder.given_by_id, holder.by_staff
    row.note, row.due_on = note, holder.due_on
    row.reminded_at, row.created_at = holder.reminded_at, holder.since
    session.flush()
    if not told:
        record(actor, TopicAssigned(topic.id, holder.assignee_id, _filed_under(actor, topic)))
    return row


def end_care(actor: Actor, topic: Topic, held: Care) -> None:
    """Have nobody look after a locked topic any more."""
    session.delete(held)
    record(actor, CareEnded(topic.id, held.assignee_id, _filed_under(actor, topic)))


def _filed_under(actor: Actor, topic: Topic) -> int | None:
    """Return the city whose log has it: what RIL does among itself stands in RIL's alone."""
    return None if actor.is_staff else topic.city_id
