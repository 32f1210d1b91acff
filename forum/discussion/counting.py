"""The counters of a topic: replies, cities, status, score, last activity."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic

#: product: distinct replying cities × 3 + replies + 5 if solved.
CITY_WEIGHT = 3
SOLVED_BONUS = 5


#: Made once: every reply asks it.
_OF_CITY = (
    select(Post.id)
    .where(
        Post.topic_id == bindparam("topic"),
        Post.author_city_id == bindparam("city"),
        Post.number > 1,
        Post.state == "visible",
        Post.kind == "post",
    )
    .limit(1)
)


def count_reply(topic: Topic, author: Actor, moment: datetime) -> None:
    """Bring a topic up to date with the one reply that is about to be written, without counting the others."""
    new_city = (
        author.city_id is not None
        and author.city_id != topic.author_city_id
        and fetch(_OF_CITY, {"topic": topic.id, "city": author.city_id}).first() is None
    )
    topic.last_number += 1
    topic.version += 1
    topic.replies += 1
    topic.reply_cities += int(new_city)
    topic.last_post_at = moment
    topic.last_post_number = topic.last_number
    topic.last_author_id = author.id
    if topic.status == "open" and author.id != topic.author_id:
        topic.status = "answered"
    _score(topic)


def recount(topic: Topic) -> None:
    """Count a topic afresh, after posts were hidden, deleted, restored or moved."""
    session.flush()
    shown = (Post.topic_id == topic.id, Post.kind == "post", Post.state == "visible")
    replies = (*shown, Post.number > 1)
    topic.replies = session.scalar(select(func.count()).where(*replies)) or 0
    topic.reply_cities = (
        session.scalar(
            select(func.count(Post.author_city_id.distinct())).where(
                *replies, Post.author_city_id.is_distinct_from(topic.author_city_id)
            )
        )
        or 0
    )
    # What came from another topic has a higher number than what was written after it.
    last = session.execute(
        select(Post.created_at, Post.author_id, select(func.max(Post.number)).where(*shown).scalar_subquery())
        .where(*shown)
        .order_by(Post.created_at.desc(), Post.number.desc())
        .limit(1)
    ).first()
    if last is not None:
        topic.last_post_at, topic.last_author_id, topic.last_post_number = last
    if topic.kind == "question":
        others = session.scalar(select(func.count()).where(*replies, Post.author_id != topic.author_id))
        topic.status = "solved" if topic.answer_post_id else "answered" if others else "open"
    else:
        topic.status = None
    _score(topic)


def _score(topic: Topic) -> None:
    topic.score = topic.reply_cities * CITY_WEIGHT + topic.replies + (SOLVED_BONUS if topic.status == "solved" else 0)
