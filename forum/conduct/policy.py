"""Who keeps a record of whom, and reads which part of it."""

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import true
from sqlalchemy.orm import InstrumentedAttribute

from forum.accounts.models import User
from forum.accounts.policy import can_keep_record
from forum.conduct.models import HeldPost
from forum.conduct.models import StaffNote
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule
from forum.discussion.models import Topic
from forum.discussion.policy.files import also_seen
from forum.media.models import Upload


@rule("keep_record")
def can_keep(actor: Actor, user: User) -> Decision:
    """Let RIL keep a record of everybody, a lead one of the plain members of their city; nobody one of themselves."""
    if actor.id is not None and actor.id == user.id:
        return HIDDEN
    return can_keep_record(actor, user)


def can_list_records(actor: Actor) -> Decision:
    """RIL and leads have a list of members; whom it has is told by `accounts.policy.recorded_people`."""
    return ALLOWED if actor.is_staff or actor.is_lead else HIDDEN


def can_read_note(actor: Actor, note: StaffNote) -> Decision:
    """RIL reads all notes; leads those that leads of their own city wrote."""
    if actor.is_staff or actor.is_system or actor.leads(note.city_id):
        return ALLOWED
    return HIDDEN


def readable_notes(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_read_note` as SQL, over `StaffNote`."""
    if actor.is_staff or actor.is_system:
        return true()
    return StaffNote.city_id == actor.city_id if actor.is_lead else false()


def can_watch_words(actor: Actor) -> Decision:
    """RIL says which words are watched."""
    return ALLOWED if actor.is_staff or actor.is_system else HIDDEN


def can_decide_held(actor: Actor, room_city_id: int | None) -> Decision:
    """RIL decides on all that waits; a lead on what is for their own city's room."""
    return ALLOWED if actor.is_staff or actor.is_system or actor.leads(room_city_id) else HIDDEN


def can_list_held(actor: Actor) -> Decision:
    """RIL and leads have a list of what waits; what is in it is told by `can_decide_held`."""
    return ALLOWED if actor.is_staff or actor.is_lead else HIDDEN


def decidable_held(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_decide_held` as SQL, over `HeldPost` and its `Topic`, which a new one has not."""
    if actor.is_staff or actor.is_system:
        return true()
    if not actor.is_lead:
        return false()
    return or_(
        and_(HeldPost.topic_id.is_(None), HeldPost.city_id == actor.city_id),
        and_(Topic.audience == "city", Topic.city_id == actor.city_id),
    )


@also_seen
def files_of_decidable(actor: Actor) -> ColumnElement[bool]:
    """Whoever may decide on a text that waits sees its files as long as it does, as a condition over `Upload`."""
    if not can_list_held(actor) and not actor.is_system:
        return false()
    waiting = (
        select(HeldPost.id)
        .outerjoin(Topic, Topic.id == HeldPost.topic_id)
        .where(HeldPost.state == "waiting", decidable_held(actor), uses_file(Upload.id))
    )
    return waiting.correlate(Upload).exists()


def uses_file(upload_id: InstrumentedAttribute[int] | int) -> ColumnElement[bool]:
    """Return whether a text that waits uses a file, as a condition over `HeldPost`."""
    return dialects.is_listed(session(), upload_id, HeldPost.upload_ids)
