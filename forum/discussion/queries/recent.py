"""The latest posts of somebody, for their page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.addresses import post_address
from forum.discussion.masking import mask_handles
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.policy import visible_topics
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import if_wanted
from forum.discussion.readings import mode_for
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.discussion.readings import reading_of
from forum.discussion.readings import title_reading_of


@dataclass(frozen=True, slots=True)
class RecentPost:
    """A post as the page of its author shows it: in the reader's language, if it is there in it."""

    url: str
    title: str
    title_language: str
    excerpt: str
    language: str
    written_in: str
    #: `machine` or `reviewed` where the excerpt is a translation.
    translated: str | None
    created_at: datetime


def recent_posts_of(actor: Actor, author_id: int, limit: int = 20) -> list[RecentPost]:
    """Return somebody's latest visible posts.

    RIL reads no words from a city's room here: that reading is written down, on the page of the topic.
    """
    rows = session.execute(
        select(
            Topic.id,
            Topic.slug,
            Topic.title,
            Topic.language.label("topic_language"),
            Topic.audience,
            Post.number,
            Post.excerpt,
            Post.language,
            Post.created_at,
            *READING_COLUMNS,
            *TITLE_COLUMNS,
        )
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(Translation, of_post())
        .outerjoin(TitleTranslation, of_topic())
        .where(Post.author_id == author_id, Post.kind == "post", Post.state == "visible", visible_topics(actor))
        .order_by(Post.id.desc())
        .limit(limit)
    )
    mode, masked = mode_for(actor, None), not actor.is_member
    found = []
    for row in rows:
        withheld = row.audience == "city" and actor.is_staff
        reading = if_wanted(reading_of(row, written=row.language, masked=masked), mode, row.language)
        title = if_wanted(
            title_reading_of(row, actor, title=row.title, written=row.topic_language), mode, row.topic_language
        )
        excerpt = reading.excerpt if reading else mask_handles(row.excerpt) if masked else row.excerpt
        found.append(
            RecentPost(
                post_address(row.slug, row.id, row.number),
                title.title if title else title_for(actor, row.title),
                title.language if title else row.topic_language,
                "" if withheld else excerpt,
                reading.language if reading else row.language,
                row.language,
                reading.state if reading and not withheld else None,
                row.created_at,
            )
        )
    return found
