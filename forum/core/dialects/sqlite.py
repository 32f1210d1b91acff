"""SQLite: pragmas, and writes that take their lock when they begin."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy import Select
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection

#: synchronous=FULL: an acknowledged post survives a power cut.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-20000",
    "PRAGMA temp_store=MEMORY",
)


def prepare(engine: Engine) -> None:
    """Take over BEGIN from the driver and set the pragmas of each connection.

    A deferred transaction that reads and then writes fails with "database is locked" when another
    writer was faster, whatever the timeout. So reads begin plainly, and writes begin IMMEDIATE.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("forum_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def claim(statement: Select[Any]) -> Select[Any]:
    """Return the statement as it is: there is one writer at a time."""
    return statement


def insert(table: Any) -> Any:
    """Return SQLite's INSERT … ON CONFLICT."""
    return sqlite_insert(table)
