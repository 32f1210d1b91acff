"""Taking what somebody wrote out of the history of a translation: personal data, say, that no reader should find there."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import update

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.loading import lock_post
from forum.discussion.policy import can_curate
from forum.translation.events import CorrectionRemoved
from forum.translation.loading import lock_correction
from forum.translation.models import Correction
from forum.translation.queries.present import present_translation


def remove_correction(actor: Actor, post_id: int, correction_id: int) -> None:
    """Remove a correction, and its words from those that took its place; raise Conflict for the one in force."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_curate(actor, topic))
        row = lock_correction(post, correction_id)
        if row.state == "accepted" and present_translation(topic, post).says(row):
            raise Conflict(
                _l("This is the present translation. Improve it first, then remove this text from the history.")
            )
        for before, made in ((Correction.before, row.text), (Correction.title_before, row.title)):
            if made:
                later = update(Correction).where(Correction.post_id == post.id, before == made)
                session.execute(later.values({before: ""}))
        session.execute(delete(Correction).where(Correction.id == row.id))
        record(actor, CorrectionRemoved(post.id, correction_id))
