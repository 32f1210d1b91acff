"""The world of these tests: built once per process, and laid back before each test that asks for it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy import make_url
from sqlalchemy import text

from forum.core import pagecache
from forum.core import postman
from forum.core import relay
from forum.core import versions
from forum.core.db import db
from forum.core.db import session
from tests.conftest import Database
from tests.privacy.planting import make_world
from tests.privacy.world import World


@dataclass
class Copy:
    """The world, and how its rows are kept and laid back: as a file, or as a database beside the one in use."""

    database: Database
    world: World | None = None

    @property
    def name(self) -> str:
        """Return the name of the database in use."""
        return make_url(self.database.url).database or ""

    def keep(self) -> None:
        """Keep the rows as they are."""
        db.engine.dispose()
        if self.database.template is None:
            self._run(f'CREATE DATABASE "{self.name}_world" TEMPLATE "{self.name}"')
            return
        engine = create_engine(f"sqlite:///{self.database.file}")
        with engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        engine.dispose()
        shutil.copyfile(self.database.file, self._file)

    def lay_back(self) -> None:
        """Make the rows again what they were when they were kept."""
        db.engine.dispose()
        if self.database.template is None:
            self._run(f'DROP DATABASE "{self.name}" WITH (FORCE)')
            self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_world"')
            return
        for end in ("-wal", "-shm"):
            Path(f"{self.database.file}{end}").unlink(missing_ok=True)
        shutil.copyfile(self._file, self.database.file)

    def remove(self) -> None:
        """Leave nothing behind."""
        if self.database.template is None and self.world is not None:
            self._run(f'DROP DATABASE IF EXISTS "{self.name}_world" WITH (FORCE)')

    @property
    def _file(self) -> Path:
        return self.database.file.with_suffix(".world")

    def _run(self, statement: str) -> None:
        engine = create_engine(make_url(self.database.url).set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def copy(database: Database) -> Iterator[Copy]:
    """Give the place where this process keeps the world."""
    made = Copy(database)
    yield made
    made.remove()


@pytest.fixture
def world(app: Flask, copy: Copy) -> World:
    """Give the world, as the worker left it."""
    pagecache.clear()
    if copy.world is not None:
        numbers = _versions()
        copy.lay_back()
        _set_versions(numbers)
        return copy.world
    made = make_world()
    for _ in range(3):
        relay.deliver_pending()
        postman.send_due()
    session.remove()
    copy.world = made
    copy.keep()
    return made


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
