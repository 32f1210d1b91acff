"""Setting timers and reminders, and removing them. Setting one again takes the place of the one before."""

from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.loading import lock_topic
from forum.discussion.models import Topic
from forum.timers.events import ReminderRemoved
from forum.timers.events import ReminderSet
from forum.timers.events import TimerRemoved
from forum.timers.events import TimerSet
from forum.timers.labels import AUDIENCES
from forum.timers.labels import KINDS
from forum.timers.models import Reminder
from forum.timers.models import Timer
from forum.timers.policy import can_schedule
from forum.timers.policy import can_set
from forum.timers.policy import is_so_already
from forum.timers.policy import sees_publishing
from forum.timers.queries import find_reminder
from forum.timers.queries import find_timer

TIMERS: Final = Limit("timers", 100, 3600)
#: Nobody plans further ahead; what is further was mistyped.
FARTHEST: Final = timedelta(days=2 * 366)
#: What must come before, where the topic is already as it should become.
_BEFORE: Final = {"close": "reopen", "reopen": "close"}


def set_timer(actor: Actor, topic_id: int, *, kind: str, due_at: datetime, audience: str | None = None) -> Timer:
    """Have a topic closed, reopened or published at a moment; what was set of this kind before is no more."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        if kind not in KINDS or kind == "remind":
            raise Invalid(_l("Choose one of the options."), field="kind")
        if kind == "publish" and audience not in AUDIENCES:
            raise Invalid(_l("Choose who can read it."), field="audience")
        audience = audience if kind == "publish" else None
        require(can_set(actor, topic, kind, audience))
        _check_moment(due_at)
        _check_sense(topic, kind, due_at)
        row = find_timer(topic.id, kind)
        if row is not None and (row.due_at, row.audience, row.user_id) == (due_at, audience, actor.id):
            return row  # The form was sent twice.
        hit(TIMERS, actor.id)
        assert actor.id is not None
        if row is None:
            row = Timer(topic_id=topic.id, kind=kind)
            session.add(row)
        row.due_at, row.audience, row.user_id, row.created_at = due_at, audience, actor.id, clock.now()
        record(actor, TimerSet(topic.id, topic.city_id), after={"timer": kind, "until": due_at.isoformat()})
        return row


def remove_timer(actor: Actor, topic_id: int, *, kind: str) -> None:
    """Let something not happen after all. Where nothing was set, nothing happens."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_schedule(actor, topic))
        row = find_timer(topic.id, kind)
        if row is not None and (kind != "publish" or sees_publishing(actor)):
            session.delete(row)
            record(actor, TimerRemoved(topic.id, topic.city_id), before={"timer": kind})


def set_reminder(actor: Actor, topic_id: int, *, due_at: datetime) -> Reminder:
    """Have oneself reminded of a topic at a moment."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_schedule(actor, topic))
        _check_moment(due_at)
        row = find_reminder(topic.id, actor.id)
        if row is not None and row.due_at == due_at:
            return row
        hit(TIMERS, actor.id)
        assert actor.id is not None
        if row is None:
            row = Reminder(topic_id=topic.id, user_id=actor.id)
            session.add(row)
        row.due_at, row.created_at = due_at, clock.now()
        record(actor, ReminderSet(topic.id, actor.id))
        return row


def remove_reminder(actor: Actor, topic_id: int) -> None:
    """Be reminded of a topic no more."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_schedule(actor, topic))
        row = find_reminder(topic.id, actor.id)
        if row is not None:
            session.delete(row)
            record(actor, ReminderRemoved(topic.id, row.user_id))


def _check_moment(due_at: datetime) -> None:
    now = clock.now()
    if due_at <= now:
        raise Invalid(_l("This moment is over. Choose one that is still to come."), field="moment")
    if due_at > now + FARTHEST:
        raise Invalid(_l("Choose a moment within two years."), field="moment")


def _check_sense(topic: Topic, kind: str, due_at: datetime) -> None:
    """Refuse to close what is closed, or to open what is open, unless it is to be the other way round until then."""
    if kind not in _BEFORE or not is_so_already(topic, kind):
        return
    before = find_timer(topic.id, _BEFORE[kind])
    if before is not None and before.due_at < due_at:
        return
    if kind == "close":
        raise Invalid(_l("The topic is closed already. First set when it opens again."), field="kind")
    raise Invalid(_l("The topic is open. First set when it closes."), field="kind")
