"""Loading the rows that commands change, locked and in the right order."""

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic


def lock_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see, locked until the commit; NotFound otherwise."""
    topic = session.scalar(select(Topic).where(Topic.id == topic_id).with_for_update())
    if topic is None:
        raise NotFound
    require(can_see_topic(actor, topic))
    return topic


def lock_post(actor: Actor, post_id: int) -> tuple[Topic, Post]:
    """Return a post and its topic, locked (the topic first, always); NotFound if not to be seen."""
    topic_id = session.scalar(select(Post.topic_id).where(Post.id == post_id))
    if topic_id is None:
        raise NotFound
    topic = lock_topic(actor, topic_id)
    return topic, session.get_one(Post, post_id, with_for_update=True)


def get_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see; NotFound for a hidden and for an absent one."""
    topic = session.get(Topic, topic_id)
    if topic is None:
        raise NotFound
    require(can_see_topic(actor, topic))
    return topic


def get_post(actor: Actor, post_id: int) -> tuple[Topic, Post]:
    """Return a post and its topic, if the actor may see the topic."""
    post = session.get(Post, post_id)
    if post is None:
        raise NotFound
    return get_topic(actor, post.topic_id), post
