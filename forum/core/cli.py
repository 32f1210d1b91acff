"""`flask jobs …` and `flask events …`."""

import click
from flask import current_app
from flask.cli import AppGroup

from forum.core import jobs
from forum.core import relay

jobs_group = AppGroup("jobs", help="The worker.")
events_group = AppGroup("events", help="The outbox.")


@jobs_group.command("run")
def run() -> None:
    """Run the worker: due mail, deliveries and everything periodic."""
    jobs.run_worker(current_app.extensions["forum-jobs"])


@events_group.command("relay")
def run_relay() -> None:
    """Hand over what is due, once."""
    relay.deliver_pending()


@events_group.command("retry")
def retry() -> None:
    """Give deliveries that were given up another round."""
    click.echo(f"{relay.retry_dead()} deliveries will be tried again.")
