"""What anybody may read, for machines: feeds, the sitemap. Always asked as a visitor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import VISITOR
from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.posts import first_of
from forum.discussion.queries.posts import posts_where
from forum.discussion.queries.topic import TopicView
from forum.discussion.queries.topic import get_topic_view

#: Topics per file of the sitemap, by ranges of ids: a file once full never changes its range.
TOPICS_PER_MAP = 10_000
POSTS_PER_FEED = 30


@dataclass(frozen=True, slots=True)
class Address:
    """A public topic as the sitemap names it."""

    path: str
    changed: datetime


def map_parts() -> list[int]:
    """Return the numbers of the sitemap's files that have a topic."""
    last = session.scalar(select(Topic.id).where(visible_topics(VISITOR)).order_by(Topic.id.desc()).limit(1))
    if last is None:
        return []
    # One look into each range, rather than one at each topic.
    filled = [
        exists().where(
            visible_topics(VISITOR), Topic.id.between(part * TOPICS_PER_MAP, (part + 1) * TOPICS_PER_MAP - 1)
        )
        for part in range(last // TOPICS_PER_MAP + 1)
    ]
    row = session.execute(select(*(has.label(f"part{part}") for part, has in enumerate(filled)))).one()
    return [part for part, has in enumerate(row) if has]


def addresses_in(part: int) -> list[Address]:
    """Return the public topics of one file of the sitemap."""
    if part > LARGEST_ID // TOPICS_PER_MAP:
        return []
    rows = session.execute(
        select(Topic.slug, Topic.id, Topic.last_post_at)
        .where(
            visible_topics(VISITOR),
            Topic.id >= part * TOPICS_PER_MAP,
            Topic.id < (part + 1) * TOPICS_PER_MAP,
        )
        .order_by(Topic.id)
    )
    return [Address(f"/t/{slug}/{topic_id}", changed) for slug, topic_id, changed in rows]


def first_posts(topic_ids: Sequence[int]) -> dict[int, PostView]:
    """Return the first post of each topic, as a visitor sees it; the caller has checked the topics."""
    return first_of(VISITOR, topic_ids) if topic_ids else {}


def latest_posts(topic_id: int) -> tuple[TopicView, list[PostView]]:
    """Return a public topic and its latest posts, newest first; NotFound for any other."""
    topic = get_topic_view(VISITOR, topic_id)
    oldest = session.scalar(
        select(func.min(Post.number)).where(
            Post.id.in_(
                select(Post.id)
                .where(Post.topic_id == topic_id, Post.kind == "post", Post.state == "visible")
                .order_by(Post.number.desc())
                .limit(POSTS_PER_FEED)
            )
        )
    )
    found = posts_where(VISITOR, topic, Post.number >= (oldest or 1))
    return topic, [post for post in reversed(found) if post.kind == "post" and post.state == "visible"]
