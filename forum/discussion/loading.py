"""Loading the rows that commands change, locked and in the right order."""

from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic

#: What was read of it before the lock may be out of date by now. Made once: every command asks it.
_LOCKED: Final = (
    select(Topic).where(Topic.id == bindparam("topic")).with_for_update().execution_options(populate_existing=True)
)


def lock_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see, locked until the commit; NotFound otherwise."""
    topic = session.scalar(_LOCKED, {"topic": topic_id})
    if topic is None:
        raise NotFound
    require(can_see_topic(actor, topic))
    return topic


def lock_post(actor: Actor, post_id: int) -> tuple[Topic, Post]:
    """Return a post and its topic, locked (the topic first, always); NotFound if not to be seen."""
    seen, _post = get_post(actor, post_id)
    topic = lock_topic(actor, seen.id)
    return topic, session.get_one(Post, post_id, with_for_update=True, populate_existing=True)


def get_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see; NotFound for a hidden and for an absent one."""
    topic = session.get(Topic, topic_id)
    if topic is None:
        raise NotFound
    require(can_see_topic(actor, topic))
    return topic


def get_post(actor: Actor, post_id: int) -> tuple[Topic, Post]:
    """Return a post and its topic, if the actor may see the topic.

    One statement, so that a post which may not be known costs what an absent one does.
    """
    found = session.execute(
        select(Topic, Post).join(Topic, Topic.id == Post.topic_id).where(Post.id == post_id)
    ).first()
    if found is None:
        raise NotFound
    topic, post = found
    require(can_see_topic(actor, topic))
    return topic, post
