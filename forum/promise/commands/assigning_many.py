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
from forum.promise.models import Care
from forum.promise.policy import can_assign
from forum.promise.policy import can_hold
from forum.promise.queries.calendars import check_day
from forum.promise.queries.care import Holder


def give(actor: Actor, topic: Topic, held: Care | None, *, colleague_id: int, due_on: date) -> Care:
    """Have a colleague look after a locked topic until a day; its note stays, and `tell_of` tells them."""
    require(can_assign(actor, topic, held))
    chosen_colleague(actor, topic, colleague_id)
    check_day(actor, due_on)
    note = held.note if held is not None else ""
    return write_care(actor, topic, held, Holder.by(actor, colleague_id, due_on), note=note)


def put_back(actor: Actor, topic: Topic, held: Care | None, before: Holder | None) -> bool:
    """Have a locked topic looked after as before; return False if who did may not any more, and so nobody does.

    The caller has seen to it that the note is the one of then: it may be theirs alone who read it.
    """
    require(can_assign(actor, topic, held))
    user = session.get(User, before.assignee_id) if before is not None else None
    if before is not None and user is not None and can_hold(to_actor(user), topic, by_staff=before.by_staff):
        write_care(actor, topic, held, before, note=held.note if held is not None else "")
        return True
    if held is not None:
        end_care(actor, topic, held)
    return before is None


def tell_of(actor: Actor, topic_ids: Sequence[int], *, colleague_id: int) -> None:
    """Tell a colleague by one letter of all topics that they were given; who took them oneself knows."""
    user = session.get(User, colleague_id)
    if user is None or not topic_ids or colleague_id == actor.id:
        return
    hit(ASSIGNED, actor.id)
    params = {"topic_ids": sorted(topic_ids), "giver_id": actor.id}
    queue_mail("promise.assigned_many", user_id=user.id, language=user.ui_language, params=params)
