"""The world of these tests: built once per process, and laid back before each test that asks for it."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine
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

_kept: dict[str, tuple[World, Path]] = {}


@pytest.fixture
def world(app: Flask, database: Database) -> World:
    """Give the world, as the worker left it; on SQLite its file is copied, on PostgreSQL it is built again."""
    pagecache.clear()
    found = _kept.get(database.url)
    if found is not None:
        _lay_back(database, found[1])
        return found[0]
    made = make_world()
    for _ in range(3):
        relay.deliver_pending()
        postman.send_due()
    session.remove()
    if database.template is not None:
        copy = database.file.with_suffix(".world")
        db.engine.dispose()
        _merge_log(database.file)
        shutil.copyfile(database.file, copy)
        _kept[database.url] = (made, copy)
    return made


def _lay_back(database: Database, copy: Path) -> None:
    with db.engine.connect() as connection:
        numbers = connection.execute(text("SELECT name, number FROM data_version")).all()
    db.engine.dispose()
    for end in ("-wal", "-shm"):
        Path(f"{database.file}{end}").unlink(missing_ok=True)
    shutil.copyfile(copy, database.file)
    # Each test begins at versions of its own, beyond all that were reached before.
    with db.engine.begin() as connection:
        for name, number in numbers:
            connection.execute(
                text("UPDATE data_version SET number = :number WHERE name = :name"),
                {"name": name, "number": number + 50_000},
            )
    versions.clear_caches()


def _merge_log(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
