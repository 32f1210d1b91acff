"""Rendering again what was rendered before: because it quotes what others may read by now, or by a newer renderer."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.queries import actor_of
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.markup import Rendered
from forum.core.markup import TooComplex
from forum.core.markup import replace_quotes
from forum.core.rendering.words import shorten
from forum.discussion.commands.editing import set_text
from forum.discussion.commands.posts import place_of
from forum.discussion.composing import Composed
from forum.discussion.composing import compose
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic


def rerender_quoting(post: Post) -> None:
    """Render again the posts that quote a post, within the open transaction."""
    session.flush()
    quoting = select(Quote.post_id).where(Quote.quoted_post_id == post.id)
    rerender(session.scalars(select(Post).where(Post.id.in_(quoting), Post.id != post.id)).all())


def rerender_around(topic: Topic) -> None:
    """Render again the posts of a topic that quote, and those elsewhere that quote it."""
    session.flush()
    quoting = select(Quote.post_id).join(Post, Post.id == Quote.quoted_post_id).where(Post.topic_id == topic.id)
    inside = select(Quote.post_id).join(Post, Post.id == Quote.post_id).where(Post.topic_id == topic.id)
    rerender(session.scalars(select(Post).where(or_(Post.id.in_(quoting), Post.id.in_(inside)))).all())


def rerender(posts: Sequence[Post]) -> None:
    """Render posts again as their writers would now, within the open transaction."""
    homes = {row.id: row for row in session.scalars(select(Topic).where(Topic.id.in_({p.topic_id for p in posts})))}
    for post in posts:
        home = homes[post.topic_id]
        set_text(post, _compose_again(post, home))
        home.version += 1


def compose_translation(post: Post, home: Topic, *, body: str, language: str) -> Composed:
    """Render a translation of a post with the rights of whoever wrote the post; raises TooComplex."""
    return compose(_writer(post), body, language=language, place=place_of(home), post_id=post.id, translated=True)


def _compose_again(post: Post, home: Topic) -> Composed:
    try:
        return compose(_writer(post), post.body, language=post.language, place=place_of(home), post_id=post.id)
    except TooComplex:
        # The bounds are narrower than when it was written. Bare words, rather than no way to hide what it quotes.
        words = " ".join(replace_quotes(post.body, lambda _quoted: "").split())
        bare = Rendered(html=str(Markup("<p>{}</p>").format(words)), text=words, excerpt=shorten(words))
        return Composed(bare, frozenset(), frozenset(), frozenset())


def _writer(post: Post) -> Actor:
    """Return who wrote it, as if still active: a suspension does not undo what they quoted before."""
    writer = actor_of(post.author_id)
    return replace(writer, state="active") if writer is not None else SYSTEM
