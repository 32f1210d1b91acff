"""Assigning a topic, taking it, being done with it."""

from datetime import date
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.loading import lock_topic
from forum.discussion.models import Topic
from forum.promise.events import CareEnded
from forum.promise.events import TopicAssigned
from forum.promise.models import Care
from forum.promise.policy import can_assign
from forum.promise.policy import can_be_given
from forum.promise.queries.calendars import next_due_day
from forum.promise.queries.care import find_holder

#: Letters to colleagues.
ASSIGNED: Final = Limit("topics-assigned", 100, 86400)
#: Nobody plans further ahead.
_FURTHEST: Final = timedelta(days=366)


def assign(actor: Actor, topic_id: int, *, colleague_id: int, note: str = "", due_on: date) -> Care:
    """Have a colleague look after a topic until a day; they are told by mail, with the note."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        held = find_holder(topic_id)
        require(can_assign(actor, topic, held))
        user = session.get(User, colleague_id)
        if user is None:
            raise NotFound
        require(can_be_given(actor, to_actor(user), topic))
        today = clock.now().astimezone(ZoneInfo(actor.time_zone)).date()
        if not today <= due_on <= today + _FURTHEST:
            raise Invalid(_l("Choose a day from today on, within a year."), field="due_on")
        if held is not None and (held.assignee_id, held.note, held.due_on) == (colleague_id, note, due_on):
            return held  # The form was sent twice: they are told already.
        hit(ASSIGNED, actor.id)
        row = _give(actor, topic, held, colleague_id, note=note, due_on=due_on)
        if colleague_id != actor.id:
            params = {"topic_id": topic_id}
            queue_mail("promise.assigned", user_id=user.id, language=user.ui_language, params=params)
        return row


def take(actor: Actor, topic_id: int) -> Care:
    """Look after a topic oneself, whoever did before, at the pace that is promised."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        held = find_holder(topic_id)
        require(can_assign(actor, topic, held))
        if held is not None and held.assignee_id == actor.id:
            return held
        assert actor.id is not None
        due_on = next_due_day(clock.now(), topic.author_city_id)
        return _give(actor, topic, held, actor.id, note="", due_on=due_on)


def finish(actor: Actor, topic_id: int) -> None:
    """Be done with a topic: nobody looks after it any more. Where nobody did, nothing happens."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        held = find_holder(topic_id)
        require(can_assign(actor, topic, held))
        if held is not None:
            session.delete(held)
            record(actor, CareEnded(topic.id, held.assignee_id, _filed_under(actor, topic)))


def _give(actor: Actor, topic: Topic, held: Care | None, assignee_id: int, *, note: str, due_on: date) -> Care:
    """Write who looks after a locked topic, over whatever row there is: it may hold no more."""
    told = held is not None and held.assignee_id == assignee_id
    row = held if held is not None else session.scalar(select(Care).where(Care.topic_id == topic.id))
    if row is None:
        row = Care(topic_id=topic.id)
        session.add(row)
    row.assignee_id, row.given_by_id, row.by_staff = assignee_id, actor.id, actor.is_staff
    row.note, row.due_on, row.reminded_at, row.created_at = note, due_on, None, clock.now()
    session.flush()
    if not told:
        record(actor, TopicAssigned(topic.id, assignee_id, _filed_under(actor, topic)))
    return row


def _filed_under(actor: Actor, topic: Topic) -> int | None:
    """Return the city whose log has it: what RIL does among itself stands in RIL's alone."""
    return None if actor.is_staff else topic.city_id
