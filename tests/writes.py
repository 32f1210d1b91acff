"""Which tables of PostgreSQL were written since they were last in order: only those are put in order again.

To look into each of some hundred tables, or to copy a whole database, takes longer than most tests do.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from typing import Final

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy import text

from forum.core.db import db

_WRITE: Final = re.compile(r'\b(INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
_written: Final[set[str]] = set()


@event.listens_for(Engine, "before_cursor_execute")
def _note(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    if connection.dialect.name != "postgresql":
        return
    for what, name in _WRITE.findall(statement):
        _written.add(name)
        if what == "DELETE FROM":
            _written.update(_dragged_along().get(name, ()))


def take_written(more: Iterable[str] = ()) -> list[str]:
    """Return the tables that were written since the last time, and `more`: those first that others refer to."""
    wanted = _written.union(more)
    found = [name for name in tables() if name in wanted]
    _written.clear()
    return found


@cache
def tables() -> list[str]:
    """Return the names of all tables, those first that others refer to."""
    return [table.name for table in db.metadata.sorted_tables]


@cache
def _dragged_along() -> dict[str, set[str]]:
    """Return what changes with a row that is deleted, as the foreign keys say."""
    found: dict[str, set[str]] = {}
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.ondelete:
                found.setdefault(key.column.table.name, set()).add(table.name)
    grown = True
    while grown:
        grown = False
        for changed in found.values():
            more = set().union(*(found.get(name, ()) for name in changed)) - changed
            changed.update(more)
            grown = grown or bool(more)
    return found


def empty(connection: Connection, names: Iterable[str]) -> None:
    """Delete all rows of these tables, given in the order of `tables`; their numbers begin anew."""
    names = list(names)
    for name in reversed(names):
        connection.execute(text(f'DELETE FROM "{name}"'))
    set_sequences(connection, dict.fromkeys(names))


def set_sequences(connection: Connection, last: dict[str, int | None]) -> None:
    """Set the numbers that rows of these tables got last; None for none yet."""
    known = {table.name for table in db.metadata.sorted_tables if "id" in table.columns}
    for name in last.keys() & known:
        number = last[name]
        connection.execute(
            text("SELECT setval(s, :number, :used) FROM pg_get_serial_sequence(:name, 'id') s WHERE s IS NOT NULL"),
            {"number": number or 1, "used": number is not None, "name": name},
        )


def sequences(connection: Connection) -> dict[str, int | None]:
    """Return for each table the number that its last row got."""
    rows = connection.execute(
        text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
    ).all()
    return {row.sequencename.removesuffix("_id_seq"): row.last_value for row in rows}
