"""The letters that the forum sent to a person: which, when, and whether they went out; their text is erased by then."""

from collections.abc import Iterator
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.mail import OutgoingMail
from forum.core.owndata import Row
from forum.core.owndata import Section


def _letters(actor: Actor) -> Iterator[Row]:
    folded = select(User.email_folded).where(User.id == actor.id).scalar_subquery()
    # Not the subject: it may have the title of a topic that the person may no longer see.
    columns = [getattr(OutgoingMail, name) for name in _FIELDS]
    rows = session.execute(
        select(*columns)
        .where(or_(OutgoingMail.user_id == actor.id, func.lower(OutgoingMail.address) == folded))
        .order_by(OutgoingMail.id)
    )
    return (row._asdict() for row in rows)


_FIELDS: Final = {
    "kind": _l("Kind"),
    "language": _l("Language"),
    "state": _l("State"),
    "created_at": _l("Owed since"),
    "sent_at": _l("Sent"),
}
_KINDS: Final = {
    "accounts.confirm_address": _l("To confirm your address"),
    "accounts.sign_in_link": _l("A link to sign in"),
    "accounts.reset_password": _l("To set a new password"),
    "accounts.change_address": _l("To confirm another address"),
    "accounts.address_change_asked": _l("That another address was asked for"),
    "accounts.password_changed": _l("That your password changed"),
    "accounts.invitation": _l("An invitation"),
    "accounts.somebody_waits": _l("That somebody waits to be admitted"),
    "accounts.admitted": _l("That you were admitted"),
    "accounts.refused": _l("That you were not admitted"),
    "accounts.suspended": _l("That your account was suspended"),
    "accounts.restored": _l("That the suspension was lifted"),
    "accounts.lead_left": _l("That a city lost a lead"),
    "notifications.notice": _l("A notice"),
    "moderation.report": _l("A report"),
    "applications.received": _l("An application"),
    "applications.answered": _l("The answer to an application"),
    "admin.test": _l("A test mail"),
}
_STATES: Final = {
    "due": _l("to send"),
    "sending": _l("being sent"),
    "sent": _l("sent"),
    "dropped": _l("no longer owed"),
    "failed": _l("given up"),
}

LETTERS: Final = Section(
    "letters", _l("Letters that the forum sent you"), _FIELDS, _letters, {"kind": _KINDS, "state": _STATES}
)
