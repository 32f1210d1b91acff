"""Opening a topic to more or fewer people."""

from flask_babel import lazy_gettext as _l

from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.commands.notices import add_notice
from forum.discussion.commands.quoting import rerender_around
from forum.discussion.events import TopicAudienceChanged
from forum.discussion.loading import lock_topic
from forum.discussion.models import Topic
from forum.discussion.policy import can_change_audience
from forum.discussion.queries.audience import room_for


def change_audience(
    actor: Actor, topic_id: int, *, audience: str, city_id: int | None = None, reason: str = ""
) -> Topic:
    """Open a topic to more or fewer people; from the next request on they see it, or do not.

    Quotes are rendered afresh on both sides, so that none names what its readers may not know.
    """
    with transaction():
        topic = lock_topic(actor, topic_id)
        room = room_for(actor, topic, audience, city_id)
        if audience not in {"public", "community", "city", "staff"}:
            raise Invalid(_l("Choose who can read it."), field="audience")
        if audience == "city" and room is None:
            raise Invalid(_l("Choose the city whose room this is for."), field="city")
        if room is not None and city_by_id(room) is None:
            raise NotFound
        require(can_change_audience(actor, topic, audience, room))
        before = topic.audience
        if before == audience and room == topic.city_id:
            return topic
        was_in = topic.city_id
        topic.audience, topic.city_id = audience, room
        session.flush()
        add_notice(actor, topic, "audience", {"from": before, "to": audience})
        rerender_around(topic)
        record(
            actor,
            TopicAudienceChanged(topic.id, room or was_in),
            reason=reason or None,
            before={"audience": before},
            after={"audience": audience},
        )
        return topic
