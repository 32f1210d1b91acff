"""`flask insights …`."""

import click

from forum.core.console import Commands
from forum.insights.tasks import roll_up_all

group = Commands("insights", help="Numbers of the community.")


@group.command("rollup")
def run_roll_up() -> None:
    """Count every day afresh from what is there (after an import, or when the demonstration was removed)."""
    click.echo(f"{roll_up_all()} days counted.")
