"""The letter of a reminder. What is written in a city's room, its title too, is read in the forum alone."""

from flask import current_app

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.discussion.models import Topic
from forum.timers.policy import can_be_reminded


@composer("timers.reminder")
def reminder(row: OutgoingMail) -> Letter | None:
    """Remind somebody of a topic; dropped when it is not theirs to curate any more."""
    topic = session.get(Topic, row.params.get("topic_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if topic is None or user is None or not user.email or not can_be_reminded(to_actor(user), topic):
        return None
    return letter(
        "timers/mail/reminder",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        title=topic.title if topic.audience != "city" else "",
        topic_language=topic.language,
        url=f"{current_app.config['URL']}/t/{topic.id}",
    )
