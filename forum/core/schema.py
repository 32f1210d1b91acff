"""Whether the database has the tables of this version, and the tools that bring it there."""

import importlib
from types import ModuleType
from typing import Any
from typing import Final

import click
from flask import Flask
from sqlalchemy import inspect
from sqlalchemy import text
from werkzeug.local import LocalProxy

from forum.core.db import db

#: The last migration of forum/migrations; a test holds the two together.
HEAD: Final = "0023"


def init_app(app: Flask) -> None:
    """Offer `flask db`, without loading it before it is used."""
    app.extensions["migrate"] = LocalProxy(_settings)
    app.cli.add_command(_Migrations("db", help="The tables of the database."))


def is_current() -> bool:
    """Tell whether the database has every migration."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars()) == [HEAD]


def migrating() -> ModuleType:
    """Return `core.migrating`. Loaded where it is used: alembic costs every process 12 MB.

    Web server and worker cannot load it on SQLite, since it needs the dialect that they leave out (forum.server.sparing).
    """
    return importlib.import_module("forum.core.migrating")


class _Migrations(click.Group):
    """The commands of Flask-Migrate."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        return self._commands().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one of them."""
        return self._commands().get_command(ctx, cmd_name)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options that they have in common."""
        return self._commands().get_params(ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Run one of them, after what they have in common."""
        self.callback = self._commands().callback
        return super().invoke(ctx)

    def _commands(self) -> click.Group:
        found: click.Group = migrating().COMMANDS
        return found


def _settings() -> Any:
    return migrating().settings()
