"""Claiming a case, handing it over, deciding on it, and taking a decision back."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.desk.events import CaseHandedOver
from forum.desk.events import DecisionTakenBack
from forum.desk.labels import outcome_label
from forum.desk.models import CaseDecision
from forum.desk.models import Claim
from forum.desk.outcomes import OUTCOMES
from forum.desk.policy import can_handle
from forum.desk.policy import can_receive
from forum.desk.policy import can_take_back
from forum.desk.policy import can_use_desk
from forum.desk.queries.decided import latest_decision
from forum.desk.queries.queue import CLAIM_LASTS
from forum.desk.queries.queue import is_waiting
from forum.desk.verdicts import PLAIN
from forum.desk.verdicts import Verdict

#: Letters to colleagues.
HANDED_OVER: Final = Limit("cases-handed-over", 100, 86400)


#: Of these a lead learns nothing but what they did themselves: what is elsewhere answers like what never was.
_TOLD_TO_RIL_ALONE: Final = frozenset({"held", "admission"})


class Claimed(Conflict):
    """A colleague looks at the case; `holder_id` says who."""

    default = _l("A colleague is looking at this case. Take it over if it should be yours.")

    def __init__(self, holder_id: int) -> None:
        """Keep who it is."""
        super().__init__()
        self.holder_id = holder_id


def claim(actor: Actor, kind: str, subject_id: int) -> Claim:
    """Take a case to look at it; raise Claimed while a colleague does."""
    with transaction():
        require(can_use_desk(actor))
        _lock_case(kind, subject_id)
        _require_waiting(actor, kind, subject_id)
        row = _find_claim(kind, subject_id)
        if row is not None and _is_held_by_other(row, actor):
            raise Claimed(row.holder_id)
        return _give(kind, subject_id, row, holder_id=_id(actor))


def take_over(actor: Actor, kind: str, subject_id: int) -> Claim:
    """Take a case from the colleague who looks at it."""
    with transaction():
        require(can_use_desk(actor))
        _lock_case(kind, subject_id)
        _require_waiting(actor, kind, subject_id)
        return _give(kind, subject_id, _find_claim(kind, subject_id), holder_id=_id(actor))


def release(actor: Actor, kind: str, subject_id: int) -> None:
    """Put a case back on the desk for all; only one's own claim, else nothing happens."""
    with transaction():
        require(can_use_desk(actor))
        mine = (Claim.kind == kind, Claim.subject_id == subject_id, Claim.holder_id == actor.id)
        session.execute(delete(Claim).where(*mine))


def hand_over(actor: Actor, kind: str, subject_id: int, *, colleague_id: int, note: str = "") -> Claim:
    """Ask a colleague to decide on a case; they are told by mail, with the note."""
    with transaction():
        require(can_use_desk(actor))
        _lock_case(kind, subject_id)
        _require_waiting(actor, kind, subject_id)
        user = session.get(User, colleague_id)
        if user is None:
            raise NotFound
        colleague = to_actor(user)
        require(can_receive(actor, colleague))
        # A colleague is never asked to decide on what is not theirs.
        if not is_waiting(colleague, kind, subject_id):
            raise NotFound
        row = _find_claim(kind, subject_id)
        if row is not None and (row.holder_id, row.handed_by_id, row.note) == (colleague_id, actor.id, note):
            return row  # The form was sent twice: they are told already.
        hit(HANDED_OVER, actor.id)
        row = _give(kind, subject_id, row, holder_id=colleague_id, handed_by_id=actor.id, note=note)
        record(actor, CaseHandedOver(row.id, colleague_id), reason=note or None)
        queue_mail("desk.handed_over", user_id=user.id, language=user.ui_language, params={"claim_id": row.id})
        return row


def decide(actor: Actor, kind: str, subject_id: int, *, outcome: str, verdict: Verdict = PLAIN) -> CaseDecision:
    """Decide on a case by one of the outcomes of its kind.

    Raises Claimed while a colleague looks at it, Conflict when somebody has decided, and what the outcome raises.
    """
    with transaction():
        require(can_use_desk(actor))
        if kind not in OUTCOMES or not can_handle(actor, kind):
            raise NotFound
        known = OUTCOMES[kind].get(outcome)
        if known is None:
            raise Invalid(_l("Choose one of the options."), field="outcome")
        _lock_case(kind, subject_id)
        row = _find_claim(kind, subject_id)
        if is_waiting(actor, kind, subject_id):
            if row is not None and _is_held_by_other(row, actor):
                raise Claimed(row.holder_id)
        elif actor.is_staff:
            _tell_who_decided(kind, subject_id)
        elif kind in _TOLD_TO_RIL_ALONE:
            _tell_who_decided(kind, subject_id, only=actor.id)
            raise NotFound
        was = known.decide(actor, subject_id, verdict)
        session.execute(delete(Claim).where(Claim.kind == kind, Claim.subject_id == subject_id))
        made = CaseDecision(kind=kind, subject_id=subject_id, outcome=outcome, actor_id=actor.id, was=was)
        session.add(made)
        session.flush()
        return made


def decide_on_page(
    actor: Actor, kind: str, subject_id: int, *, outcome: str, reason: str = "", city_id: int | None = None
) -> None:
    """Decide on a case from a page of the package that it belongs to."""
    decide(actor, kind, subject_id, outcome=outcome, verdict=Verdict(reason=reason, city_id=city_id))


def take_back(actor: Actor, decision_id: int) -> CaseDecision:
    """Take a decision back: its case waits again, as before.

    Who may decide may take back, for a week. Raises Conflict when it was taken back or the case was decided on anew.
    """
    with transaction():
        require(can_use_desk(actor))
        row = session.get(CaseDecision, decision_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        allowed = can_take_back(actor, row)
        if allowed.hidden:
            raise NotFound
        if not allowed or latest_decision(row.kind, row.subject_id) is not row:
            raise Conflict(allowed.reason or _l("The case was decided anew since."))
        OUTCOMES[row.kind][row.outcome].take_back(actor, row.subject_id, row.was)
        row.taken_back_at = clock.now()
        record(actor, DecisionTakenBack(row.id))
        return row


def _require_waiting(actor: Actor, kind: str, subject_id: int) -> None:
    """Refuse what waits for no decision of the actor; RIL, who may know of all cases, is told who has decided."""
    if is_waiting(actor, kind, subject_id):
        return
    if actor.is_staff:
        _tell_who_decided(kind, subject_id)
    raise NotFound


def _tell_who_decided(kind: str, subject_id: int, *, only: int | None = None) -> None:
    """Raise Conflict with the name and the outcome if the case was decided at the desk; `only` by whom, if given."""
    row = latest_decision(kind, subject_id)
    if row is None or row.taken_back_at is not None or (only is not None and row.actor_id != only):
        return
    who = session.get(User, row.actor_id) if row.actor_id is not None else None
    raise Conflict(
        _l(
            "%(name)s has decided this already: %(outcome)s.",
            name=who.name if who is not None else "RIL",
            outcome=outcome_label(kind, row.outcome),
        )
    )


def _lock_case(kind: str, subject_id: int) -> None:
    """Have one colleague at a time claim a case or decide on it: no claim is left over of one that was decided."""
    dialects.lock(session(), f"case {kind} {subject_id}")


def _find_claim(kind: str, subject_id: int) -> Claim | None:
    query = select(Claim).where(Claim.kind == kind, Claim.subject_id == subject_id)
    return session.scalar(query.execution_options(populate_existing=True))


def _is_held_by_other(row: Claim, actor: Actor) -> bool:
    return row.holder_id != actor.id and (row.handed_by_id is not None or row.created_at > clock.now() - CLAIM_LASTS)


def _give(
    kind: str, subject_id: int, row: Claim | None, *, holder_id: int, handed_by_id: int | None = None, note: str = ""
) -> Claim:
    if row is not None:
        row.holder_id, row.handed_by_id, row.note, row.created_at = holder_id, handed_by_id, note, clock.now()
        return row
    row = Claim(kind=kind, subject_id=subject_id, holder_id=holder_id, handed_by_id=handed_by_id, note=note)
    session.add(row)
    session.flush()
    return row


def _id(actor: Actor) -> int:
    assert actor.id is not None
    return actor.id
