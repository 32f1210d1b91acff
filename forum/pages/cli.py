"""`flask pages …`."""

import click

from forum.core.actor import SYSTEM
from forum.core.console import Commands
from forum.pages.commands import load_shipped_pages

group = Commands("pages", help="The public pages.")


@group.command("load")
def load() -> None:
    """Write the pages that are missing from the texts that come with the forum."""
    click.echo(f"{load_shipped_pages(SYSTEM)} pages written.")
