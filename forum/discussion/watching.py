"""Loading a topic or post for a page: what RIL reads of a city's private topics is written down first."""

from forum.core import footprints
from forum.core.actor import Actor
from forum.discussion.commands.reading import log_staff_reading
from forum.discussion.loading import get_post
from forum.discussion.loading import get_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic


def read_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see; a reading by RIL of a city's room is kept before it is answered."""
    topic = get_topic(actor, topic_id)
    keep_reading(actor, topic.id, audience=topic.audience, city_id=topic.city_id)
    return topic


def read_post(actor: Actor, post_id: int) -> tuple[Topic, Post]:
    """Return a post and its topic, likewise."""
    topic, post = get_post(actor, post_id)
    keep_reading(actor, topic.id, audience=topic.audience, city_id=topic.city_id)
    return topic, post


def keep_reading(actor: Actor, topic_id: int, *, audience: str, city_id: int | None) -> None:
    """Write down that RIL reads from a city's room, before it is answered; the city's lead can see it."""
    if actor.is_staff and audience == "city" and city_id is not None:
        footprints.leave_certainly(log_staff_reading, actor, topic_id, city_id=city_id)
