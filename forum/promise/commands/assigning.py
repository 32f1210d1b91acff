"""Assigning a topic, taking it, being done with it."""

from datetime import date

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import transaction
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import hit
from forum.discussion.loading import lock_topic
from forum.promise.commands.caring import ASSIGNED
from forum.promise.commands.caring import chosen_colleague
from forum.promise.commands.caring import end_care
from forum.promise.commands.caring import write_care
from forum.promise.models import Care
from forum.promise.policy import can_assign
from forum.promise.queries.calendars import check_day
from forum.promise.queries.calendars import next_due_day
from forum.promise.queries.care import Holder
from forum.promise.queries.care import find_holder


def assign(actor: Actor, topic_id: int, *, colleague_id: int, note: str = "", due_on: date) -> Care:
    """Have a colleague look after a topic until a day; they are told by mail, with the note."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        held = find_holder(topic_id)
        require(can_assign(actor, topic, held))
        user = chosen_colleague(actor, topic, colleague_id)
        check_day(actor, due_on)
        if held is not None and (held.assignee_id, held.note, held.due_on) == (colleague_id, note, due_on):
            return held  # The form was sent twice: they are told already.
        hit(ASSIGNED, actor.id)
        row = write_care(actor, topic, held, Holder.by(actor, colleague_id, due_on), note=note)
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
        return write_care(actor, topic, held, Holder.by(actor, actor.id, due_on))


def finish(actor: Actor, topic_id: int) -> None:
    """Be done with a topic: nobody looks after it any more. Where nobody did, nothing happens."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        held = find_holder(topic_id)
        require(can_assign(actor, topic, held))
        if held is not None:
            end_care(actor, topic, held)
