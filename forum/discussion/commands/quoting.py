"""Rendering again what quotes a post, when that post may be read by others than before."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.queries import actor_of
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.commands.posts import place_of
from forum.discussion.commands.posts import set_text
from forum.discussion.composing import compose_here
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic


def rerender_quoting(post: Post) -> None:
    """Render again the posts that quote a post, within the open transaction."""
    session.flush()
    quoting = select(Quote.post_id).where(Quote.quoted_post_id == post.id)
    _rerender(session.scalars(select(Post).where(Post.id.in_(quoting), Post.id != post.id)).all())


def rerender_around(topic: Topic) -> None:
    """Render again the posts of a topic that quote, and those elsewhere that quote it."""
    session.flush()
    quoting = select(Quote.post_id).join(Post, Post.id == Quote.quoted_post_id).where(Post.topic_id == topic.id)
    inside = select(Quote.post_id).join(Post, Post.id == Quote.post_id).where(Post.topic_id == topic.id)
    _rerender(session.scalars(select(Post).where(or_(Post.id.in_(quoting), Post.id.in_(inside)))).all())


def _rerender(posts: Sequence[Post]) -> None:
    homes = {row.id: row for row in session.scalars(select(Topic).where(Topic.id.in_({p.topic_id for p in posts})))}
    for post in posts:
        home = homes[post.topic_id]
        set_text(post, compose_here(_writer(post), post.body, language=post.language, place=place_of(home)))
        home.version += 1


def _writer(post: Post) -> Actor:
    """Return who wrote it, as if still active: a suspension does not undo what they quoted before."""
    writer = actor_of(post.author_id)
    return replace(writer, state="active") if writer is not None else SYSTEM
