"""What becomes of timers and reminders when a topic goes into another, and when that is undone."""

from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

from forum.core import versions
from forum.core.db import session
from forum.discussion.moving import Move
from forum.timers.models import Reminder


def take_reminders_along(move: Move) -> None:
    """Remind whoever wanted it of where the posts of a topic are now; one reminder for each is enough.

    Its timers stay with it: they run if it is there again by then, and else the log tells that they did not.
    """
    source_id, target_id = move.source.id, move.target.id
    there = select(Reminder.user_id).where(Reminder.topic_id == target_id)
    session.execute(
        delete(Reminder)
        .where(Reminder.topic_id == source_id, Reminder.user_id.in_(there.scalar_subquery()))
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Reminder)
        .where(Reminder.topic_id == source_id)
        .values(topic_id=target_id, from_topic_id=source_id)
        .execution_options(synchronize_session=False)
    )
    versions.bump((versions.TASKS,))


def bring_reminders_back(move: Move) -> None:
    """Remind of a topic again that is there again, whoever was to be reminded of it before it went into another."""
    if not move.whole:
        return
    session.execute(
        update(Reminder)
        .where(Reminder.topic_id == move.source.id, Reminder.from_topic_id == move.target.id)
        .values(topic_id=move.target.id, from_topic_id=None)
        .execution_options(synchronize_session=False)
    )
    versions.bump((versions.TASKS,))
