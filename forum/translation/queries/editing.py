"""A row of the glossary for who edits it, and what a file would change."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.translation.importing import parse_glossary
from forum.translation.models import GlossaryEntry
from forum.translation.models import GlossaryFile
from forum.translation.planning import Plan
from forum.translation.planning import plan
from forum.translation.policy import can_confirm_file
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.glossary import Entry
from forum.translation.queries.glossary import entry_of
from forum.translation.queries.glossary import glossary


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that waits for a yes: its number, what it would change, and in which version of the glossary."""

    id: int
    plan: Plan
    version: int
    #: It was loaded, or another was chosen after it: there is nothing left to say yes to.
    is_over: bool
    was_loaded: bool


def get_entry(actor: Actor, entry_id: int) -> Entry:
    """Return the row that counts now in the place of a row; NotFound where none does."""
    require(can_edit_glossary(actor))
    found = session.get(GlossaryEntry, entry_id)
    if found is None:
        raise NotFound
    last = last_of(found)
    if last.retired_at is not None:
        raise NotFound
    return entry_of(last)


def last_of(entry: GlossaryEntry) -> GlossaryEntry:
    """Return the row that came last in the place of a row: itself, if none came after it."""
    while entry.retired_at is not None:
        after = session.scalar(select(GlossaryEntry).where(GlossaryEntry.replaces_id == entry.id))
        if after is None:
            break
        entry = after
    return entry


def get_file(actor: Actor, file_id: int) -> WaitingFile:
    """Return a file of the actor's and what it would change now; NotFound for another's."""
    found = session.get(GlossaryFile, file_id)
    if found is None:
        raise NotFound
    require(can_confirm_file(actor, found.created_by_id))
    present = glossary()
    rows, _problems = parse_glossary(found.text.encode()) if found.text else ([], [])
    return WaitingFile(
        found.id,
        plan(
            ((entry.id, entry.row) for entry in present.entries), rows, removes_rest=found.removes_rest and bool(rows)
        ),
        present.version,
        is_over=not found.text,
        was_loaded=found.loaded_at is not None,
    )
