"""The letters about applications, written by the worker at the moment of sending."""

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.applications.models import Application
from forum.applications.queries import get_application
from forum.applications.queries import is_small
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter


@composer("applications.received")
def received(row: OutgoingMail) -> Letter | None:
    """Tell somebody of RIL; dropped when they no longer are, or when it was answered in the meantime."""
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if user is None or not user.email:
        return None
    try:
        found = get_application(to_actor(user), row.params.get("application_id", 0))
    except NotFound:
        return None
    if found.state != "new":
        return None
    return letter(
        "applications/mail/received",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        application=found,
        small=is_small(found),
    )


@composer("applications.answered")
def answered(row: OutgoingMail) -> Letter | None:
    """Answer whoever applied, in the language in which they wrote."""
    found = session.get(Application, row.params.get("application_id"))
    if found is None or row.address is None or found.state == "new":
        return None
    return letter("applications/mail/answered", address=row.address, language=found.language, application=found)
