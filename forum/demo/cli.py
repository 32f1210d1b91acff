"""`flask demo …`."""

import click
from flask import current_app

from forum.core.console import Commands
from forum.demo.loading import load_demo
from forum.demo.loading import remove_demo

group = Commands("demo", help="The demonstration: real cities, invented people and topics.")


@group.command("load")
def load() -> None:
    """Load the demonstration; refused in production."""
    if current_app.config["ENV_NAME"] == "production":
        raise click.ClickException("Demo data are never loaded in production.")
    load_demo()
    click.echo("Demo data are loaded.")


@group.command("remove")
def remove() -> None:
    """Remove the demonstration with everything that its people wrote.

    On a database that is empty afterwards, the next start outside production loads it again.
    """
    topics, people, cities = remove_demo()
    click.echo(f"Removed {topics} topics, {people} people and {cities} cities.")
