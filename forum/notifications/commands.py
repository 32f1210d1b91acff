"""Telling people, once per event and person; rights are asked now and again when the mail is sent."""

from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.core.mail import queue_mail
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.notifications.models import Notification
from forum.notifications.queries import ABOUT_OWN
from forum.notifications.queries import recipients_of_post

#: Kind → the preference that lets its mail go out.
MAIL_PREFERENCE = {"reply": "mail_replies", "mention": "mail_mentions"}


def notify_of_post(event: Event, post_id: int) -> None:
    """Tell the topic's author of a reply, and those whom it names."""
    with transaction():
        post = session.get(Post, post_id)
        topic = session.get(Topic, post.topic_id) if post is not None else None
        if post is None or topic is None or post.state != "visible":
            return
        mentioned = session.scalars(
            select(Mention.user_id).where(Mention.post_id == post.id, Mention.user_id.is_not(None))
        ).all()
        for user_id, kind in recipients_of_post(post, topic, [i for i in mentioned if i is not None]).items():
            _notify(event, kind, user_id, topic, post)


def notify_of_new_mentions(event: Event, post_id: int) -> None:
    """Tell those whom an edit named for the first time."""
    with transaction():
        post = session.get(Post, post_id)
        topic = session.get(Topic, post.topic_id) if post is not None else None
        if post is None or topic is None or post.state != "visible":
            return
        told = set(
            session.scalars(
                select(Notification.user_id).where(Notification.post_id == post.id, Notification.kind == "mention")
            )
        )
        mentioned = session.scalars(select(Mention.user_id).where(Mention.post_id == post.id)).all()
        for user_id in {i for i in mentioned if i is not None} - told - {post.author_id}:
            _notify(event, "mention", user_id, topic, post)


def notify_author(event: Event, post_id: int, kind: str) -> None:
    """Tell a post's author what a moderator did to it."""
    with transaction():
        post = session.get(Post, post_id)
        topic = session.get(Topic, post.topic_id) if post is not None else None
        if post is None or topic is None or post.author_id is None or event.actor_id == post.author_id:
            return
        _notify(event, kind, post.author_id, topic, post)


def _notify(event: Event, kind: str, user_id: int, topic: Topic, post: Post) -> None:
    user = session.get(User, user_id)
    if user is None or user.state != "active":
        return
    if kind not in ABOUT_OWN and not can_see_topic(to_actor(user), topic):
        return
    statement = dialects.insert(session(), Notification).values(
        user_id=user.id,
        event_id=event.id,
        kind=kind,
        topic_id=topic.id,
        post_id=post.id,
        actor_id=event.actor_id,
        created_at=event.created_at,
    )
    made = session.execute(statement.on_conflict_do_nothing().returning(Notification.id)).scalar()
    preference = MAIL_PREFERENCE.get(kind)
    if made is None or (preference is not None and not getattr(user, preference)):
        return
    queue_mail(
        "notifications.notice",
        user_id=user.id,
        language=user.ui_language,
        params={"notification_id": made},
        dedupe_key=f"notification:{made}",
    )


def mark_read(actor: Actor, notification_id: int) -> str | None:
    """Take one notification as read; return where it leads, or None if it is not one's own."""
    with transaction():
        row = session.scalar(
            select(Notification).where(Notification.id == notification_id, Notification.user_id == (actor.id or 0))
        )
        if row is None:
            return None
        row.read_at = row.read_at or clock.now()
        return f"/posts/{row.post_id}"


def mark_all_read(actor: Actor) -> None:
    """Take all of one's notifications as read."""
    with transaction():
        session.execute(
            update(Notification)
            .where(Notification.user_id == (actor.id or 0), Notification.read_at.is_(None))
            .values(read_at=clock.now())
        )


def mark_topic_read(actor: Actor, topic_id: int, *, number: int) -> None:
    """Take as read what a page of a topic has just shown (a footprint)."""
    with transaction():
        shown = select(Post.id).where(Post.topic_id == topic_id, Post.number <= number)
        session.execute(
            update(Notification)
            .where(
                Notification.user_id == (actor.id or 0),
                Notification.topic_id == topic_id,
                Notification.read_at.is_(None),
                Notification.post_id.in_(shown),
            )
            .values(read_at=clock.now())
        )
