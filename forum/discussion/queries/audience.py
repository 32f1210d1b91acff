"""What a change of audience would mean: who reads then, and what they would find in the history."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select

from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import can_change_audience
from forum.discussion.policy import widens
from forum.discussion.queries.files import count_files


@dataclass(frozen=True, slots=True)
class AudienceChange:
    """What would change."""

    audience: str
    room_id: int | None
    room: CityView | None
    #: Somebody could read it who cannot now.
    widens: bool
    #: Old texts that the new readers would find in the history.
    old_texts: int
    #: Old texts and posts that are hidden; they stay so.
    hidden: int
    #: Files of the texts that would be read.
    files: int


def audience_change(actor: Actor, topic: Topic, audience: str, city_id: int | None) -> AudienceChange:
    """Return what a change would mean; refuses those who may not make it."""
    room_id = room_for(actor, topic, audience, city_id)
    require(can_change_audience(actor, topic, audience, room_id))
    old = (
        select(func.count())
        .select_from(Revision)
        .join(Post, Post.id == Revision.post_id)
        .where(Post.topic_id == topic.id, Revision.number < Post.revision)
    )
    hidden_posts = select(func.count()).where(Post.topic_id == topic.id, Post.state != "visible")
    return AudienceChange(
        audience=audience,
        room_id=room_id,
        room=city_by_id(room_id),
        widens=widens((topic.audience, topic.city_id), (audience, room_id)),
        old_texts=session.scalar(old.where(Revision.hidden_at.is_(None), Post.state == "visible")) or 0,
        hidden=(session.scalar(old.where(Revision.hidden_at.is_not(None))) or 0) + (session.scalar(hidden_posts) or 0),
        files=count_files(topic.id),
    )


def room_for(actor: Actor, topic: Topic, audience: str, city_id: int | None) -> int | None:
    """Return the city whose room a topic would go to: the chosen one, the present one, or the author's."""
    if audience != "city":
        return None
    return city_id or topic.city_id or topic.author_city_id or actor.city_id
