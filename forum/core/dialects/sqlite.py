"""SQLite: pragmas, and writes that take their lock when they begin."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from typing import Final

from sqlalchemy import Engine
from sqlalchemy import Select
from sqlalchemy import column
from sqlalchemy import event
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import table
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

#: Milliseconds for which a writer waits for the one before, and for which one waits that may as well fail.
_PATIENCE: Final = 10_000
_MOMENT: Final = 250
#: Left to itself SQLite looks ever more rarely whether the lock is free, and loses it to those who come later. It
#: sleeps 1, 2 and 5 ms within this time; then it is told to begin anew.
_GLANCE: Final = 8
#: Seconds between two looks of a process that stands back: so it holds the lock seldom while others want it.
_REST: Final = 0.1
_manners: Final = {"rest": 0.0}
#: The writers of this process queue here. In the file's own queue they would sleep and look again, the one that
#: holds the lock would share the interpreter with those that wait for it, and all would be slow.
_WRITERS: Final = threading.Lock()
#: synchronous=FULL: an acknowledged post survives a power cut. cache_size is for each connection, and a process
#: keeps a score of them: 0.4 MB each; what they share is kept by the system.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={_PATIENCE}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-400",
    "PRAGMA temp_store=MEMORY",
)

#: What another moment may mend: the file is locked, the disk full or failing, the file not to be opened or written.
AWAY: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PROTOCOL,
    }
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
        options = connection.get_execution_options()
        if options.get("forum_write"):
            _begin_to_write(connection, _MOMENT if options.get("forum_hasty") else _PATIENCE)
        else:
            connection.exec_driver_sql("BEGIN")


def stand_back() -> None:
    """Let this process lose the lock to others who want it as well."""
    _manners["rest"] = _REST


@contextmanager
def turn_to_write(*, hasty: bool) -> Iterator[None]:
    """Be the only writer of this process; raise what `is_away` knows when the turn does not come in time."""
    if not _WRITERS.acquire(timeout=(_MOMENT if hasty else _PATIENCE) / 1000):
        message = "other writers of this process took too long"
        raise PoolTimeout(message)
    try:
        yield
    finally:
        _WRITERS.release()


def _begin_to_write(connection: Connection, patience: int) -> None:
    """Take the one write lock, which another process may hold; give up after so many milliseconds."""
    driver: Any = connection.connection.driver_connection
    end = time.monotonic() + patience / 1000
    rest = _manners["rest"]
    driver.execute(f"PRAGMA busy_timeout={0 if rest else min(_GLANCE, patience)}")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                code = getattr(error.orig, "sqlite_errorcode", 0)
                if code & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                if rest:
                    time.sleep(rest)
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")


def claim(statement: Select[Any]) -> Select[Any]:
    """Return the statement as it is: there is one writer at a time."""
    return statement


def lock(session: Session, name: str) -> None:
    """Take nothing more: there is one writer at a time."""


def insert(table: Any) -> Any:
    """Return SQLite's INSERT … ON CONFLICT."""
    return sqlite_insert(table)


#: The full-text side of `search_entry`: external content, kept in step by triggers.
FULLTEXT_DDL: Final = (
    "CREATE VIRTUAL TABLE fts_search USING fts5(title_stems, body_stems, mention_stems, "
    "content='search_entry', content_rowid='post_id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER fts_search_insert AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO fts_search(rowid, title_stems, body_stems, mention_stems) "
    "VALUES (new.post_id, new.title_stems, new.body_stems, new.mention_stems); END",
    "CREATE TRIGGER fts_search_delete AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO fts_search(fts_search, rowid, title_stems, body_stems, mention_stems) "
    "VALUES ('delete', old.post_id, old.title_stems, old.body_stems, old.mention_stems); END",
    "CREATE TRIGGER fts_search_update AFTER UPDATE ON search_entry BEGIN "
    "INSERT INTO fts_search(fts_search, rowid, title_stems, body_stems, mention_stems) "
    "VALUES ('delete', old.post_id, old.title_stems, old.body_stems, old.mention_stems); "
    "INSERT INTO fts_search(rowid, title_stems, body_stems, mention_stems) "
    "VALUES (new.post_id, new.title_stems, new.body_stems, new.mention_stems); END",
)
FULLTEXT_DROP: Final = (
    "DROP TRIGGER fts_search_update",
    "DROP TRIGGER fts_search_delete",
    "DROP TRIGGER fts_search_insert",
    "DROP TABLE fts_search",
)


def elements(listed: Any) -> Any:
    """Return the elements of a JSON list, as a call that yields rows."""
    return func.json_each(listed)


def match(groups: list[list[str]], *, with_mentions: bool) -> Select[Any]:
    """Return the ids of posts whose entries have a stem of every group.

    Stems come from the analyser, so they have no quotes; each is quoted all the same, and user text
    never becomes query syntax.
    """
    words = " AND ".join("(" + " OR ".join(f'"{stem}"' for stem in group) + ")" for group in groups)
    if not with_mentions:
        words = "{title_stems body_stems} : (" + words + ")"
    found = table("fts_search", column("rowid"), column("fts_search"))
    return select(found.c.rowid.label("post_id")).where(found.c.fts_search.op("MATCH")(words))
