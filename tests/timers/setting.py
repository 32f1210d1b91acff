"""What the tests of timers share."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import time_machine
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.timers.commands.running import remind_due
from forum.timers.commands.running import run_due
from forum.timers.commands.setting import set_timer
from forum.timers.models import Reminder
from forum.timers.models import Timer
from tests.factories.accounts import act

#: A Monday, at noon in Buenos Aires.
NOW = datetime(2026, 11, 16, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


def at(moment):
    return time_machine.travel(moment, tick=False)


def plan(who, topic, kind="close", due_at=LATER, audience=None, *, now=NOW):
    """Set a timer on that Monday."""
    with at(now):
        return set_timer(act(who), topic.id, kind=kind, due_at=due_at, audience=audience)


def begin():
    """Read anew, as the worker's next turn does."""
    session.rollback()
    session.expire_all()
    session().info.pop("versions", None)


def run(moment=LATER):
    """Do what the worker does at a moment; return how many timers ran."""
    begin()
    with at(moment):
        return run_due()


def run_reminders(moment=LATER):
    begin()
    with at(moment):
        return remind_due()


def timers(topic):
    begin()
    return {row.kind: row for row in session.scalars(select(Timer).where(Timer.topic_id == topic.id))}


def reminders(topic):
    begin()
    return list(session.scalars(select(Reminder).where(Reminder.topic_id == topic.id).order_by(Reminder.id)))


def topic_now(topic):
    begin()
    return session.get_one(Topic, topic.id)


def notices(topic):
    begin()
    query = select(Post).where(Post.topic_id == topic.id, Post.kind == "notice").order_by(Post.number)
    return [(post.notice["kind"], post.author_id) for post in session.scalars(query)]


def form(kind="close", moment="2026-11-18T12:00", **more):
    """Return the form of the page; noon in Buenos Aires is three hours later by UTC."""
    return {"kind": kind, "moment": moment} | more
