"""`flask jobs …` and `flask events …`."""

import click
from flask import current_app

from forum.core import jobs
from forum.core import relay
from forum.core.console import Commands

jobs_group = Commands("jobs", help="The worker.")
events_group = Commands("events", help="The outbox.")


@jobs_group.command("run")
def run() -> None:
    """Run the worker alone; the server has one of its own."""
    jobs.run_worker(current_app.extensions["forum-jobs"])


@events_group.command("relay")
def run_relay() -> None:
    """Hand over what is due, once."""
    relay.deliver_pending()
    click.echo("More is due; the worker goes on with it." if relay.has_pending() else "Nothing is due any more.")


@events_group.command("retry")
def retry() -> None:
    """Give deliveries that were given up another round."""
    click.echo(f"{relay.retry_dead()} deliveries will be tried again.")
