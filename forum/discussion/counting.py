"""The counters of a topic: replies, cities, status, score, last activity."""

from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic

#: product: distinct replying cities × 3 + replies + 5 if solved.
CITY_WEIGHT = 3
SOLVED_BONUS = 5


def count_reply(topic: Topic, post: Post) -> None:
    """Bring a topic up to date with one new reply, without counting the others."""
    new_city = (
        post.author_city_id is not None
        and post.author_city_id != topic.author_city_id
        and session.scalar(
            select(Post.id)
            .where(
                Post.topic_id == topic.id,
                Post.author_city_id == post.author_city_id,
                Post.number > 1,
                Post.id != post.id,
                Post.state == "visible",
                Post.kind == "post",
            )
            .limit(1)
        )
        is None
    )
    topic.replies += 1
    topic.reply_cities += int(new_city)
    topic.last_post_at = post.created_at
    topic.last_post_number = post.number
    topic.last_author_id = post.author_id
    if topic.status == "open" and post.author_id != topic.author_id:
        topic.status = "answered"
    _score(topic)


def recount(topic: Topic) -> None:
    """Count a topic afresh, after posts were hidden, deleted or restored."""
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
    last = session.execute(
        select(Post.created_at, Post.author_id, Post.number).where(*shown).order_by(Post.number.desc()).limit(1)
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
