"""Doing what is due: each timer in a transaction of its own, by the command that does it by hand.

The row goes in the same transaction in which it is done, and is read again once the topic is locked. So a worker may stop
at any moment, and two may do the same: it is done once.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

import structlog
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import record
from forum.core.jobs import show_life
from forum.core.mail import queue_mail
from forum.discussion.commands import curation
from forum.discussion.commands.audience import change_audience
from forum.discussion.loading import lock_topics
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.timers.events import ReminderCame
from forum.timers.events import ReminderRemoved
from forum.timers.events import TimerDropped
from forum.timers.events import TimerRan
from forum.timers.models import Reminder
from forum.timers.models import Timer
from forum.timers.policy import can_be_reminded
from forum.timers.policy import why_not

log = structlog.get_logger(__name__)

#: One run does so many at most, so that a worker can stop within seconds; the rest is due a minute later.
AT_ONCE: Final = 100


def run_due() -> int:
    """Do all that is due; return how many timers ran. What fails holds up no other, and is tried again."""
    query = select(Timer.id, Timer.topic_id).where(Timer.due_at <= clock.now())
    due = session.execute(query.order_by(Timer.due_at, Timer.id).limit(AT_ONCE)).all()
    return sum(_try("timer", row.id, partial(run_timer, row.id, row.topic_id)) for row in due)


def remind_due() -> int:
    """Remind all whose moment has come; return how many. Here, too, one that fails holds up no other."""
    query = select(Reminder.id).where(Reminder.due_at <= clock.now())
    due = session.scalars(query.order_by(Reminder.due_at, Reminder.id).limit(AT_ONCE)).all()
    return sum(_try("reminder", reminder_id, partial(remind, reminder_id)) for reminder_id in due)


def run_timer(timer_id: int, topic_id: int) -> bool:
    """Do what a timer says if it is due and may still be done; the row goes either way."""
    with transaction():
        # The topic first, like whoever sets a timer: nobody waits for somebody who waits for them.
        topic = lock_topics({topic_id}).get(topic_id)
        timer = session.get(Timer, timer_id, with_for_update=True, populate_existing=True)
        if topic is None or timer is None or timer.topic_id != topic.id or timer.due_at > clock.now():
            return False  # Another worker was faster, or somebody changed it a moment ago.
        setter = to_actor(session.get_one(User, timer.user_id, populate_existing=True))
        why = why_not(setter, topic, timer)
        session.delete(timer)
        if why:
            dropped = TimerDropped(topic.id, topic.city_id, timer.user_id)
            record(SYSTEM, dropped, after={"timer": timer.kind, "why": why})
            log.info("timer dropped", topic=topic.id, kind=timer.kind, why=why)
            return False
        before = topic.last_number
        _do(setter, topic, timer)
        _say_that_it_was_scheduled(topic, before)
        record(setter, TimerRan(topic.id, topic.city_id), after={"timer": timer.kind})
        return True


def remind(reminder_id: int) -> bool:
    """Owe somebody the letter and the notice that they wanted, if they may still have them; the row goes either way."""
    with transaction():
        row = session.get(Reminder, reminder_id, with_for_update=True, populate_existing=True)
        if row is None or row.due_at > clock.now():
            return False
        user, topic = session.get_one(User, row.user_id), session.get_one(Topic, row.topic_id)
        person = to_actor(user)
        session.delete(row)
        if not can_be_reminded(person, topic):
            record(SYSTEM, ReminderRemoved(topic.id, user.id))
            log.info("reminder dropped", topic=topic.id, user=user.id)
            return False
        record(person, ReminderCame(topic.id, user.id))
        queue_mail("timers.reminder", user_id=user.id, language=user.ui_language, params={"topic_id": topic.id})
        return True


def _do(setter: Actor, topic: Topic, timer: Timer) -> None:
    if timer.kind == "close":
        curation.close_topic(setter, topic.id)
    elif timer.kind == "reopen":
        curation.reopen_topic(setter, topic.id)
    else:
        change_audience(setter, topic.id, audience=timer.audience or "")


def _say_that_it_was_scheduled(topic: Topic, before: int) -> None:
    """Have the small post that an act left behind the one with a number say so; what was done already leaves none."""
    session.flush()
    left = select(Post).where(Post.topic_id == topic.id, Post.number > before, Post.kind == "notice")
    for post in session.scalars(left):
        post.notice = {**(post.notice or {}), "scheduled": True}


def _try(what: str, number: int, step: Callable[[], bool]) -> bool:
    show_life()
    try:
        return step()
    except Exception:
        log.exception("timer failed", what=what, id=number)
        return False
