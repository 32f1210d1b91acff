"""What was changed in the glossary, by whom and when."""

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import Subquery
from sqlalchemy import literal
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import union_all
from sqlalchemy.orm import aliased

from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Key
from forum.core.pagination import Page
from forum.core.pagination import page_by_key
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.differences import inline_diff
from forum.translation.labels import WORDS
from forum.translation.models import GlossaryEntry
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.glossary import row_of
from forum.translation.rows import COLUMNS
from forum.translation.rows import Row

_After: Final = aliased(GlossaryEntry)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a column: its name, and (`same` | `removed` | `added`, text) parts."""

    column: str
    parts: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `added`, `changed`, `removed` or `restored`."""

    kind: str
    at: datetime
    person: Person | None
    #: The row as it is since then; for a removal, as it was.
    row: Row
    #: Where one row took the place of another.
    differences: tuple[Difference, ...] = ()
    #: The row that can be restored: what was removed, or what another took the place of.
    earlier_id: int | None = None


def changes_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[Change]:
    """Return the changes, latest first; the rows that came with the forum are none."""
    require(can_edit_glossary(actor))
    changes = _changes()
    query = select(changes.c.id, changes.c.at, changes.c.is_removal)
    keys = (Key(changes.c.at, "at", datetime), Key(changes.c.id, "id"))
    page = page_by_key(query, keys, after=after, before=before)
    return page.holding(_told(page.items, actor))


def differences(before: Row, after: Row) -> tuple[Difference, ...]:
    """Return what two rows say differently; both sides always, since they say which term it is."""
    old, new = asdict(before), asdict(after)
    return tuple(
        Difference(name, _parts(name, old[name], new[name]))
        for name in COLUMNS
        if old[name] != new[name] or name in {"es", "pt"}
    )


def _parts(column: str, old: str, new: str) -> tuple[tuple[str, Text], ...]:
    words = WORDS.get(column)
    if words is None:
        return tuple(inline_diff(old, new))
    return ("removed", words.get(old, old)), ("added", words.get(new, new))


def _changes() -> Subquery:
    """Return number, moment and kind of each change: a row that was written, or one that nothing took the place of."""
    written = select(GlossaryEntry.id, GlossaryEntry.created_at.label("at"), literal(0).label("is_removal")).where(
        or_(GlossaryEntry.created_by_id.is_not(None), GlossaryEntry.replaces_id.is_not(None))
    )
    replaced = (
        select(_After.id)
        .where(_After.replaces_id == GlossaryEntry.id, _After.created_at == GlossaryEntry.retired_at)
        .exists()
    )
    removed = select(GlossaryEntry.id, GlossaryEntry.retired_at.label("at"), literal(1).label("is_removal")).where(
        GlossaryEntry.retired_at.is_not(None), ~replaced
    )
    return union_all(written, removed).subquery()


def _told(rows: Sequence[Any], actor: Actor) -> list[Change]:
    entries = _entries({row.id for row in rows})
    earlier = _entries({entry.replaces_id for entry in entries.values() if entry.replaces_id is not None})
    people = people_by_ids(
        {person for entry in entries.values() for person in (entry.created_by_id, entry.retired_by_id)}, actor
    )
    found: list[Change] = []
    for row in rows:
        entry = entries[row.id]
        if row.is_removal:
            who = people.get(entry.retired_by_id or 0)
            found.append(Change("removed", row.at, who, row_of(entry), earlier_id=entry.id))
            continue
        before = earlier.get(entry.replaces_id or 0)
        who = people.get(entry.created_by_id or 0)
        if before is None:
            found.append(Change("added", row.at, who, row_of(entry)))
        elif before.retired_at == entry.created_at:
            changed = differences(row_of(before), row_of(entry))
            found.append(Change("changed", row.at, who, row_of(entry), changed, before.id))
        else:
            found.append(Change("restored", row.at, who, row_of(entry)))
    return found


def _entries(ids: set[int]) -> dict[int, GlossaryEntry]:
    rows = session.scalars(select(GlossaryEntry).where(GlossaryEntry.id.in_(ids))) if ids else ()
    return {row.id: row for row in rows}
