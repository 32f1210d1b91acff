"""The letter that tells somebody of a case handed over to them. It does not repeat the case."""

from flask import current_app

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import to_actor
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.desk.labels import KINDS
from forum.desk.models import Claim
from forum.desk.queries.queue import is_waiting


@composer("desk.handed_over")
def handed_over(row: OutgoingMail) -> Letter | None:
    """Tell who is asked; dropped when the case was decided, passed on, or is theirs to know no more."""
    claim = session.get(Claim, row.params.get("claim_id"))
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if claim is None or user is None or not user.email or claim.holder_id != user.id or claim.handed_by_id is None:
        return None
    reader = to_actor(user)
    if not is_waiting(reader, claim.kind, claim.subject_id):
        return None
    return letter(
        "desk/mail/handed_over",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        giver=people_by_ids({claim.handed_by_id}, reader).get(claim.handed_by_id, GONE),
        kind=KINDS[claim.kind].name,
        note=claim.note,
        url=f"{current_app.config['URL']}/moderation?mine=1",
    )
