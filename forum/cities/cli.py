"""`flask cities …`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from forum.cities import commands
from forum.cities.importing import read_cities
from forum.core.actor import SYSTEM
from forum.core.errors import Invalid

group = AppGroup("cities", help="The cities.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_cities(file: Path) -> None:
    """Add the cities of a CSV file; those that exist are brought up to date."""
    try:
        added, changed = commands.import_cities(SYSTEM, read_cities(file))
    except Invalid as error:
        raise click.ClickException(str(error.message)) from None
    click.echo(f"{added} cities added, {changed} brought up to date.")
