"""What ends with time: suspensions. What is forgotten stands in `own_data`."""

import structlog

from forum.accounts.commands.people import restore_over
from forum.core.jobs import job

log = structlog.get_logger(__name__)


@job(every_minutes=60)
def lift_suspensions() -> None:
    """Restore those whose suspension is over. They can sign in from that moment; this lets others see and name them."""
    number = restore_over()
    if number:
        log.info("suspensions lifted", number=number)
