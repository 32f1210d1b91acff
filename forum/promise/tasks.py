"""What the worker does about the promise, by the clock."""

import structlog

from forum.core.jobs import job
from forum.promise.commands.reminding import remind_assignees
from forum.promise.commands.reminding import tell_team_of_late

log = structlog.get_logger(__name__)


@job(every_minutes=20)
def remind() -> None:
    """Remind who looks after topics on the day, and tell RIL in the morning of questions that became late."""
    reminded, told = remind_assignees(), tell_team_of_late()
    if reminded or told:
        log.info("reminded", assignees=reminded, team=told)
