"""Rows that take long to make: made once per process, kept, and laid back before each test that asks for them."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Generic
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy import make_url
from sqlalchemy import text

from forum.core import versions
from forum.core.db import db
from tests.conftest import Database

Made = TypeVar("Made")


@dataclass
class Copy(Generic[Made]):
    """What was made, and how its rows are kept: as a file, or as a database beside the one in use."""

    database: Database
    name: str
    made: Made | None = None

    def keep(self, made: Made) -> Made:
        """Keep the rows as they are; return what was made."""
        db.engine.dispose()
        self.made = made
        if self.database.template is None:
            self._run(f'CREATE DATABASE "{self._beside}" TEMPLATE "{self._in_use}"')
            return made
        engine = create_engine(f"sqlite:///{self.database.file}")
        with engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        engine.dispose()
        shutil.copyfile(self.database.file, self._file)
        return made

    def lay_back(self) -> None:
        """Make the rows again what they were when they were kept; what was kept of pages since is forgotten."""
        numbers = _versions()
        db.engine.dispose()
        if self.database.template is None:
            self._run(f'DROP DATABASE "{self._in_use}" WITH (FORCE)')
            self._run(f'CREATE DATABASE "{self._in_use}" TEMPLATE "{self._beside}"')
        else:
            for end in ("-wal", "-shm"):
                Path(f"{self.database.file}{end}").unlink(missing_ok=True)
            shutil.copyfile(self._file, self.database.file)
        _set_versions(numbers)

    def remove(self) -> None:
        """Leave nothing behind."""
        if self.database.template is None and self.made is not None:
            self._run(f'DROP DATABASE IF EXISTS "{self._beside}" WITH (FORCE)')

    @property
    def _in_use(self) -> str:
        return make_url(self.database.url).database or ""

    @property
    def _beside(self) -> str:
        return f"{self._in_use}_{self.name}"

    @property
    def _file(self) -> Path:
        return self.database.file.with_suffix(f".{self.name}")

    def _run(self, statement: str) -> None:
        engine = create_engine(make_url(self.database.url).set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


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
