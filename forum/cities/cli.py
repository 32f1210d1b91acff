"""`flask cities …`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from forum.cities.commands import change_city
from forum.cities.commands import create_city
from forum.cities.importing import read_cities
from forum.cities.queries import find_city
from forum.core.actor import SYSTEM

group = AppGroup("cities", help="The cities.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_cities(file: Path) -> None:
    """Add the cities of a CSV file; those that exist are brought up to date."""
    added = changed = 0
    for row in read_cities(file):
        found = find_city(row["slug"])
        if found is None:
            create_city(SYSTEM, row)
            added += 1
        else:
            change_city(SYSTEM, found.id, row)
            changed += 1
    click.echo(f"{added} cities added, {changed} brought up to date.")
