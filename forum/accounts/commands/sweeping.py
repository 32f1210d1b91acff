"""Taking somebody out of texts after their account was closed: a few rows per transaction, so that others can write.

How far it is stands in the row of the erasure and moves in the transaction of the rows themselves: whatever ends it,
and wherever, nothing is lost and nothing is done twice.
"""

from datetime import timedelta
from typing import Any
from typing import Final

import structlog
from sqlalchemy import select

from forum.accounts.handles import skeleton
from forum.accounts.models import AccountToken
from forum.accounts.models import Erasure
from forum.accounts.models import ReservedHandle
from forum.accounts.models import User
from forum.core import clock
from forum.core import owndata
from forum.core import versions
from forum.core.db import let_go
from forum.core.db import session
from forum.core.db import transaction
from forum.core.erasing import Eraser
from forum.core.mail import OutgoingMail
from forum.core.owndata import Leaver
from forum.core.owndata import Sweep

log = structlog.get_logger(__name__)

#: Rows that are dealt with before the person who leaves gets an answer: for most, that is everything.
FIRST: Final = 50
#: Everything is looked at once more: what was being written while the account was closed has been committed by then.
AGAIN_AFTER: Final = timedelta(minutes=2)
#: One that failed holds up no other.
RETRY_AFTER: Final = timedelta(minutes=10)


def person_of(user: User) -> dict[str, Any]:
    """Return how a person is recognised in texts, before their account is emptied."""
    before = set(session.scalars(select(ReservedHandle.handle_folded).where(ReservedHandle.user_id == user.id)))
    addresses = {
        user.email,
        *session.scalars(select(AccountToken.email).where(AccountToken.user_id == user.id)),
        *session.scalars(select(OutgoingMail.address).where(OutgoingMail.user_id == user.id)),
    }
    return {
        "handle": user.handle,
        "looks": sorted({user.handle_folded} | before),
        "addresses": sorted(address for address in addresses if address),
        "name": user.name,
    }


def leaver_of(user_id: int, person: dict[str, Any]) -> Leaver:
    """Return the person as every part's steps know them."""
    looks, addresses = frozenset(person["looks"]), tuple(person["addresses"])
    return Leaver(
        user_id=user_id,
        handle=person["handle"],
        had_other_handles=len(looks) > 1,
        addresses=addresses,
        name=person["name"],
        eraser=Eraser(lambda handle: skeleton(handle) in looks, addresses, person["name"]),
    )


def sweep_first(user_id: int) -> None:
    """Deal with the first rows of somebody whose account was closed just now; what fails is left to the worker."""
    erasure_id = session.scalar(select(Erasure.id).where(Erasure.user_id == user_id))
    left = FIRST
    while erasure_id is not None and left > 0:
        done = _go_on(erasure_id, left)
        if done is None:
            return
        left -= done


def sweep_due() -> bool:
    """Deal with a few rows of the erasure that waits longest; return False when none is due."""
    due = select(Erasure.id).where(Erasure.due_at <= clock.now()).order_by(Erasure.due_at, Erasure.id).limit(1)
    erasure_id = session.scalar(due)
    let_go()
    if erasure_id is None:
        return False
    _go_on(erasure_id)
    return True


def _go_on(erasure_id: int, most: int | None = None) -> int | None:
    """Deal with a few rows; return how many, or None when that is all for now."""
    try:
        return _sweep(erasure_id, most)
    except Exception:
        log.exception("erasure failed", erasure=erasure_id)
        _put_off(erasure_id)
        return None


def _put_off(erasure_id: int) -> None:
    """Try again later; if not even that can be written, the row is due as it was."""
    try:
        with transaction():
            row = session.get(Erasure, erasure_id)
            if row is not None:
                row.due_at = clock.now() + RETRY_AFTER
    except Exception:
        log.exception("erasure not put off", erasure=erasure_id)


def _sweep(erasure_id: int, most: int | None) -> int | None:
    row = session.scalar(select(Erasure).where(Erasure.id == erasure_id, Erasure.due_at <= clock.now()))
    if row is None:
        let_go()
        return None
    place = _place(row)
    leaver = leaver_of(row.user_id, row.person)
    sweep, ids = _next(leaver, row, most)
    # To look for texts may take long: nobody waits for it.
    let_go()
    with transaction():
        present = session.get(Erasure, erasure_id, with_for_update=True)
        if present is None or _place(present) != place:
            return 0  # The worker and the one who leaves went on at the same time.
        if sweep is not None:
            sweep.change(leaver, ids)
            owndata.follow_all(leaver)
            versions.bump((versions.CONTENT,))
            present.sweep, present.after = sweep.name, ids[-1]
            return len(ids)
        if present.again:
            session.delete(present)
        else:
            present.again, present.sweep, present.after = True, "", 0
            present.due_at = clock.now() + AGAIN_AFTER
    return None


def _next(leaver: Leaver, row: Erasure, most: int | None) -> tuple[Sweep | None, list[int]]:
    """Return the next rows to deal with, and by which sweep."""
    sweeps = owndata.all_sweeps(with_posts=row.with_posts)
    names = [sweep.name for sweep in sweeps]
    present, after = (names.index(row.sweep), row.after) if row.sweep in names else (0, 0)
    for sweep in sweeps[present:]:
        ids = list(sweep.find(leaver, after, min(sweep.at_once, most or sweep.at_once)))
        if ids:
            return sweep, ids
        after = 0
    return None, []


def _place(row: Erasure) -> tuple[bool, str, int]:
    return row.again, row.sweep, row.after
