"""What keeps stored texts and counters right: run from the command line, a few rows per transaction."""

from typing import Final

from sqlalchemy import select

from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.markup import RENDERER_VERSION
from forum.core.policy import require
from forum.discussion.commands.quoting import rerender
from forum.discussion.counting import recount
from forum.discussion.masking import slug_of
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_keep_up

#: Others can write between two transactions.
_AT_ONCE: Final = 100


def recount_topics(actor: Actor) -> int:
    """Count replies, cities, status, score and last activity of every topic afresh; return how many changed.

    The name in its address is made afresh too.
    """
    changed, last = 0, 0
    while True:
        with transaction():
            require(can_keep_up(actor))
            topics = session.scalars(
                select(Topic).where(Topic.id > last).order_by(Topic.id).limit(_AT_ONCE).with_for_update()
            ).all()
            if not topics:
                return changed
            for topic in topics:
                before = _counters(topic)
                recount(topic)
                topic.slug = slug_of(topic.title)
                if _counters(topic) != before:
                    topic.version += 1
                    changed += 1
            last = topics[-1].id
            versions.bump((versions.CONTENT,))


def rerender_posts(actor: Actor) -> int:
    """Render again every post that an older renderer made; return how many. Ends where it left off when run again."""
    done = 0
    while True:
        with transaction():
            require(can_keep_up(actor))
            posts = session.scalars(
                select(Post)
                .where(Post.renderer_version < RENDERER_VERSION, Post.kind == "post")
                .order_by(Post.id)
                .limit(_AT_ONCE)
                .with_for_update()
            ).all()
            if not posts:
                return done
            rerender(posts)
            done += len(posts)
            versions.bump((versions.CONTENT,))


def _counters(topic: Topic) -> tuple[object, ...]:
    return (
        topic.slug,
        topic.replies,
        topic.reply_cities,
        topic.status,
        topic.score,
        topic.last_post_at,
        topic.last_author_id,
        topic.last_post_number,
    )
