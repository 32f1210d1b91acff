"""Loading the rows that commands change, locked and in the right order."""

from collections.abc import Collection
from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import is_in_audience

#: What was read of it before the lock may be out of date by now. Made once: every command asks it.
_LOCKED: Final = (
    select(Topic).where(Topic.id == bindparam("topic")).with_for_update().execution_options(populate_existing=True)
)


#: A post that moves while it is being locked is looked for again, so many times.
_TRIES: Final = 3


class Merged(NotFound):
    """A topic went into another: it is gone like any other that is not there, but a reply that was on its way follows it."""

    def __init__(self, into_id: int) -> None:
        """Keep where its posts went."""
        super().__init__()
        self.into_id = into_id


def lock_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see, locked until the commit; NotFound otherwise."""
    return present_topic(actor, session.scalar(_LOCKED, {"topic": topic_id}))


def lock_topics(topic_ids: Collection[int]) -> dict[int, Topic]:
    """Lock several topics in the order of their ids, whether they may be seen or not; return those that exist."""
    query = select(Topic).where(Topic.id.in_(topic_ids)).order_by(Topic.id).with_for_update()
    rows: Sequence[Topic] = session.scalars(query.execution_options(populate_existing=True)).all()
    return {topic.id: topic for topic in rows}


def lock_post(actor: Actor, post_id: int) -> tuple[Topic, Post]:
    """Return a post and its topic, locked (the topic first, always); NotFound if not to be seen."""
    for _try in range(_TRIES):
        seen, post = get_post(actor, post_id)
        topic = session.scalar(_LOCKED, {"topic": seen.id})
        session.refresh(post, with_for_update=True)
        # Otherwise it moved to another topic before this one was locked.
        if topic is not None and post.topic_id == topic.id:
            return present_topic(actor, topic), post
    raise Conflict


def get_topic(actor: Actor, topic_id: int) -> Topic:
    """Return a topic that the actor may see; NotFound for a hidden and for an absent one."""
    return present_topic(actor, session.get(Topic, topic_id))


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


def present_topic(actor: Actor, topic: Topic | None) -> Topic:
    """Return a topic that was loaded, if the actor may see it; raise Merged for one whose posts went into another."""
    if topic is None:
        raise NotFound
    if topic.merged_into_id is not None:
        raise Merged(topic.merged_into_id) if is_in_audience(actor, topic) else NotFound
    require(can_see_topic(actor, topic))
    return topic
