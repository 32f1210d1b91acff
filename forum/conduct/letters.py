"""The letters that warn a member, and that tell what became of what waited."""

from flask import current_app

from forum.accounts.models import User
from forum.conduct.models import HeldPost
from forum.conduct.models import MemberWarning
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter


@composer("conduct.warning")
def warning(row: OutgoingMail) -> Letter | None:
    """Warn somebody, with the reason; dropped when they left in the meantime."""
    found = session.get(MemberWarning, row.params.get("warning_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if found is None or user is None or not user.email:
        return None
    return letter(
        "conduct/mail/warning", address=user.email, language=user.ui_language, name=user.name, reason=found.reason
    )


@composer("conduct.approved")
def approved(row: OutgoingMail) -> Letter | None:
    """Tell somebody that what they wrote is published; dropped when they left in the meantime."""
    return _decided(row, "approved")


@composer("conduct.rejected")
def rejected(row: OutgoingMail) -> Letter | None:
    """Tell somebody that what they wrote is not published, and why."""
    return _decided(row, "rejected")


def _decided(row: OutgoingMail, state: str) -> Letter | None:
    held = session.get(HeldPost, row.params.get("held_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if held is None or held.state != state or user is None or not user.email:
        return None
    path = f"/posts/{held.post_id}" if held.post_id is not None else f"/u/{user.handle}"
    return letter(
        f"conduct/mail/{state}",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        reason=held.answer,
        url=f"{current_app.config['URL']}{path}",
    )
