"""`flask search …`."""

import click

from forum.core.console import Commands
from forum.search.commands import reindex

group = Commands("search", help="The search index.")


@group.command("reindex")
def run_reindex() -> None:
    """Index every post afresh."""
    click.echo(f"{reindex()} posts indexed.")
