"""What a copy of earlier days must not bring back: those who left, what was ended, letters that were sent.

It is done to the copy before it becomes the database, so nobody is ever served the days in between.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.ending import end_all_access
from forum.accounts.commands.sweeping import sweep_due
from forum.core import postman
from forum.core import relay
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.mail import OutgoingMail
from forum.operation import erasures

#: Stands for the error of a letter that was owed by the copy, on the page of mail.
RESTORED: Final = "restored"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done to a restored copy."""

    left_again: int
    letters_dropped: int


def settle(*, send_mail: bool) -> Settled:
    """Let those who left leave again, tell what was to be told, drop the letters and end all access."""
    versions.clear_caches()
    before = session.scalar(select(func.max(OutgoingMail.id))) or 0
    again = erasures.repeat_erasures()
    # Usually the worker's task; but here nobody may read what they wrote before it is gone.
    while sweep_due():
        pass
    # They had their farewell when they left.
    postman.drop_owed(after=before, why=RESTORED)
    # Bells and index are complete, and the letters that the copy owed are known.
    relay.deliver_everything()
    dropped = 0 if send_mail else postman.drop_owed(why=RESTORED)
    end_all_access(SYSTEM)
    return Settled(len(again), dropped)
