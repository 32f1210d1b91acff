"""Telling people, once per event and person; rights are asked now and again when the mail is sent."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.mail import queue_mail
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import is_in_audience
from forum.discussion.relocations import OldPlace
from forum.discussion.relocations import Relocation
from forum.moderation.models import Report
from forum.notifications.models import Notification
from forum.notifications.queries import ABOUT_CARE
from forum.notifications.queries import ABOUT_OWN
from forum.notifications.queries import ABOUT_REPORT
from forum.notifications.queries import ABOUT_TRANSLATION
from forum.notifications.queries import MOVED
from forum.notifications.queries import REMINDER
from forum.notifications.queries import recipients_of_post
from forum.promise.queries.care import find_holder
from forum.translation.models import Correction

#: Kind → the preference that lets its mail go out.
MAIL_PREFERENCE = {"reply": "mail_replies", "mention": "mail_mentions", "asked": "mail_mentions"}
#: Kinds whose mail goes and stops with that of another.
STOPPED_BY: Final = {"asked": "mention"}
#: A letter waits so long for the translation of the post, for who does not read its language.
FOR_THE_TRANSLATION: Final = timedelta(seconds=20)
#: What became of an author is not told to who reported: only what became of the post.
_TOLD_OF_REPORT: Final = {"warned": "hidden", "silenced": "hidden", "suspended": "hidden"}
#: Values of one statement.
_AT_ONCE: Final = 300
#: What tells of a post itself: a person gets one of these per post, however often it is edited.
ABOUT_POST = ("reply", "mention")


def notify_of_post(event: Event, post_id: int) -> None:
    """Tell the topic's author of a reply, and those whom it names."""
    with transaction():
        found = _lock(post_id)
        if found is None:
            return
        topic, post = found
        told = _told(post)
        for user_id, kind in recipients_of_post(post, topic, _mentioned(post)).items():
            if user_id not in told:
                _notify(event, kind, user_id, topic, post)


def notify_of_new_mentions(event: Event, post_id: int) -> None:
    """Tell those whom an edit named for the first time; the editor needs no telling."""
    with transaction():
        found = _lock(post_id)
        if found is None:
            return
        topic, post = found
        for user_id in sorted(set(_mentioned(post)) - _told(post) - {post.author_id, event.actor_id}):
            _notify(event, "mention", user_id, topic, post)


def notify_author(event: Event, post_id: int, kind: str) -> None:
    """Tell a post's author what a moderator did to it."""
    with transaction():
        post = session.get(Post, post_id)
        topic = session.get(Topic, post.topic_id) if post is not None else None
        if post is None or topic is None or post.author_id is None or event.actor_id == post.author_id:
            return
        if kind == "proposed" and _waits(post, kind):
            return
        _notify(event, kind, post.author_id, topic, post)


def notify_of_decision(event: Event, correction_id: int, kind: str) -> None:
    """Tell who proposed a translation what became of it; their own decision needs no telling."""
    with transaction():
        row = session.get(Correction, correction_id)
        post = session.get(Post, row.post_id) if row is not None else None
        topic = session.get(Topic, post.topic_id) if post is not None else None
        if row is None or post is None or topic is None or row.author_id is None or event.actor_id == row.author_id:
            return
        _notify(event, kind, row.author_id, topic, post)


def notify_of_report(event: Event, report_id: int) -> None:
    """Tell all who reported a post what was decided; who decided needs no telling."""
    with transaction():
        row = session.get(Report, report_id)
        post = session.get(Post, row.post_id) if row is not None else None
        topic = session.get(Topic, post.topic_id) if post is not None else None
        # Nothing is told of a decision that was taken back before it was told.
        if row is None or post is None or topic is None or row.outcome is None:
            return
        told = _TOLD_OF_REPORT.get(row.outcome, row.outcome)
        together = select(Report.reporter_id).where(Report.post_id == post.id, Report.closed_at == row.closed_at)
        for user_id in sorted(found for found in session.scalars(together) if found not in {None, event.actor_id}):
            _notify(event, f"report_{told}", user_id, topic, post)


def notify_of_care(event: Event, topic_id: int, assignee_id: int) -> None:
    """Tell whoever opened a topic who looks after it; an earlier notice of it that is not read yet goes."""
    with transaction():
        topic = session.get(Topic, topic_id, with_for_update=True)
        held = find_holder(topic_id)
        # Somebody else may have taken it since.
        if topic is None or held is None or held.assignee_id != assignee_id or topic.author_id == assignee_id:
            return
        post = session.scalar(select(Post).where(Post.topic_id == topic_id, Post.number == 1))
        if post is None:
            return
        withdraw_care(topic_id)
        _notify(event, "looked_after", topic.author_id, topic, post, by=assignee_id)


def notify_of_asking(event: Event, topic_id: int, user_id: int) -> None:
    """Tell somebody that RIL asks whether they can help with a topic."""
    with transaction():
        topic = session.get(Topic, topic_id)
        post = session.scalar(select(Post).where(Post.topic_id == topic_id, Post.number == 1))
        if topic is not None and post is not None and post.state == "visible":
            _notify(event, "asked", user_id, topic, post)


def notify_of_reminder(event: Event, topic_id: int, user_id: int) -> None:
    """Remind somebody of a topic, as they wanted to be."""
    with transaction():
        topic = session.get(Topic, topic_id)
        post = session.scalar(select(Post).where(Post.topic_id == topic_id, Post.number == 1))
        if topic is not None and post is not None:
            _notify(event, REMINDER, user_id, topic, post)


def withdraw_care(topic_id: int) -> None:
    """Remove what was told of who looks after a topic and is not read yet: it is so no more."""
    with transaction():
        session.execute(
            delete(Notification).where(
                Notification.topic_id == topic_id,
                Notification.kind == "looked_after",
                Notification.read_at.is_(None),
            )
        )


def notify_of_move(event: Event, relocation_id: int) -> None:
    """Tell each author of posts that were moved where the first of theirs is; whoever moved them needs no telling."""
    with transaction():
        moved = session.get(Relocation, relocation_id)
        if moved is None or moved.undone_at is not None:
            return
        firsts = (
            select(func.min(Post.id))
            .join(OldPlace, OldPlace.post_id == Post.id)
            .where(OldPlace.relocation_id == relocation_id, Post.state == "visible")
            .where(Post.author_id.is_distinct_from(event.actor_id))
            .group_by(Post.author_id)
        )
        query = select(Post, Topic).join(Topic, Topic.id == Post.topic_id).where(Post.id.in_(firsts)).order_by(Post.id)
        for post, topic in session.execute(query).all():
            if post.author_id is not None:
                _notify(event, MOVED, post.author_id, topic, post)


def move_notices(post_ids: Sequence[int], topic_id: int) -> None:
    """Let what was told of posts be about the topic in which they stand now, within the open transaction."""
    for start in range(0, len(post_ids), _AT_ONCE):
        session.execute(
            update(Notification)
            .where(Notification.post_id.in_(post_ids[start : start + _AT_ONCE]))
            .values(topic_id=topic_id)
            .execution_options(synchronize_session=False)
        )


def _lock(post_id: int) -> tuple[Topic, Post] | None:
    """Return a visible post and its topic, locked: two events about it are told one after the other."""
    post = session.get(Post, post_id, with_for_update=True)
    topic = session.get(Topic, post.topic_id) if post is not None else None
    if post is None or topic is None or post.state != "visible":
        return None
    return topic, post


def _waits(post: Post, kind: str) -> bool:
    """Tell whether the author has been told the same of a post and has not read it yet."""
    told = select(Notification.id).where(
        Notification.user_id == post.author_id,
        Notification.post_id == post.id,
        Notification.kind == kind,
        Notification.read_at.is_(None),
    )
    return session.scalar(told.limit(1)) is not None


def _mentioned(post: Post) -> list[int]:
    found = session.scalars(select(Mention.user_id).where(Mention.post_id == post.id)).all()
    return [user_id for user_id in found if user_id is not None]


def _told(post: Post) -> set[int]:
    return set(
        session.scalars(
            select(Notification.user_id).where(Notification.post_id == post.id, Notification.kind.in_(ABOUT_POST))
        )
    )


def _notify(event: Event, kind: str, user_id: int, topic: Topic, post: Post, *, by: int | None = None) -> None:
    """Tell one person, if it is theirs to know; `by` names who did it where that is not who acted."""
    user = session.get(User, user_id)
    if user is None:
        return
    reader = to_actor(user)
    if not reader.is_member or not is_in_audience(reader, topic):
        return
    if kind not in (*ABOUT_OWN, *ABOUT_REPORT) and not can_see_topic(reader, topic):
        return
    statement = dialects.insert(session(), Notification).values(
        user_id=user.id,
        event_id=event.id,
        kind=kind,
        topic_id=topic.id,
        post_id=post.id,
        actor_id=by or event.actor_id,
        created_at=event.created_at,
    )
    made = session.execute(statement.on_conflict_do_nothing().returning(Notification.id)).scalar()
    preference = MAIL_PREFERENCE.get(kind)
    if (
        made is None
        or kind in (*ABOUT_TRANSLATION, *ABOUT_REPORT, *ABOUT_CARE, MOVED, REMINDER)
        or (preference is not None and not getattr(user, preference))
    ):
        return
    queue_mail(
        "notifications.notice",
        user_id=user.id,
        language=user.ui_language,
        params={"notification_id": made},
        dedupe_key=f"notification:{made}",
        after=timedelta(0) if post.language in to_actor(user).reads else FOR_THE_TRANSLATION,
    )


def mark_read(actor: Actor, notification_id: int) -> None:
    """Take one notification as read; NotFound if it is not one's own."""
    with transaction():
        row = session.scalar(
            select(Notification).where(Notification.id == notification_id, Notification.user_id == (actor.id or 0))
        )
        if row is None:
            raise NotFound
        row.read_at = row.read_at or clock.now()


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
