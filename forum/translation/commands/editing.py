"""Changing the glossary row by row. What a row says never changes: another takes its place."""

from dataclasses import asdict
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.text import normalise
from forum.translation.checking import check
from forum.translation.events import GlossaryTermAdded
from forum.translation.events import GlossaryTermChanged
from forum.translation.events import GlossaryTermRemoved
from forum.translation.events import GlossaryTermRestored
from forum.translation.models import GlossaryEntry
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.editing import last_of
from forum.translation.queries.glossary import Entry
from forum.translation.queries.glossary import entry_of
from forum.translation.queries.glossary import row_of
from forum.translation.rows import Row


class TermConflict(Conflict):
    """Somebody else changed or removed the row; `present` is what stands there now, None if it is gone."""

    def __init__(self, present: Entry | None) -> None:
        """Keep the present row."""
        gone = _l("Somebody else removed this term while you were working on it.")
        changed = _l("Somebody else changed this term while you were working on it.")
        super().__init__(gone if present is None else changed)
        self.present = present


def add_term(actor: Actor, row: Row) -> int:
    """Add a row and return its number; the same form sent twice adds one."""
    row = _tidy(row)
    with transaction():
        require(can_edit_glossary(actor))
        check(row)
        lock_glossary()
        twin = _twin(row)
        if twin is not None and twin.created_by_id == actor.id and row_of(twin) == row:
            return twin.id
        _refuse_twin(twin)
        entry = write_row(actor, row)
        session.flush()
        record(actor, GlossaryTermAdded(entry.id), after=_named(row))
        return entry.id


def change_term(actor: Actor, entry_id: int, row: Row) -> int:
    """Have a row take the place of another and return its number; one that changes nothing is not written.

    Raises TermConflict when somebody else changed or removed the row.
    """
    row = _tidy(row)
    with transaction():
        require(can_edit_glossary(actor))
        check(row)
        lock_glossary()
        before, last = _with_last(entry_id)
        if last.retired_at is None and row_of(last) == row:
            return last.id
        if last is not before or last.retired_at is not None:
            raise _conflict(last)
        _refuse_twin(_twin(row, aside=before.id))
        entry = replace_row(actor, before, row, clock.now())
        session.flush()
        record(actor, GlossaryTermChanged(entry.id), before=_named(row_of(before)), after=_named(row))
        return entry.id


def remove_term(actor: Actor, entry_id: int) -> None:
    """Have a row count no more; TermConflict when somebody else changed it, nothing when it is gone already."""
    with transaction():
        require(can_edit_glossary(actor))
        lock_glossary()
        entry, last = _with_last(entry_id)
        if last.retired_at is not None:
            return
        if last is not entry:
            raise _conflict(last)
        retire_row(actor, entry, clock.now())
        record(actor, GlossaryTermRemoved(entry.id), before=_named(row_of(entry)))


def restore_term(actor: Actor, entry_id: int) -> int:
    """Say again what an earlier row said, in place of what stands there now; return the number of the new row."""
    with transaction():
        require(can_edit_glossary(actor))
        lock_glossary()
        earlier, last = _with_last(entry_id)
        row = row_of(earlier)
        is_there = last.retired_at is None
        if is_there and row_of(last) == row:
            return last.id
        _refuse_twin(_twin(row, aside=last.id))
        before = _named(row_of(last)) if is_there else None
        entry = replace_row(actor, last, row, clock.now())
        session.flush()
        record(actor, GlossaryTermRestored(entry.id), before=before, after=_named(row))
        return entry.id


def lock_glossary() -> None:
    """Let one at a time change the glossary: two could add the same pair."""
    dialects.lock(session(), "glossary")


def write_row(
    actor: Actor, row: Row, *, replaces_id: int | None = None, moment: datetime | None = None
) -> GlossaryEntry:
    """Write a row within the open transaction."""
    entry = GlossaryEntry(
        **asdict(row), created_by_id=actor.id, replaces_id=replaces_id, created_at=moment or clock.now()
    )
    session.add(entry)
    return entry


def retire_row(actor: Actor, entry: GlossaryEntry, moment: datetime) -> None:
    """Have a row count no more, within the open transaction."""
    entry.retired_at = moment
    entry.retired_by_id = actor.id


def replace_row(actor: Actor, before: GlossaryEntry, row: Row, moment: datetime) -> GlossaryEntry:
    """Have a row take the place of another within the open transaction; at the same moment, which tells it from a removal."""
    if before.retired_at is None:
        retire_row(actor, before, moment)
    return write_row(actor, row, replaces_id=before.id, moment=moment)


def _tidy(row: Row) -> Row:
    return Row(**{name: normalise(text.strip()) for name, text in asdict(row).items()})  # type: ignore[arg-type]


def _with_last(entry_id: int) -> tuple[GlossaryEntry, GlossaryEntry]:
    entry = session.get(GlossaryEntry, entry_id)
    if entry is None:
        raise NotFound
    return entry, last_of(entry)


def _conflict(last: GlossaryEntry) -> TermConflict:
    return TermConflict(entry_of(last) if last.retired_at is None else None)


def _twin(row: Row, *, aside: int = 0) -> GlossaryEntry | None:
    """Return the row that counts and is the same pair. They are few, and databases fold letters each in their way."""
    present = session.scalars(
        select(GlossaryEntry).where(GlossaryEntry.retired_at.is_(None), GlossaryEntry.id != aside)
    )
    return next((entry for entry in present if row_of(entry).key == row.key), None)


def _refuse_twin(twin: GlossaryEntry | None) -> None:
    if twin is not None:
        raise Invalid(
            _l("This pair stands in the glossary already. Change that row, or tell the two apart with (1) and (2)."),
            field="es",
        )


def _named(row: Row) -> dict[str, str]:
    """Return how the log names a row."""
    return {"term": f"{row.es} · {row.pt}"}
