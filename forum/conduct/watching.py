"""Writing down what RIL reads of texts that wait for a city's room, before it is answered."""

from sqlalchemy import select

from forum.conduct.commands.reading import log_held_reading
from forum.conduct.events import HeldTextReadByStaff
from forum.conduct.queries.files import rooms_that_wait
from forum.core import clock
from forum.core import footprints
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.events import Event
from forum.discussion.queries.reading import was_read_by_staff
from forum.discussion.watching import SAME_READING
from forum.discussion.watching import keep_reading
from forum.media.opening import on_opening
from forum.media.queries import UploadInfo


def keep_held_reading(actor: Actor, held_id: int, topic_id: int | None, *, city_id: int | None) -> None:
    """Write down that RIL reads what waits for a city's room: under its topic, or as a text that would open one."""
    if not actor.is_staff or city_id is None:
        return
    if topic_id is not None:
        keep_reading(actor, topic_id, audience="city", city_id=city_id)
    else:
        footprints.leave_certainly(log_held_reading, actor, held_id, city_id=city_id)


@on_opening
def keep_file_reading(actor: Actor, file: UploadInfo) -> None:
    """Write down that RIL opens a file of a text that waits for a city's room, unless it has just read that text."""
    if not actor.is_staff:
        return
    since = clock.now() - SAME_READING
    for room in rooms_that_wait(file.id):
        if room.topic_id is not None:
            known = was_read_by_staff(actor, room.topic_id, since=since)
        else:
            known = _was_read(actor, room.held_id)
        if not known:
            keep_held_reading(actor, room.held_id, room.topic_id, city_id=room.city_id)


def _was_read(actor: Actor, held_id: int) -> bool:
    found = session.scalar(
        select(Event.id)
        .where(
            Event.kind == HeldTextReadByStaff.__name__,
            Event.actor_id == actor.id,
            Event.subject_id == held_id,
            Event.created_at >= clock.now() - SAME_READING,
        )
        .limit(1)
    )
    return found is not None
