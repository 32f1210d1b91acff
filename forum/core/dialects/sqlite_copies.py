"""Copies of a SQLite database, by its backup interface: never by copying a file that others write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import NullPool
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError

from forum.core.dialects import sqlite
from forum.core.dialects.counting import CopyProblem
from forum.core.dialects.counting import Seen
from forum.core.dialects.counting import seen


@contextmanager
def copied(engine: Engine, target: Path) -> Iterator[Connection]:
    """Copy all pages in one step: a snapshot, whoever writes meanwhile; nobody waits for it."""
    with closing(engine.raw_connection()) as pooled, closing(sqlite3.connect(target)) as copy:
        driver: Any = pooled.driver_connection
        driver.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    reading = create_engine(f"sqlite:///{target}", poolclass=NullPool)
    with reading.connect() as connection:
        yield connection


def look_through(copy: Path) -> Seen:
    """Check every page, every index and every reference, and count the rows."""
    reading = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
    try:
        with reading.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
            if found != ["ok"]:
                message = f"The copy of the database is damaged: {'; '.join(map(str, found))[:300]}"
                raise CopyProblem(message)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                message = (
                    f"Rows of the copy point to rows that are not in it: {len(broken)}, the first in {broken[0][0]}."
                )
                raise CopyProblem(message)
            return seen(connection)
    except DatabaseError as error:
        message = f"The copy of the database cannot be read: {error.orig}"
        raise CopyProblem(message) from error


def others_work_on(_engine: Engine) -> bool:
    """Answer no: the file lies in the data folder, whose lock says whether a forum runs on it."""
    return False


@contextmanager
def put_in_place(engine: Engine, copy: Path) -> Iterator[Engine]:
    """Bring the copy up to date where it lies, then write it into the database as one transaction."""
    coming = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
    sqlite.prepare(coming)
    yield coming
    coming.dispose()
    engine.dispose()
    try:
        with closing(sqlite3.connect(copy)) as source, closing(engine.raw_connection()) as pooled:
            driver: Any = pooled.driver_connection
            source.backup(driver)
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (sqlite3.Error, DatabaseError) as error:
        message = (
            f"The database {engine.url.database} could not be written ({error}); it is as it was. "
            "If it is damaged, move it and its -wal and -shm files away and restore again."
        )
        raise CopyProblem(message) from error
    finally:
        engine.dispose()
    os.chmod(str(engine.url.database), 0o600)
