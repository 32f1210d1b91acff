"""Deciding on files that are kept back: open again, or closed for good; and taking that back."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import actor_of
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.text import Text
from forum.media.models import Upload
from forum.quarantine.events import FileDecisionReopened
from forum.quarantine.events import FileRejected
from forum.quarantine.events import FileReleased
from forum.quarantine.models import RetainedFile
from forum.quarantine.policy import can_decide_file
from forum.quarantine.queries.uses import first_use
from forum.quarantine.queries.uses import places_of

LONGEST_ANSWER: Final = 1000
_DECIDED: Final[Text] = _l("Somebody else has decided this already.")


def release_file(actor: Actor, retained_id: int) -> None:
    """Open a file again to those who read the posts that use it; its owner is told."""
    with transaction():
        row = _to_decide(actor, retained_id)
        _decide(actor, row, "released", "")
        record(actor, FileReleased(row.id, *first_use(row.upload_id)))


def reject_file(actor: Actor, retained_id: int, *, reason: str) -> None:
    """Keep a file closed for good, with a reason that its owner is told."""
    with transaction():
        row = _to_decide(actor, retained_id)
        if not reason.strip():
            raise Invalid(_l("Give a reason: the person will read it."), field="reason")
        if len(reason) > LONGEST_ANSWER:
            raise Invalid(_l("At most %(max)d characters.", max=LONGEST_ANSWER), field="reason")
        _decide(actor, row, "rejected", reason)
        record(actor, FileRejected(row.id, *first_use(row.upload_id)), reason=reason)


def reopen_file(actor: Actor, retained_id: int) -> None:
    """Take a decision back: the file waits again, and is closed meanwhile."""
    with transaction():
        row = _locked(actor, retained_id)
        if row.state == "waiting":
            raise Conflict(_l("This case waits for a decision already."))
        row.state, row.answer = "waiting", ""
        row.decided_by_id = row.decided_at = None
        record(actor, FileDecisionReopened(row.id, *first_use(row.upload_id)))


def _to_decide(actor: Actor, retained_id: int) -> RetainedFile:
    row = _locked(actor, retained_id)
    if row.state != "waiting":
        raise Conflict(_DECIDED)
    return row


def _locked(actor: Actor, retained_id: int) -> RetainedFile:
    """Return the row of a file that is the actor's to decide on with the powers that they have now, locked."""
    row = session.scalar(
        select(RetainedFile)
        .where(RetainedFile.id == retained_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    now = actor if actor.id is None else actor_of(actor.id)
    if now is None:
        raise NotFound
    require(can_decide_file(now, places_of(row.upload_id)))
    return row


def _decide(actor: Actor, row: RetainedFile, state: str, answer: str) -> None:
    row.state, row.answer = state, answer
    row.decided_by_id, row.decided_at = actor.id, clock.now()
    owner = session.scalar(select(User).join(Upload, Upload.owner_id == User.id).where(Upload.id == row.upload_id))
    if owner is not None:
        queue_mail(f"quarantine.{state}", user_id=owner.id, language=owner.ui_language, params={"retained_id": row.id})
