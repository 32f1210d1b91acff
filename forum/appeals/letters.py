"""The letters that tell RIL of an appeal, and its author of the answer. The first does not repeat its words."""

from flask import current_app

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import to_actor
from forum.appeals.models import Appeal
from forum.core.db import session
from forum.core.events import Event
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.moderation.labels import act_label


@composer("appeals.decided")
def decided(row: OutgoingMail) -> Letter | None:
    """Tell somebody what became of their appeal; dropped when the decision was taken back meanwhile."""
    found = session.get(Appeal, row.params.get("appeal_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if found is None or user is None or not user.email or found.state == "open":
        return None
    event = session.get_one(Event, found.event_id)
    return letter(
        "appeals/mail/decided",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        act=act_label(event.kind),
        granted=found.state == "granted",
        answer=found.answer,
        url=f"{current_app.config['URL']}/settings/acts",
    )


@composer("appeals.made")
def made(row: OutgoingMail) -> Letter | None:
    """Tell somebody of RIL of an appeal; dropped when it was decided on, or when they left RIL, in the meantime."""
    found = session.get(Appeal, row.params.get("appeal_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if found is None or user is None or not user.email or found.state != "open" or not to_actor(user).is_staff:
        return None
    people = people_by_ids({found.user_id}, to_actor(user))
    return letter(
        "appeals/mail/made",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        person=people.get(found.user_id, GONE),
        act=act_label(session.get_one(Event, found.event_id).kind),
        url=f"{current_app.config['URL']}/moderation/appeals/{found.id}",
    )
