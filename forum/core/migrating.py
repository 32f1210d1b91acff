"""Migrations: what goes through Flask-Migrate and alembic."""

from collections.abc import Sequence
from typing import Any
from typing import Final

import alembic.command
import flask_migrate
import flask_migrate.cli
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Engine

from config import ROOT
from forum.core.db import db

FOLDER: Final = ROOT / "forum" / "migrations"
COMMANDS: Final = flask_migrate.cli.db


def settings() -> Any:
    """Connect Flask-Migrate to the present application and return what it keeps of it."""
    flask_migrate.Migrate().init_app(current_app, db, directory=str(FOLDER), render_as_batch=True, compare_type=True)
    return current_app.extensions["migrate"]


def upgrade() -> None:
    """Bring the database up to date."""
    flask_migrate.upgrade()


def upgrade_copy(engine: Engine) -> None:
    """Bring another database up to date than the application's."""
    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["engine"] = engine
    alembic.command.upgrade(config, "head")


def known_revisions() -> set[str]:
    """Return the names of all migrations of this version."""
    return {known.revision for known in ScriptDirectory(str(FOLDER)).walk_revisions()}


def revision_of(engine: Engine) -> str | None:
    """Return the last migration that a database has; None for one without tables."""
    with engine.connect() as connection:
        found: str | None = MigrationContext.configure(connection).get_current_revision()
        return found


def differences() -> Sequence[Any]:
    """Return in what the tables of the database differ from the models."""
    options = {"compare_type": True, "include_name": lambda name, *_: not (name or "").startswith("fts_")}
    with db.engine.connect() as connection:
        found: Sequence[Any] = compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)
        return found
