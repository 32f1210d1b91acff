"""`flask certification …`."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from forum.certification.commands import load_standard
from forum.certification.shipped import STANDARD
from forum.core.actor import SYSTEM

group = AppGroup("certification", help="The standard.")


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=STANDARD)
def load(file: Path) -> None:
    """Load the standard from a file (default: the one that is shipped)."""
    load_standard(SYSTEM, json.loads(file.read_text(encoding="utf-8")))
    click.echo("The standard is loaded.")
