"""Commands of a terminal: what is refused is said in a sentence, in English, without a traceback."""

from typing import Any

import click
from flask.cli import AppGroup
from flask.cli import ScriptInfo
from flask_babel import force_locale
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from forum.core import schema
from forum.core.db import db
from forum.core.errors import ForumError


class Commands(AppGroup):
    """A group of commands with the application's context."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say what was refused, or what the database lacks."""
        try:
            return super().invoke(ctx)
        except ForumError as refusal:
            with force_locale("en"):
                raise click.ClickException(str(refusal.message)) from None
        except SQLAlchemyError as error:
            with ctx.ensure_object(ScriptInfo).load_app().app_context():
                problem = database_problem()
            if problem is None:
                raise
            raise click.ClickException(problem) from error


def database_problem() -> str | None:
    """Return why no command can work on the database; None when that is not where the fault lies."""
    problem = connection_problem()
    if problem is None and not schema.is_current():
        where = db.engine.url.render_as_string(hide_password=True)
        problem = (
            f"The database {where} does not have the tables of this version: start the forum, which makes them, "
            "or run `flask --app forum.app db upgrade`."
        )
    return problem


def connection_problem() -> str | None:
    """Return why the database cannot be reached, without its password; None when it can be."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        where = db.engine.url.render_as_string(hide_password=True)
        return f"The database {where} cannot be reached: {reason[:300]} (FORUM_DATABASE_URL names it.)"
    return None
