"""Loading a topic or post for a page: what RIL reads of a city's private topics is written down first."""

from datetime import timedelta
from typing import Final

from forum.core import clock
from forum.core import footprints
from forum.core.actor import Actor
from forum.discussion.commands.reading import log_staff_reading
from forum.discussion.loading import get_post
from forum.discussion.loading import get_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.files import rooms_of_file
from forum.discussion.queries.reading import was_read_by_staff
from forum.media.opening import on_opening
from forum.media.queries import UploadInfo

#: What a page shows is read with it, and so is what its links lead to for some time.
SAME_READING: Final = timedelta(minutes=10)


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


@on_opening
def keep_file_reading(actor: Actor, file: UploadInfo) -> None:
    """Write down that RIL reads a file of a city's room; the pictures of a page that was just read say no more."""
    if not actor.is_staff:
        return
    for topic_id, city_id in rooms_of_file(file.id):
        if not was_read_by_staff(actor, topic_id, since=clock.now() - SAME_READING):
            keep_reading(actor, topic_id, audience="city", city_id=city_id)


def keep_reading(actor: Actor, topic_id: int, *, audience: str, city_id: int | None) -> None:
    """Write down that RIL reads from a city's room, before it is answered; the city's lead can see it."""
    if actor.is_staff and audience == "city" and city_id is not None:
        footprints.leave_certainly(log_staff_reading, actor, topic_id, city_id=city_id)
