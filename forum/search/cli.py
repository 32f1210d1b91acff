"""`flask search …`."""

import click
from flask.cli import AppGroup

from forum.search.commands import reindex

group = AppGroup("search", help="The search index.")


@group.command("reindex")
def run_reindex() -> None:
    """Index every post afresh."""
    click.echo(f"{reindex()} posts indexed.")
