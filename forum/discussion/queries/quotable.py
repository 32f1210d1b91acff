"""A post that somebody wants to quote."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics


@dataclass(frozen=True, slots=True)
class Quotable:
    """Who wrote what, under which number."""

    handle: str
    number: int
    body: str


def find_quotable(actor: Actor, topic_id: int, post_id: int) -> Quotable | None:
    """Return a visible post of a topic that the actor may see, or None."""
    row = session.execute(
        select(User.handle, Post.number, Post.body)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(
            Post.id == post_id,
            Post.topic_id == topic_id,
            Post.kind == "post",
            Post.state == "visible",
            visible_topics(actor),
        )
    ).first()
    return Quotable(*row) if row is not None else None
