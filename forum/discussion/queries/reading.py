"""What the log says about who read a city's room."""

from datetime import datetime

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.events import Event
from forum.discussion.events import CityTopicReadByStaff


def was_read_by_staff(actor: Actor, topic_id: int, *, since: datetime) -> bool:
    """Tell whether the log already has that the actor read this topic since a moment."""
    found = session.scalar(
        select(Event.id)
        .where(
            Event.kind == CityTopicReadByStaff.__name__,
            Event.actor_id == actor.id,
            Event.subject_id == topic_id,
            Event.created_at >= since,
        )
        .limit(1)
    )
    return found is not None
