"""What the tests of slow mode share: the moment, what is sent, and what stands there then."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import time_machine
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.moderation.desk import text

#: A Monday, at noon in Buenos Aires.
NOW = datetime(2026, 11, 16, 15, tzinfo=UTC)
WORDS = "Una respuesta que se escribió deprisa."


def at(minutes=0):
    return time_machine.travel(NOW + timedelta(minutes=minutes), tick=False)


def now(topic):
    session.rollback()
    session.expire_all()
    return session.get_one(Topic, topic.id)


def page(browser, topic, query=""):
    return text(browser, f"/t/{topic.slug}/{topic.id}{query}")


def send(browser, topic, body=WORDS, **more):
    return browser.post(f"/topics/{topic.id}/posts", data={"body": body, "language": "es"} | more)


def written(topic):
    session.rollback()
    return session.scalars(
        select(Post.body).where(Post.topic_id == topic.id, Post.number > 1, Post.kind == "post")
    ).all()
