"""Thanks: how many translations somebody reviewed."""

from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.translation.models import Correction


def reviewed_by(actor: Actor, user_id: int) -> int:
    """Return of how many posts that the actor may read somebody's words became the translation."""
    found = (
        select(func.count(Correction.post_id.distinct()))
        .join(Post, Post.id == Correction.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            Correction.author_id == user_id,
            Correction.state == "accepted",
            Post.state == "visible",
            visible_topics(actor),
        )
    )
    return session.scalar(found) or 0
