"""Rows that take long to make: made once per process, kept, and laid back before each test that asks for them."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Generic
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy import text

from forum.core import pagecache
from forum.core import versions
from forum.core.db import db
from forum.core.db import session
from tests import writes
from tests.conftest import Database

Made = TypeVar("Made")


@dataclass
class Copy(Generic[Made]):
    """What the fixture `{name}_copy` keeps, and how: its rows in a file, or on PostgreSQL in a schema beside."""

    database: Database
    name: str
    made: Made | None = None
    #: On PostgreSQL: which tables have rows of it.
    _filled: set[str] = field(default_factory=set)
    _sequences: dict[str, int | None] = field(default_factory=dict)

    def given(self, make: Callable[[], Made]) -> Made:
        """Make the rows the first time, lay them back every other; return what was made."""
        pagecache.clear()
        if self.made is not None:
            self.lay_back()
            return self.made
        made = make()
        session.remove()
        return self.keep(made)

    def keep(self, made: Made) -> Made:
        """Keep the rows as they are; return what was made."""
        self.made = made
        self.database.copies.add(f"{self.name}_copy")
        if self.database.template is None:
            self._keep_rows()
            self.database.content, self.database.filled = self.name, self._filled
            return made
        db.engine.dispose()
        engine = create_engine(f"sqlite:///{self.database.file}")
        with engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        engine.dispose()
        shutil.copyfile(self.database.file, self._file)
        return made

    def lay_back(self) -> None:
        """Make the rows again what they were when they were kept; what was kept of pages since is forgotten."""
        numbers = _versions()
        if self.database.template is None:
            self._lay_back_rows()
        else:
            db.engine.dispose()
            for end in ("-wal", "-shm"):
                Path(f"{self.database.file}{end}").unlink(missing_ok=True)
            shutil.copyfile(self._file, self.database.file)
        self.database.content, self.database.filled = self.name, self._filled
        _set_versions(numbers)

    @property
    def _file(self) -> Path:
        return self.database.file.with_suffix(f".{self.name}")

    def _keep_rows(self) -> None:
        with db.engine.begin() as connection:
            connection.execute(text(f'CREATE SCHEMA "kept_{self.name}"'))
            for name in writes.tables():
                connection.execute(
                    text(f'CREATE TABLE "kept_{self.name}"."{name}" AS SELECT {_columns(name)} FROM "{name}"')
                )
            self._sequences = writes.sequences(connection)
        # It was made in an empty database.
        self._filled = set(writes.take_written())

    def _lay_back_rows(self) -> None:
        others = self._filled | self.database.filled if self.database.content != self.name else ()
        names = writes.take_written(others)
        with db.engine.begin() as connection:
            # Rows of one table may refer to each other, and to those of tables that refer to it.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for name in reversed(names):
                connection.execute(text(f'DELETE FROM "{name}"'))
            for name in names:
                columns = _columns(name)
                connection.execute(
                    text(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM "kept_{self.name}"."{name}"')
                )
            writes.set_sequences(connection, {name: self._sequences.get(name) for name in names})
        writes.take_written()


def _columns(name: str) -> str:
    """Return the columns of a table that are not made by the database itself."""
    return ", ".join(f'"{column.name}"' for column in db.metadata.tables[name].columns)


def _versions() -> dict[str, int]:
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT name, number FROM data_version")).all()
    return {row.name: row.number for row in rows}


def _set_versions(numbers: dict[str, int]) -> None:
    """Begin at versions of one's own, beyond all that were reached before: nothing kept then may answer now."""
    with db.engine.begin() as connection:
        for name, number in numbers.items():
            values = {"name": name, "number": number + 50_000}
            connection.execute(text("UPDATE data_version SET number = :number WHERE name = :name"), values)
    versions.clear_caches()
