"""`flask certification …`."""

import json
from pathlib import Path

import click

from forum.certification.commands import load_standard
from forum.certification.shipped import STANDARD
from forum.core.actor import SYSTEM
from forum.core.console import Commands

group = Commands("certification", help="The standard.")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=STANDARD)
def load(file: Path) -> None:
    """Load the standard from a file (default: the one that is shipped)."""
    try:
        standard = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file} is not JSON in UTF-8: {error}") from None
    load_standard(SYSTEM, standard)
    click.echo("The standard is loaded.")
