"""Reading notifications: rights are asked each time, so what was lost does not show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
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
from forum.core.pagination import PAGE_SIZE
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.discussion.addresses import post_address
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.policy import addressed_topics
from forum.discussion.policy import visible_topics
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import if_wanted
from forum.discussion.readings import mode_for
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.discussion.readings import reading_of
from forum.discussion.readings import title_reading_of
from forum.notifications.models import Notification

#: The badge says at most this much.
MOST_COUNTED: Final = 99
#: Told to the author even though the post is not shown to others.
ABOUT_OWN: Final = ("withheld", "hidden", "deleted")
#: Told to who reported a post, even though it may not be shown any more; no letter is sent.
ABOUT_REPORT: Final = ("report_kept", "report_edited", "report_moved", "report_hidden", "report_deleted")
#: To the authors of posts that are in another topic now; no letter is sent.
MOVED: Final = "moved"
#: About the translation of a post; no letter is sent.
ABOUT_TRANSLATION: Final = ("proposed", "reviewed", "accepted", "declined")
#: Who looks after the reader's topic; no letter is sent.
ABOUT_CARE: Final = ("looked_after",)
#: Of a topic, at the moment that the reader chose; it has a letter of its own.
REMINDER: Final = "reminder"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification as the list shows it."""

    id: int
    kind: str
    read: bool
    created_at: datetime
    person: Person
    #: As the reader reads them, with the language that each is in.
    topic_title: str
    topic_language: str
    language: str
    number: int
    excerpt: str
    #: The title as it was written, where it is another, and the language that the post was written in.
    original_title: str | None
    written_in: str
    #: `machine` or `reviewed` where the excerpt is a translation.
    translated: str | None
    #: Why a moderator hid or deleted the post.
    reason: str
    #: Where it leads; None when the reader's own topic is gone.
    url: str | None


def readable_notices(actor: Actor) -> ColumnElement[bool]:
    """Tell which notices may still be shown: the right is that of now, not of when they were written.

    An author is told of their own hidden or deleted post as long as its topic is for them, and so is whoever reported one.
    """
    shown = and_(visible_topics(actor), Post.state == "visible")
    own = and_(Notification.kind.in_(ABOUT_OWN), Post.author_id == actor.id, addressed_topics(actor))
    reported = and_(Notification.kind.in_(ABOUT_REPORT), addressed_topics(actor))
    return or_(shown, own, reported)


def count_of_unread(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, how many unread notifications the actor may still read."""
    unread = (
        select(Notification.id)
        .join(Topic, Topic.id == Notification.topic_id)
        .join(Post, Post.id == Notification.post_id)
        .where(Notification.user_id == actor.id, Notification.read_at.is_(None), readable_notices(actor))
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return select(func.count()).select_from(unread).scalar_subquery()


def unread_count(actor: Actor) -> int:
    """Return how many unread notifications the actor may still read; nothing for who is not admitted."""
    if not actor.is_member:
        return 0
    return session.scalar(select(count_of_unread(actor))) or 0


def has_unread_about(actor: Actor, topic_id: int) -> bool:
    """Tell whether a topic has something that the actor was told of and has not read."""
    found = select(Notification.id).where(
        Notification.user_id == (actor.id or 0), Notification.topic_id == topic_id, Notification.read_at.is_(None)
    )
    return session.scalar(found.limit(1)) is not None


def inbox_page(
    actor: Actor,
    *,
    after: str | None = None,
    before: str | None = None,
    unread_only: bool = False,
    limit: int = PAGE_SIZE,
) -> Page[Notice]:
    """Return one's notifications, newest first."""
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
            Topic.deleted_at,
            Topic.audience,
            Post.id.label("notified_post_id"),
            Post.number,
            Post.language,
            Post.excerpt,
            Post.state.label("post_state"),
            Post.state_reason,
            *READING_COLUMNS,
            *TITLE_COLUMNS,
            *PERSON_COLUMNS,
        )
        .join(Topic, Topic.id == Notification.topic_id)
        .join(Post, Post.id == Notification.post_id)
        .outerjoin(Translation, of_post())
        .outerjoin(TitleTranslation, of_topic())
        .outerjoin(User, User.id == Notification.actor_id)
        .where(Notification.user_id == (actor.id or 0), readable_notices(actor))
    )
    if unread_only:
        query = query.where(Notification.read_at.is_(None))
    found = page_by_id(query, Notification.id, after=after, before=before, size=limit)
    return found.holding([_notice(row, actor) for row in found.items])


def _notice(row: Any, actor: Actor) -> Notice:
    own = row.kind in ABOUT_OWN
    reported = row.kind in ABOUT_REPORT
    gone = row.deleted_at is not None and not actor.is_staff
    # RIL's reading in a city's room is written down, on the page of the topic: nothing of the text stands here.
    withheld = row.audience == "city" and actor.is_staff
    mode = mode_for(actor, None)
    reading = if_wanted(reading_of(row, written=row.language, masked=False), mode, row.language)
    title = if_wanted(
        title_reading_of(row, actor, title=row.title, written=row.topic_language), mode, row.topic_language
    )
    # A title may say what the hidden post of its topic says.
    taken_away = reported and row.post_state != "visible" and row.number == 1 and not actor.is_staff
    excerpt = "" if own or reported or withheld or row.kind in (*ABOUT_CARE, REMINDER) else (reading or row).excerpt
    return Notice(
        id=row.notification_id,
        kind=row.kind,
        read=row.read_at is not None,
        created_at=row.created_at,
        person=present(row, actor) if row.id is not None else GONE,
        topic_title="" if taken_away else title.title if title else row.title,
        topic_language=title.language if title else row.topic_language,
        language=reading.language if reading else row.language,
        number=row.number,
        excerpt=excerpt,
        original_title=row.title if title and not taken_away else None,
        written_in=row.language,
        translated=reading.state if reading and excerpt else None,
        reason=(row.state_reason or "") if own and row.post_state != "visible" else "",
        url=None if gone or taken_away else _address(row),
    )


def _address(row: Any) -> str:
    if row.kind in ABOUT_TRANSLATION:
        return f"/posts/{row.notified_post_id}/translation"
    return post_address(row.slug, row.topic_id, row.number)


def recipients_of_post(post: Post, topic: Topic, mentioned: Sequence[int]) -> dict[int, str]:
    """Return user id → kind for a new post: who is named, and whose topic it is. Not its author.

    Whoever is both is told once, as named.
    """
    found = {topic.author_id: "reply"} if post.number > 1 else {}
    found |= dict.fromkeys(mentioned, "mention")
    found.pop(post.author_id or 0, None)
    return found
