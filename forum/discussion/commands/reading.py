"""What reading leaves behind: footprints, the only writes of a GET."""

from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select

from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import UtcDateTime
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.events import CityTopicReadByStaff
from forum.discussion.loading import get_topic
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import visible_topics


def mark_read(actor: Actor, topic_id: int, *, number: int) -> None:
    """Keep how far a member has read; it never goes back, whatever order two tabs come in."""
    with transaction():
        require(can_see_topic(actor, get_topic(actor, topic_id)))
        statement = dialects.insert(session(), ReadPosition).values(
            user_id=actor.id, topic_id=topic_id, number=number, read_at=clock.now()
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[ReadPosition.user_id, ReadPosition.topic_id],
                set_={"number": statement.excluded.number, "read_at": statement.excluded.read_at},
                where=ReadPosition.number < statement.excluded.number,
            )
        )


def log_staff_reading(actor: Actor, topic_id: int, *, city_id: int) -> None:
    """Write down that somebody of RIL read a city's private topic, before it is answered."""
    with transaction():
        require(can_see_topic(actor, get_topic(actor, topic_id)))
        record(actor, CityTopicReadByStaff(topic_id, city_id))


def mark_all_read(actor: Actor) -> None:
    """Take everything that a member can see as read, in one statement however much it is."""
    with transaction():
        if actor.id is None:
            return
        unread = (
            select(literal(actor.id), Topic.id, Topic.last_number, literal(clock.now(), UtcDateTime))
            .outerjoin(ReadPosition, (ReadPosition.topic_id == Topic.id) & (ReadPosition.user_id == actor.id))
            .where(visible_topics(actor), func.coalesce(ReadPosition.number, 0) < Topic.last_number)
        )
        statement = dialects.insert(session(), ReadPosition).from_select(
            ["user_id", "topic_id", "number", "read_at"], unread
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[ReadPosition.user_id, ReadPosition.topic_id],
                set_={"number": statement.excluded.number, "read_at": statement.excluded.read_at},
            )
        )
