"""The rows of the glossary, kept in memory until it changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlalchemy import select

from forum.core import versions
from forum.core.db import session
from forum.core.kept import Kept
from forum.core.text import fold
from forum.translation.models import GlossaryEntry
from forum.translation.rows import Row


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that counts, by its number."""

    id: int
    row: Row
    #: Both sides without accents and case, to find words in.
    folded: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """All rows that count, in their order, and which state of the glossary they are."""

    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    version: int
    #: None for a glossary in which there never was anything.
    changed_at: datetime | None


_kept: Final[Kept[Glossary]] = Kept(20_000_000, versioned=True)


def glossary() -> Glossary:
    """Return the glossary as it is now."""
    key = (versions.current(versions.REFERENCE),)
    found = _kept.get(key)
    if found is None:
        found = _read()
        if key[0] >= 0:
            _kept.put(key, found, 500_000)
    return found


def glossary_rows() -> tuple[Row, ...]:
    """Return all rows that count, in their order."""
    return glossary().rows


def glossary_version() -> int:
    """Return a number that grows with every change: a row more, or one that counts no more."""
    return glossary().version


def entry_of(entry: GlossaryEntry) -> Entry:
    """Return a row that counts."""
    return Entry(entry.id, row_of(entry), fold(f"{entry.es} {entry.pt}"))


def row_of(entry: GlossaryEntry) -> Row:
    """Return what a row says."""
    return Row(
        entry.es,
        entry.pt,
        entry.en,
        entry.note_es,
        entry.note_pt,
        entry.kind,  # type: ignore[arg-type]
        entry.gender_es,
        entry.gender_pt,
        entry.steers,  # type: ignore[arg-type]
    )


def _read() -> Glossary:
    present = select(GlossaryEntry).where(GlossaryEntry.retired_at.is_(None)).order_by(GlossaryEntry.id)
    entries = tuple(entry_of(entry) for entry in session.scalars(present))
    newest, retired, written_at, retired_at = session.execute(
        select(
            func.max(GlossaryEntry.id),
            func.count(GlossaryEntry.retired_at),
            func.max(GlossaryEntry.created_at),
            func.max(GlossaryEntry.retired_at),
        )
    ).one()
    return Glossary(
        entries,
        tuple(entry.row for entry in entries),
        (newest or 0) + retired,
        max((moment for moment in (written_at, retired_at) if moment is not None), default=None),
    )
