"""What the worker does about translations."""

import time
from typing import Final

from forum.core.jobs import job
from forum.core.jobs import show_life
from forum.translation.commands.translating import translate_next
from forum.translation.engines.choosing import present_engine

#: Seconds of one run, so that mail and notices get their turn and a worker can stop.
TURN: Final = 2.0


@job(every_minutes=1)
def translate_due() -> None:
    """Translate what is due, for as long as the turn lasts and the engine is there."""
    if not present_engine().is_there():
        return
    end = time.monotonic() + TURN
    while time.monotonic() < end:
        if not translate_next():
            return
        show_life()
    translate_due.wake_now()
