"""The letter of a notification: rights, language and text are those of the moment of sending."""

from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import to_actor
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.discussion.addresses import post_address
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import is_in_audience
from forum.discussion.queries.remarks import remarks_above
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import if_wanted
from forum.discussion.readings import mode_for
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.discussion.readings import reading_of
from forum.discussion.readings import title_reading_of
from forum.notifications.commands.telling import MAIL_PREFERENCE
from forum.notifications.commands.telling import STOPPED_BY
from forum.notifications.models import Notification
from forum.notifications.queries import ABOUT_OWN
from forum.notifications.unsubscribing import make_token


@composer("notifications.notice")
def notice(row: OutgoingMail) -> Letter | None:
    """Tell of a reply, a mention or a moderator's act; dropped when the reader lost the right to it."""
    found = session.execute(
        select(Notification, User, Topic, Post, *READING_COLUMNS, *TITLE_COLUMNS)
        .join(User, User.id == Notification.user_id)
        .join(Topic, Topic.id == Notification.topic_id)
        .join(Post, Post.id == Notification.post_id)
        .outerjoin(Translation, of_post())
        .outerjoin(TitleTranslation, of_topic())
        .where(Notification.id == row.params.get("notification_id"))
    ).first()
    if found is None:
        return None
    notification, user, topic, post = found.Notification, found.User, found.Topic, found.Post
    if not user.email or not _is_owed(notification.kind, user, topic, post):
        return None
    own = notification.kind in ABOUT_OWN
    site: str = current_app.config["URL"]
    host = urlsplit(site).hostname or "localhost"
    headers = {
        "List-ID": f"Foro de la Comunidad <foro.{host}>",
        # One thread per topic in the reader's mail program.
        "References": f"<topic-{topic.id}@{host}>",
    }
    unsubscribe = None
    if notification.kind in MAIL_PREFERENCE:
        unsubscribe = f"{site}/unsubscribe/{make_token(user.id, STOPPED_BY.get(notification.kind, notification.kind))}"
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    reader = to_actor(user)
    mode = mode_for(reader, None)
    title = if_wanted(title_reading_of(found, reader, title=topic.title, written=topic.language), mode, topic.language)
    # RIL's reading in a city's room is written down, on the page of the topic: nothing of the text is sent.
    withheld = own or (topic.audience == "city" and reader.is_staff)
    reading = if_wanted(reading_of(found, written=post.language, masked=False), mode, post.language)
    people = people_by_ids({notification.actor_id}, reader)
    remark = remarks_above([post.id], user.ui_language).get(post.id) if notification.kind == "remarked" else None
    excerpt, language = ((reading or post).excerpt, (reading or post).language) if remark is None else remark[::-1]
    return letter(
        "notifications/mail/notice",
        address=user.email,
        language=user.ui_language,
        headers=headers,
        kind=notification.kind,
        person=people.get(notification.actor_id or 0, GONE),
        name=user.name,
        title=(title or topic).title,
        topic_language=(title or topic).language,
        url=site + post_address(topic.slug, topic.id, post.number) if not topic.deleted else None,
        excerpt="" if withheld else excerpt,
        post_language=language,
        written_in=post.language,
        translated=reading.state if reading and not withheld and remark is None else None,
        reason=(post.state_reason or "") if own else "",
        unsubscribe=f"{unsubscribe}?ui={user.ui_language}" if unsubscribe else None,
    )


def _is_owed(kind: str, user: User, topic: Topic, post: Post) -> bool:
    """Tell whether the reader may still read it, and still wants mail of this kind."""
    reader = to_actor(user)
    if not reader.is_member or not is_in_audience(reader, topic):
        return False
    if kind in ABOUT_OWN:
        # It may have been shown again in the meantime.
        return bool(post.state != "visible")
    if post.state != "visible" or topic.deleted or not can_see_topic(reader, topic):
        return False
    preference = MAIL_PREFERENCE.get(kind)
    return preference is None or bool(getattr(user, preference))
