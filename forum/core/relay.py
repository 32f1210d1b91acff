"""The outbox relay: hands each event to its subscribers, at least once, each in its own transaction.

The commit that ends one delivery also takes the next: one transaction each, and never more than one in hand.
"""

from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core import dialects
from forum.core import events
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Delivery
from forum.core.events import Event
from forum.core.jobs import job
from forum.core.jobs import show_life

log = structlog.get_logger(__name__)

#: After this many failures a delivery waits for an administrator.
MAX_ATTEMPTS: Final = 8
#: What a worker that died was handing over is due again after this time.
LEASE: Final = timedelta(minutes=3)
#: Stands for the error of what was tried to the last and never ended: the worker died of it each time.
UNFINISHED: Final = "never finished"
#: One run hands over at most this many, so that a worker can stop within seconds.
BATCH: Final = 500


@job(every_minutes=1)
def deliver_pending() -> None:
    """Hand over all deliveries that are due."""
    with transaction():
        claimed = _claim()
    for left in reversed(range(BATCH)):
        if claimed is None:
            return
        claimed = _deliver(claimed, more=left > 0)
        show_life()
    deliver_pending.wake_now()


def has_pending() -> bool:
    """Tell whether deliveries are due."""
    due = select(Delivery.id).where(Delivery.dead.is_(False), Delivery.due_at <= clock.now()).limit(1)
    return session.scalar(due) is not None


def _deliver(delivery_id: int, *, more: bool) -> int | None:
    """Hand over a claimed delivery; return the next, claimed with the same commit, or None when no more is wanted."""
    try:
        with transaction():
            delivery = session.get(Delivery, delivery_id, with_for_update=True)
            if delivery is not None and not delivery.dead:
                event = session.get_one(Event, delivery.event_id)
                handler = events.find_handler(event.kind, delivery.subscriber)
                if handler is not None:
                    handler(event)
                session.delete(delivery)
            return _claim() if more else None
    except Exception as error:
        log.exception("delivery failed", delivery=delivery_id)
        with transaction():
            _postpone(delivery_id, error)
            return _claim() if more else None


def _claim() -> int | None:
    """Take the oldest due delivery and count the attempt, which is committed before anything is tried.

    What kills the worker leaves no error behind: the attempts alone tell that it is time to give up.
    """
    due = (
        select(Delivery).where(Delivery.dead.is_(False), Delivery.due_at <= clock.now()).order_by(Delivery.id).limit(1)
    )
    while (found := session.scalars(dialects.claim(session(), due)).first()) is not None:
        delivery: Delivery = found
        if delivery.attempts < MAX_ATTEMPTS:
            delivery.attempts += 1
            delivery.due_at = clock.now() + LEASE
            return delivery.id
        delivery.dead = True
        delivery.last_error = UNFINISHED
    return None


def _postpone(delivery_id: int, error: Exception) -> None:
    delivery = session.get(Delivery, delivery_id)
    if delivery is None:
        return
    delivery.last_error = type(error).__name__
    delivery.due_at = clock.now() + timedelta(seconds=min(3600, 5 * 2**delivery.attempts))
    delivery.dead = delivery.attempts >= MAX_ATTEMPTS


def retry_dead() -> int:
    """Give the deliveries that were given up another round; return how many there were."""
    with transaction():
        dead = session.scalars(select(Delivery).where(Delivery.dead.is_(True))).all()
        for delivery in dead:
            delivery.dead = False
            delivery.attempts = 0
            delivery.due_at = clock.now()
    return len(dead)


def deliver_everything() -> None:
    """Hand over all that is owed now, also what would be tried again later."""
    with transaction():
        session.execute(update(Delivery).where(Delivery.dead.is_(False)).values(due_at=clock.now()))
    while has_pending():
        deliver_pending()
