"""The letter by which an administrator sees that mail arrives."""

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.admin.policy import can_administer
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter


@composer("admin.test")
def test(row: OutgoingMail) -> Letter | None:
    """Write it; dropped when the person is no administrator any more."""
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if user is None or not user.email or not can_administer(to_actor(user)):
        return None
    return letter("admin/mail/test", address=user.email, language=user.ui_language, name=user.name)
