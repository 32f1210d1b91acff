"""Who has a desk. What lies on it is told by the packages whose cases it are."""

from datetime import datetime
from datetime import timedelta
from typing import Final
from typing import Protocol

from flask_babel import lazy_gettext as _l

from forum.core import clock
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import deny
from forum.core.policy import rule

#: What is older is put right by another act, not by undoing.
TAKEN_BACK_WITHIN: Final = timedelta(days=7)


_OF_LEADS: Final = frozenset({"report", "admission", "held", "file"})


#: What is done by the decision and cannot be taken back by a click: kind and outcome.
_FINAL: Final = frozenset({("held", "approved"), ("appeal", "granted")})


class DecisionLike(Protocol):
    """What the rules read of a decision."""

    kind: str
    outcome: str
    actor_id: int | None
    created_at: datetime
    taken_back_at: datetime | None


@rule("use_desk")
def can_use_desk(actor: Actor) -> Decision:
    """RIL has a desk with all cases, a lead one with those of their own city."""
    return ALLOWED if actor.is_staff or actor.is_lead else HIDDEN


def can_handle(actor: Actor, kind: str) -> Decision:
    """Let RIL handle all kinds of cases, and leads reports, people, texts and files that wait; which of these, their packages say."""
    if not can_use_desk(actor):
        return HIDDEN
    return ALLOWED if actor.is_staff or kind in _OF_LEADS else HIDDEN


def can_receive(actor: Actor, other: Actor) -> Decision:
    """Let a case be handed over to who may decide on what the giver decides on: to RIL, or to a lead of the same city."""
    if actor.id == other.id:
        return HIDDEN
    if actor.is_staff:
        return ALLOWED if other.is_staff else HIDDEN
    return ALLOWED if actor.is_lead and (other.is_staff or other.leads(actor.city_id)) else HIDDEN


def can_take_back(actor: Actor, decision: DecisionLike) -> Decision:
    """RIL takes back any decision for a week, a lead their own; each once."""
    if not can_use_desk(actor) or not (actor.is_staff or decision.actor_id == actor.id):
        return HIDDEN
    if (decision.kind, decision.outcome) in _FINAL:
        return deny(_l("This is done. It is undone where it stands."))
    if decision.taken_back_at is not None:
        return deny(_l("This decision was taken back already."))
    if decision.created_at < clock.now() - TAKEN_BACK_WITHIN:
        return deny(_l("This decision is too old to be undone. Decide anew where the matter stands."))
    return ALLOWED
