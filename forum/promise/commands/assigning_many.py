"""Giving many topics to one colleague, with one letter for all of them, and putting each back to whom it was.

The caller locks all topics in their order and says in one transaction what becomes of each.
"""

from collections.abc import Sequence
from datetime import date

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import hit
from forum.discussion.models import Topic
from forum.promise.commands.caring import ASSIGNED
from forum.promise.commands.caring import chosen_colleague
from forum.promise.commands.caring import end_care
from forum.promise.commands.caring import write_care
from forum.promise.policy import can_assign
from forum.promise.policy import can_hold
from forum.promise.queries.calendars import check_day
from forum.promise.queries.care import Holder
from forum.promise.queries.care import find_holder


def give(actor: Actor, topic: Topic, *, colleague_id: int, due_on: date) -> None:
    """Have a colleague look after a locked topic until a day; its note stays, and `tell_of` tells them."""
    held = find_holder(topic.id)
    require(can_assign(actor, topic, held))
    chosen_colleague(actor, topic, colleague_id)
    check_day(actor, due_on)
    note = held.note if held is not None else ""
    write_care(actor, topic, held, Holder.by(actor, colleague_id, due_on), note=note)


def put_back(actor: Actor, topic: Topic, before: Holder | None) -> None:
    """Have a locked topic looked after as before: by nobody, if nobody did or who did may not any more."""
    held = find_holder(topic.id)
    require(can_assign(actor, topic, held))
    user = session.get(User, before.assignee_id) if before is not None else None
    if before is not None and user is not None and can_hold(to_actor(user), topic, by_staff=before.by_staff):
        write_care(actor, topic, held, before, note=held.note if held is not None else "")
    elif held is not None:
        end_care(actor, topic, held)


def tell_of(actor: Actor, topic_ids: Sequence[int], *, colleague_id: int) -> None:
    """Tell a colleague by one letter of all topics that they were given; who took them oneself knows."""
    user = session.get(User, colleague_id)
    if user is None or not topic_ids or colleague_id == actor.id:
        return
    hit(ASSIGNED, actor.id)
    params = {"topic_ids": sorted(topic_ids)}
    queue_mail("promise.assigned_many", user_id=user.id, language=user.ui_language, params=params)
