"""What the worker does about translations."""

import time
from typing import Final

from forum.core.jobs import job
from forum.core.jobs import show_life
from forum.translation.commands.translating import keep_next
from forum.translation.commands.translating import translate_next
from forum.translation.engines.choosing import present_engine

#: Seconds of one run, so that mail and notices get their turn and a worker can stop.
TURN: Final = 2.0


@job(every_minutes=1)
def translate_due() -> None:
    """Translate what is due, for as long as the turn lasts; without an engine, keep in step what is translated."""
    deal_with_next = translate_next if present_engine().is_there() else keep_next
    end = time.monotonic() + TURN
    while time.monotonic() < end:
        if not deal_with_next():
            return
        show_life()
    translate_due.wake_now()
