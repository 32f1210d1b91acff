"""What ends with time: suspensions; and what is forgotten: ended sessions, used links, sign-ups that nobody confirmed."""

from datetime import timedelta
from typing import Final

import structlog

from forum.accounts.commands.forgetting import forget_before
from forum.accounts.commands.people import restore_over
from forum.core import clock
from forum.core.jobs import job

log = structlog.get_logger(__name__)

#: Long enough to ask what happened, and no longer.
KEPT: Final = timedelta(days=30)


@job(every_minutes=60)
def lift_suspensions() -> None:
    """Restore those whose suspension is over. They can sign in from that moment; this lets others see and name them."""
    number = restore_over()
    if number:
        log.info("suspensions lifted", number=number)


@job(every_minutes=1440)
def forget_what_is_over() -> None:
    """Remove what is over for a month, and write down how much it was."""
    forgotten = forget_before(clock.now() - KEPT)
    if any(forgotten.values()):
        log.info("forgotten", **forgotten)
