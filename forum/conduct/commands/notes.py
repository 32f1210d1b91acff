"""Notes about a member, for RIL and leads alone."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.queries import lock_pair
from forum.conduct.events import StaffNoteAdded
from forum.conduct.events import StaffNoteRemoved
from forum.conduct.models import StaffNote
from forum.conduct.policy import can_keep
from forum.conduct.policy import can_read_note
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require

LONGEST_NOTE: Final = 2000


def add_note(actor: Actor, user_id: int, *, text: str) -> StaffNote:
    """Note something about a member; what a lead notes is read by the leads of that city too."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_keep(actor, user))
        if not text.strip() or len(text) > LONGEST_NOTE:
            raise Invalid(_l("Between %(min)d and %(max)d characters.", min=1, max=LONGEST_NOTE), field="text")
        latest = session.scalar(
            select(StaffNote).where(StaffNote.user_id == user.id).order_by(StaffNote.id.desc()).limit(1)
        )
        if latest is not None and (latest.author_id, latest.text) == (actor.id, text):
            return latest  # The form was sent twice.
        note = StaffNote(
            user_id=user.id, author_id=actor.id, city_id=None if actor.is_staff else actor.city_id, text=text
        )
        session.add(note)
        session.flush()
        record(actor, StaffNoteAdded(note.id, user.id, note.city_id))
        return note


def remove_note(actor: Actor, note_id: int) -> int:
    """Remove a note; return whose record it was in."""
    with transaction():
        user_id = session.scalar(select(StaffNote.user_id).where(StaffNote.id == note_id))
        if user_id is None:
            raise NotFound
        actor, user = lock_pair(actor, user_id)
        note = session.get(StaffNote, note_id, with_for_update=True)
        if note is None:
            raise NotFound
        require(can_keep(actor, user))
        require(can_read_note(actor, note))
        record(actor, StaffNoteRemoved(note.id, user.id, note.city_id))
        session.delete(note)
        return user_id
