"""What is set for a topic, as far as somebody may know. What no longer may run is not told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy import union

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.versions import cached_by_tasks
from forum.discussion.models import Topic
from forum.discussion.queries.topic_view import TopicView
from forum.timers.models import Reminder
from forum.timers.models import Timer
from forum.timers.policy import can_schedule
from forum.timers.policy import sees_publishing
from forum.timers.policy import still_stands


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing that will happen."""

    #: `close`, `reopen`, `publish`, or `remind` for the reader alone.
    kind: str
    due_at: datetime
    audience: str | None = None
    #: Who set it: for those who may set timers.
    by: str = ""


def planned_for(actor: Actor, topic: Topic | TopicView) -> tuple[Planned, ...]:
    """Return what will happen to a topic that the actor sees, the next first; of oneself also the reminder.

    Most topics have none, and cost no statement.
    """
    if topic.deleted or topic.id not in _with_something():
        return ()
    curates = bool(can_schedule(actor, topic))
    rows = session.execute(select(Timer, User).join(User, User.id == Timer.user_id).where(Timer.topic_id == topic.id))
    found = [
        Planned(timer.kind, timer.due_at, timer.audience, setter.name if curates else "")
        for timer, setter in rows
        if (timer.kind != "publish" or sees_publishing(actor)) and still_stands(to_actor(setter), topic, timer)
    ]
    if curates:
        own = select(Reminder.due_at).where(Reminder.topic_id == topic.id, Reminder.user_id == actor.id)
        found += [Planned("remind", due_at) for due_at in session.scalars(own)]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.kind)))


def find_timer(topic_id: int, kind: str) -> Timer | None:
    """Return the timer of a kind that is set for a topic."""
    return session.scalar(select(Timer).where(Timer.topic_id == topic_id, Timer.kind == kind))


def find_reminder(topic_id: int, user_id: int | None) -> Reminder | None:
    """Return somebody's own reminder of a topic."""
    return session.scalar(select(Reminder).where(Reminder.topic_id == topic_id, Reminder.user_id == user_id))


@cached_by_tasks
def _with_something() -> frozenset[int]:
    """Return the topics with a timer or reminder."""
    return frozenset(session.scalars(union(select(Timer.topic_id), select(Reminder.topic_id))))
