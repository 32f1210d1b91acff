"""What timers hold of a person: those that they set, and their reminders."""

from collections.abc import Iterator
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.timers.labels import AUDIENCES
from forum.timers.labels import KINDS
from forum.timers.models import Reminder
from forum.timers.models import Timer

_TOPIC: Final = _l("Topic")
_WHEN: Final = _l("When it was set")
_DUE: Final = _l("For when")


def _timers(actor: Actor) -> Iterator[Row]:
    """Yield what the person set and has not come, as far as they may still see the topic."""
    return _rows(actor, Timer, Timer.kind, Timer.audience)


def _reminders(actor: Actor) -> Iterator[Row]:
    """Yield their reminders, likewise."""
    return _rows(actor, Reminder)


def _rows(actor: Actor, table: type[Timer | Reminder], *more: Any) -> Iterator[Row]:
    rows = session.execute(
        select(table.topic_id, table.created_at, table.due_at, *more)
        .join(Topic, Topic.id == table.topic_id)
        .where(table.user_id == actor.id, visible_topics(actor))
        .order_by(table.id)
    )
    return (row._asdict() | {"topic_id": f"/t/{row.topic_id}"} for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Remind nobody. What they set for topics goes when its moment comes: nothing is done, and the log says why."""
    session.execute(delete(Reminder).where(Reminder.user_id == leaver.user_id))


PART: Final = Part(
    sections=(
        Section(
            "topic_timers",
            _l("What you set to happen to topics"),
            {
                "topic_id": _TOPIC,
                "created_at": _WHEN,
                "due_at": _DUE,
                "kind": _l("What"),
                "audience": _l("For whom"),
            },
            _timers,
            {"kind": KINDS, "audience": AUDIENCES},
        ),
        Section(
            "topic_reminders",
            _l("Topics of which you want to be reminded"),
            {"topic_id": _TOPIC, "created_at": _WHEN, "due_at": _DUE},
            _reminders,
        ),
    ),
    anonymise=_anonymise,
)
