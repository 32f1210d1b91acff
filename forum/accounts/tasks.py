"""What is forgotten after a time: ended sessions, used links, failed attempts, sign-ups that nobody confirmed."""

from datetime import timedelta
from typing import Final

import structlog

from forum.accounts.commands.forgetting import forget_before
from forum.core import clock
from forum.core.jobs import job

log = structlog.get_logger(__name__)

#: Long enough to ask what happened, and no longer.
KEPT: Final = timedelta(days=30)


@job(every_minutes=1440)
def forget_what_is_over() -> None:
    """Remove what is over for a month, and write down how much it was."""
    log.info("forgotten", **forget_before(clock.now() - KEPT))
