"""The rows of the glossary, kept in memory until it changes."""

from typing import Final

from sqlalchemy import func
from sqlalchemy import select

from forum.core import versions
from forum.core.db import session
from forum.core.kept import Kept
from forum.translation.models import GlossaryEntry
from forum.translation.rows import Row

_kept: Final[Kept[tuple[Row, ...]]] = Kept(20_000_000, versioned=True)


def glossary_rows() -> tuple[Row, ...]:
    """Return all rows, in their order."""
    key = (versions.current(versions.REFERENCE),)
    found = _kept.get(key)
    if found is None:
        found = tuple(map(_to_row, session.scalars(select(GlossaryEntry).order_by(GlossaryEntry.id))))
        if key[0] >= 0:
            _kept.put(key, found, 500_000)
    return found


def glossary_version() -> int:
    """Return a number that moves when rows are added."""
    return session.scalar(select(func.max(GlossaryEntry.id))) or 0


def _to_row(entry: GlossaryEntry) -> Row:
    return Row(
        entry.es,
        entry.pt,
        entry.en,
        entry.note,
        entry.kind,  # type: ignore[arg-type]
        entry.gender_es,
        entry.gender_pt,
        entry.steers,  # type: ignore[arg-type]
    )
