"""Reading notifications: rights are asked each time, so what was lost does not show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ScalarSelect
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.sql import ColumnElement

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.notifications.models import Notification

PAGE: Final = 30
#: The badge says at most this much.
MOST_COUNTED: Final = 99
#: Told to the author even though the post is not shown to others.
ABOUT_OWN: Final = ("hidden", "deleted")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification as the list shows it."""

    id: int
    kind: str
    read: bool
    created_at: datetime
    person: Person
    topic_title: str
    topic_language: str
    number: int
    excerpt: str
    reason: str
    url: str


def _readable(actor: Actor) -> ColumnElement[bool]:
    shown = and_(visible_topics(actor), Post.state == "visible")
    own = and_(Notification.kind.in_(ABOUT_OWN), Post.author_id == actor.id)
    return or_(shown, own)


def count_of_unread(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, how many unread notifications the actor may still read."""
    unread = (
        select(Notification.id)
        .join(Topic, Topic.id == Notification.topic_id)
        .join(Post, Post.id == Notification.post_id)
        .where(Notification.user_id == actor.id, Notification.read_at.is_(None), _readable(actor))
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return select(func.count()).select_from(unread).scalar_subquery()


def unread_count(actor: Actor) -> int:
    """Return how many unread notifications the actor may still read."""
    if actor.id is None:
        return 0
    return session.scalar(select(count_of_unread(actor))) or 0


def inbox_page(actor: Actor, *, after: str | None = None) -> Page[Notice]:
    """Return one's notifications, newest first."""
    key = decode_cursor(after, int)
    query = (
        select(
            Notification.id.label("notification_id"),
            Notification.kind,
            Notification.read_at,
            Notification.created_at,
            Topic.id.label("topic_id"),
            Topic.slug,
            Topic.title,
            Topic.language.label("topic_language"),
            Post.number,
            Post.excerpt,
            Post.state_reason,
            *PERSON_COLUMNS,
        )
        .join(Topic, Topic.id == Notification.topic_id)
        .join(Post, Post.id == Notification.post_id)
        .outerjoin(User, User.id == Notification.actor_id)
        .where(Notification.user_id == actor.id, _readable(actor))
        .order_by(Notification.id.desc())
        .limit(PAGE + 1)
    )
    if key is not None:
        query = query.where(Notification.id < key[0])
    rows = session.execute(query).all()
    items = [
        Notice(
            id=row.notification_id,
            kind=row.kind,
            read=row.read_at is not None,
            created_at=row.created_at,
            person=present(row, actor) if row.id is not None else GONE,
            topic_title=row.title,
            topic_language=row.topic_language,
            number=row.number,
            excerpt=row.excerpt,
            reason=row.state_reason or "" if row.kind in ABOUT_OWN else "",
            url=f"/t/{row.slug}/{row.topic_id}/{row.number}",
        )
        for row in rows[:PAGE]
    ]
    return Page(items, older=encode_cursor(items[-1].id) if len(rows) > PAGE else None)


def recipients_of_post(post: Post, topic: Topic, mentioned: Sequence[int]) -> dict[int, str]:
    """Return user id → kind for a new post: who is named, and whose topic it is. Not its author."""
    found = {topic.author_id: "reply"} if post.number > 1 else {}
    found |= dict.fromkeys(mentioned, "mention")
    found.pop(post.author_id or 0, None)
    return found
