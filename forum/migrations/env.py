"""Runs the migrations on the application's database."""

from typing import Any
from typing import Literal

from alembic import context
from sqlalchemy import JSON
from sqlalchemy import Connection
from sqlalchemy import MetaData

from forum.core.db import db
from forum.core.dialects import UtcDateTime

config = context.config


def metadata() -> MetaData:
    """Return the tables as the models declare them."""
    return db.metadata


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out full-text tables: they are made by hand and have shadows of their own."""
    return not (kind in {"table", "column", "index"} and (name or "").startswith("fts_"))


def render_item(kind: str, item: object, autogen: Any) -> str | Literal[False]:
    """Write our own column types by their names."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from forum.core.dialects import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from forum.core.dialects import Json")
        return "Json"
    return False


def run(connection: Connection) -> None:
    """Run what is asked for, in one transaction.

    SQLite copies a table to change it: with foreign keys on, dropping the old one would delete the
    rows that point to it. So they are off here, and checked afterwards.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        include_name=include_name,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            message = f"rows point to nothing after the migration: {broken[:5]}"
            raise RuntimeError(message)
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


#: A restored copy is brought up to date before it takes the place of the database.
engine = config.attributes.get("engine") or db.engine
if context.is_offline_mode():
    message = "migrations run on a live database only"
    raise RuntimeError(message)
with engine.connect() as live:
    run(live)
