"""Letters to who looks after topics, and to RIL of questions that are late. What somebody wrote in a city's room, its title too, is read in the forum alone."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import visible_topics
from forum.promise.models import Care
from forum.promise.policy import can_see_promise
from forum.promise.queries.calendars import promised_days
from forum.promise.queries.care import find_holder
from forum.promise.queries.care import holders_of
from forum.promise.queries.lists import count_late


@composer("promise.assigned")
def assigned(row: OutgoingMail) -> Letter | None:
    """Tell a colleague what they are asked to look after; dropped when it is theirs no more, or not theirs to see."""
    found = _held(row)
    if found is None:
        return None
    user, topic, held = found
    giver = people_by_ids({held.given_by_id}, to_actor(user)).get(held.given_by_id or 0, GONE)
    return _about(user, topic, held, "promise/mail/assigned", giver=giver)


@composer("promise.assigned_many")
def assigned_many(row: OutgoingMail) -> Letter | None:
    """Tell a colleague of all topics that they were given together and still look after; dropped when there is none."""
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if user is None or not user.email:
        return None
    reader = to_actor(user)
    giver_id = row.params["giver_id"]
    held = {
        topic_id: care
        for topic_id, care in holders_of(row.params["topic_ids"]).items()
        if (care.assignee_id, care.given_by_id) == (user.id, giver_id)
    }
    topics = session.scalars(select(Topic).where(Topic.id.in_(held), visible_topics(reader)).order_by(Topic.id)).all()
    if not topics:
        return None
    site = current_app.config["URL"]
    return letter(
        "promise/mail/assigned_many",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        giver=people_by_ids({giver_id}, reader).get(giver_id, GONE),
        topics=[
            {
                "title": topic.title if topic.audience != "city" else "",
                "language": topic.language,
                "due_on": held[topic.id].due_on,
                "url": f"{site}/t/{topic.id}",
            }
            for topic in topics
        ],
        url=f"{site}/moderation/unanswered?list=mine",
    )


@composer("promise.reminder")
def reminder(row: OutgoingMail) -> Letter | None:
    """Remind of a day that has come; dropped when the topic is theirs no more, or until another day."""
    found = _held(row)
    if found is None or found[2].due_on.isoformat() != row.params.get("due_on"):
        return None
    return _about(*found, "promise/mail/reminder")


@composer("promise.late")
def late(row: OutgoingMail) -> Letter | None:
    """Tell somebody of RIL how many questions are late; dropped when none is, or they want no such mail any more."""
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if user is None or not user.email or not user.mail_late:
        return None
    reader = to_actor(user)
    number = count_late(reader, clock.now()) if can_see_promise(reader) else 0
    if not number:
        return None
    site = current_app.config["URL"]
    return letter(
        "promise/mail/late",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        number=number,
        days=promised_days(),
        url=f"{site}/moderation/unanswered",
        settings=f"{site}/settings/notices",
    )


def _held(row: OutgoingMail) -> tuple[User, Topic, Care] | None:
    """Return who is written to, and the topic that they look after and may see now."""
    topic = session.get(Topic, row.params.get("topic_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    held = find_holder(topic.id) if topic is not None else None
    if topic is None or user is None or not user.email or held is None or held.assignee_id != user.id:
        return None
    return (user, topic, held) if not topic.deleted and can_see_topic(to_actor(user), topic) else None


def _about(user: User, topic: Topic, held: Care, template: str, **more: Any) -> Letter:
    return letter(
        template,
        address=user.email or "",
        language=user.ui_language,
        name=user.name,
        title=topic.title if topic.audience != "city" else "",
        topic_language=topic.language,
        due_on=held.due_on,
        note=held.note,
        url=f"{current_app.config['URL']}/t/{topic.id}",
        **more,
    )
