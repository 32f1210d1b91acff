"""What the worker does about timers, by the clock."""

import structlog

from forum.core.jobs import job
from forum.timers.commands.running import remind_due
from forum.timers.commands.running import run_due

log = structlog.get_logger(__name__)


@job(every_minutes=1)
def run_timers() -> None:
    """Close, reopen and publish what is due, and remind whoever wanted it."""
    ran, reminded = run_due(), remind_due()
    if ran or reminded:
        log.info("timers ran", topics=ran, reminders=reminded)
