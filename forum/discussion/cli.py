"""`flask discussion …`."""

import click

from forum.core.actor import SYSTEM
from forum.core.console import Commands
from forum.discussion.commands import upkeep

group = Commands("discussion", help="Topics and posts.")


@group.command("recount")
def run_recount() -> None:
    """Count replies, status and score of every topic afresh."""
    click.echo(f"{upkeep.recount_topics(SYSTEM)} topics had other numbers.")


@group.command("rerender")
def run_rerender() -> None:
    """Render posts that an older renderer made again."""
    click.echo(f"{upkeep.rerender_posts(SYSTEM)} posts rendered.")
