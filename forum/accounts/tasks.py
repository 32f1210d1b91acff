"""What ends with time: suspensions; and what takes its time: erasing. What is forgotten stands in `own_data`."""

import time
from typing import Final

import structlog

from forum.accounts.commands.people import restore_over
from forum.accounts.commands.silencing import forget_silences
from forum.accounts.commands.sweeping import sweep_due
from forum.core.jobs import job

log = structlog.get_logger(__name__)

#: One run takes so many steps: mail is sent between two runs, and a worker can stop within seconds.
STEPS: Final = 20
#: Whoever waits to write asks again every so often: this long nobody else holds the database.
PAUSE: Final = 0.1


@job(every_minutes=60)
def lift_suspensions() -> None:
    """Restore those whose suspension is over. They can sign in from that moment; this lets others see and name them.

    Silences end by themselves; what is kept of them goes.
    """
    number = restore_over()
    if number:
        log.info("suspensions lifted", number=number)
    forget_silences()


@job(every_minutes=1)
def finish_erasures() -> None:
    """Take those who left out of texts, a few at a time."""
    for _ in range(STEPS):
        if not sweep_due():
            return
        time.sleep(PAUSE)
    finish_erasures.wake_now()
