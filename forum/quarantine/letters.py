"""The letters that tell what becomes of a file that is kept back."""

from flask import current_app

from forum.accounts.models import User
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.media.models import Upload
from forum.quarantine.models import RetainedFile
from forum.quarantine.queries.uses import REASONS
from forum.quarantine.queries.uses import first_use


@composer("quarantine.retained")
def retained(row: OutgoingMail) -> Letter | None:
    """Tell somebody that a file of theirs is kept back, and why; dropped when that is over already."""
    return _about(row, "waiting", "retained")


@composer("quarantine.released")
def released(row: OutgoingMail) -> Letter | None:
    """Tell somebody that their file is open again; dropped when it is not."""
    return _about(row, "released", "released")


@composer("quarantine.rejected")
def rejected(row: OutgoingMail) -> Letter | None:
    """Tell somebody that their file stays closed, and why; dropped when that was taken back."""
    return _about(row, "rejected", "rejected")


def _about(row: OutgoingMail, state: str, template: str) -> Letter | None:
    found = session.get(RetainedFile, row.params.get("retained_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if found is None or found.state != state or user is None or not user.email:
        return None
    upload = session.get_one(Upload, found.upload_id)
    _topic_id, post_id, _city_id = first_use(upload.id)
    # Whoever left the city has lost the way there, but not what was theirs: the letter names the file alone.
    path = f"/posts/{post_id}" if post_id is not None else "/files"
    return letter(
        f"quarantine/mail/{template}",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        file=upload.name,
        why=REASONS[found.reason],
        note=found.note,
        answer=found.answer,
        url=f"{current_app.config['URL']}{path}",
    )
