"""What the tests of moved posts share: where posts stand, and what an address leads to."""

from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.models import User
from forum.certification.queries import get_stage
from forum.core.db import session
from forum.discussion.commands.moving import acts
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.relocations import Relocation
from tests.factories.accounts import act

TITLE = "¿Y cómo se mide el agua?"


def numbers(topic_id: int) -> dict[int, int]:
    """Return number → id of the posts that people wrote in a topic."""
    session.rollback()
    query = select(Post.number, Post.id).where(Post.topic_id == topic_id, Post.kind == "post").order_by(Post.number)
    return {row.number: row.id for row in session.execute(query)}


def topic_now(topic_id: int) -> Topic:
    """Return a topic as it is now."""
    session.rollback()
    session.expire_all()
    topic: Topic = session.get_one(Topic, topic_id)
    return topic


def notices(topic_id: int) -> list[dict[str, Any]]:
    """Return what the notices of a topic hold."""
    session.rollback()
    query = select(Post.notice).where(Post.topic_id == topic_id, Post.kind == "notice").order_by(Post.number)
    return [notice for notice in session.scalars(query) if notice is not None]


def split(who: User, topic_id: int, *posts: Post, title: str = TITLE, kind: str = "question") -> Relocation:
    """Split posts off into a new topic."""
    beginning = acts.Beginning(title, get_stage("evidence").id, kind)
    return acts.split_topic(act(who), topic_id, post_ids=[post.id for post in posts], beginning=beginning)


def move(who: User, topic_id: int, to_topic_id: int, *posts: Post) -> Relocation:
    """Move posts to another topic."""
    return acts.move_posts(act(who), topic_id, post_ids=[post.id for post in posts], to_topic_id=to_topic_id)


def merge(who: User, topic_id: int, into_topic_id: int) -> Relocation:
    """Merge a topic into another."""
    return acts.merge_topics(act(who), topic_id, into_topic_id=into_topic_id)


def leads_to(browser: FlaskClient, address: str) -> str:
    """Return where an address leads; the status where it leads nowhere."""
    answer = browser.get(address)
    return answer.headers["Location"] if answer.status_code in {301, 302, 303} else str(answer.status_code)


def prose(answer: Any) -> BeautifulSoup:
    """Return the page that was answered."""
    return BeautifulSoup(answer.text, "html.parser")
