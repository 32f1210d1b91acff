"""Topics of the demonstration: written at a moment of the past, marked, and removable as a whole."""

from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.models import User
from forum.accounts.policy import can_load_demo
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import add_reply
from forum.discussion.commands.topics import NewTopic
from forum.discussion.commands.topics import add_topic
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.counting import recount
from forum.discussion.loading import lock_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_create_topic


def open_demo_topic(actor: Actor, new: NewTopic) -> Topic:
    """Open a topic that is marked as invented."""
    with transaction():
        require(can_create_topic(actor, new.audience, new.city_id, new.kind))
        place = Place(audience=new.audience, city_id=new.city_id, topic_id=None)
        composed = compose(actor, new.body, language=new.language, place=place)
        topic = add_topic(actor, new, composed, city_id=new.city_id, moment=clock.now())
        topic.is_demo = True
        return topic


def write_demo_reply(actor: Actor, topic_id: int, *, body: str, language: str) -> Post:
    """Reply to a topic with a text of ours."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        place = Place(audience=topic.audience, city_id=topic.city_id, topic_id=topic.id)
        composed = compose(actor, body, language=language, place=place)
        return add_reply(actor, topic, NewReply(body=body, language=language), composed, moment=clock.now())


def remove_demo_topics(actor: Actor) -> int:
    """Remove all invented topics, and what invented people wrote in others; return how many topics."""
    with transaction():
        require(can_load_demo(actor))
        invented = select(User.id).where(User.is_demo.is_(True))
        topics = session.scalars(
            select(Topic.id).where(or_(Topic.is_demo.is_(True), Topic.author_id.in_(invented)))
        ).all()
        session.execute(delete(Topic).where(Topic.id.in_(topics)))
        touched = session.scalars(select(Post.topic_id).where(Post.author_id.in_(invented)).distinct()).all()
        removed = session.scalars(select(Post.id).where(Post.author_id.in_(invented))).all()
        session.execute(update(Topic).where(Topic.answer_post_id.in_(removed)).values(answer_post_id=None))
        session.execute(delete(Post).where(Post.id.in_(removed)))
        session.expire_all()
        for topic in session.scalars(select(Topic).where(Topic.id.in_(touched))):
            recount(topic)
            topic.version += 1
        return len(topics)
