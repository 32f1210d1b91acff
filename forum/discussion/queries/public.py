"""What anybody may read, for machines: feeds, the sitemap. Always asked as a visitor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import VISITOR
from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.discussion.addresses import read_as
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.policy import visible_topics
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.posts import first_of
from forum.discussion.queries.posts import posts_where
from forum.discussion.queries.topic import get_topic_view
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.discussion.readings import title_reading_of

#: Topics per file of the sitemap, by ranges of ids: a file once full never changes its range.
TOPICS_PER_MAP = 10_000
POSTS_PER_FEED = 30


@dataclass(frozen=True, slots=True)
class Address:
    """A public topic as the sitemap names it."""

    path: str
    changed: datetime
    #: The language that it was written in.
    language: Language = "es"
    #: Where it is read in the other language, if title and first post are there in it.
    translated: str | None = None


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
        select(
            Topic.slug,
            Topic.id,
            Topic.title,
            Topic.language,
            Topic.last_post_at,
            Translation.id.label("of_first"),
            *TITLE_COLUMNS,
        )
        .join(Post, and_(Post.topic_id == Topic.id, Post.number == 1))
        .outerjoin(Translation, of_post())
        .outerjoin(TitleTranslation, of_topic())
        .where(
            visible_topics(VISITOR),
            Topic.id >= part * TOPICS_PER_MAP,
            Topic.id < (part + 1) * TOPICS_PER_MAP,
        )
        .order_by(Topic.id)
    )
    return [_to_address(row) for row in rows]


def _to_address(row: Any) -> Address:
    path, language = f"/t/{row.slug}/{row.id}", parse_language(row.language) or "es"
    title = title_reading_of(row, VISITOR, title=row.title, written=language)
    is_there = title is not None and row.of_first is not None
    return Address(path, row.last_post_at, language, read_as(path, other(language)) if is_there else None)


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
