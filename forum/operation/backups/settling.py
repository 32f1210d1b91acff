"""What a copy of earlier days must not bring back: those who left, what was ended, letters that were sent.

It is done to the copy before it becomes the database, so nobody is ever served the days in between.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.commands.ending import end_all_access
from forum.core import clock
from forum.core import relay
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Delivery
from forum.core.mail import OutgoingMail
from forum.operation import erasures

#: Stands for the error of a letter that was owed by the copy, on the page of mail.
RESTORED: Final = "restored"
_OWED: Final = ("due", "sending", "failed")


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
    # They had their farewell when they left.
    _drop(OutgoingMail.id > before)
    _hand_over_everything()
    dropped = 0 if send_mail else _drop(OutgoingMail.id > 0)
    end_all_access(SYSTEM)
    return Settled(len(again), dropped)


def _hand_over_everything() -> None:
    """Hand over what the copy owed its subscribers: bells and index are complete, and its letters are known."""
    with transaction():
        session.execute(update(Delivery).where(Delivery.dead.is_(False)).values(due_at=clock.now()))
    while relay.has_pending():
        relay.deliver_pending()


def _drop(which: ColumnElement[bool]) -> int:
    """Drop letters, and erase their addresses and links."""
    with transaction():
        gone = (
            update(OutgoingMail)
            .where(OutgoingMail.state.in_(_OWED), which)
            .values(state="dropped", sent_at=clock.now(), last_error=RESTORED, params={}, address=None)
            .returning(OutgoingMail.id)
        )
        return len(session.scalars(gone).all())
