"""Writing down what RIL reads of texts that wait for a city's room."""

from forum.conduct.events import HeldTextReadByStaff
from forum.conduct.policy import can_decide_held
from forum.core.actor import Actor
from forum.core.db import transaction
from forum.core.events import record
from forum.core.policy import require


def log_held_reading(actor: Actor, held_id: int, *, city_id: int) -> None:
    """Write down that somebody of RIL read a text that waits to open a topic in a city's room."""
    with transaction():
        require(can_decide_held(actor, city_id))
        record(actor, HeldTextReadByStaff(held_id, city_id))
