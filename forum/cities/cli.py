"""`flask cities …`."""

from pathlib import Path

import click

from forum.cities import commands
from forum.cities.importing import read_cities
from forum.core.actor import SYSTEM
from forum.core.console import Commands

group = Commands("cities", help="The cities.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_cities(file: Path) -> None:
    """Add the cities of a CSV file; those that exist (same slug) are brought up to date.

    forum/demo/data/cities.csv holds the cities of the programme and shows the columns.
    """
    added, changed = commands.import_cities(SYSTEM, read_cities(file))
    click.echo(f"{added} cities added, {changed} brought up to date.")
