"""Appealing against an act, and deciding on appeals."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.commands.people import restore
from forum.accounts.commands.silencing import unsilence
from forum.accounts.models import User
from forum.accounts.queries.telling import staff_to_tell
from forum.appeals.events import AppealDecided
from forum.appeals.events import AppealMade
from forum.appeals.events import AppealReopened
from forum.appeals.models import Appeal
from forum.appeals.policy import can_appeal
from forum.appeals.policy import can_decide_appeals
from forum.appeals.queries.own import get_own_act
from forum.conduct.commands.warnings import withdraw_warning
from forum.conduct.models import MemberWarning
from forum.core import clock
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post

PER_DAY: Final = Limit("appeals", 20, 86400)


def appeal(actor: Actor, event_id: int, *, text: str) -> Appeal:
    """Say something against an act on oneself or on one's post; once per act, the same form sent twice is one appeal."""
    try:
        with transaction():
            act = get_own_act(actor, event_id)
            event = session.get_one(Event, event_id)
            found = session.scalar(select(Appeal).where(Appeal.event_id == event_id))
            if found is not None:
                if found.text == text.strip():
                    return found
                raise Conflict(_l("You have appealed against this already. RIL's answer is final."))
            require(can_appeal(actor, event.kind, act.at, event.actor_id))
            if not text.strip():
                raise Invalid(_l("Say why it should be otherwise."), field="text")
            hit(PER_DAY, actor.id)
            assert actor.id is not None
            row = Appeal(event_id=event_id, user_id=actor.id, text=text.strip())
            session.add(row)
            session.flush()
            record(actor, AppealMade(row.id))
            for user_id, language in staff_to_tell():
                queue_mail("appeals.made", user_id=user_id, language=language, params={"appeal_id": row.id})
            return row
    except IntegrityError:
        # The same form arrived twice at the same moment.
        return appeal(actor, event_id, text=text)


def grant_appeal(actor: Actor, appeal_id: int, *, answer: str) -> Appeal:
    """Agree: the act is undone as far as it still stands, and the person is told."""
    with transaction():
        row, event = _open(actor, appeal_id)
        undo = _REVERSALS.get(event.kind)
        if undo is not None and _stands(event):
            undo(actor, event)
        return _decide(actor, row, "granted", answer)


def reject_appeal(actor: Actor, appeal_id: int, *, answer: str) -> Appeal:
    """Let the act stand, and tell the person why."""
    with transaction():
        row, _event = _open(actor, appeal_id)
        if not answer.strip():
            raise Invalid(_l("Give a reason: the person will read it."), field="reason")
        return _decide(actor, row, "rejected", answer)


def reopen_appeal(actor: Actor, appeal_id: int) -> Appeal:
    """Take back that an appeal was rejected: it waits again. What was granted is done, and is undone where it stands."""
    with transaction():
        require(can_decide_appeals(actor))
        row = session.get(Appeal, appeal_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        if row.state == "open":
            raise Conflict(_l("This case waits for a decision already."))
        if row.state == "granted":
            raise Conflict(_l("What the appeal was about is undone already. Hide the post or suspend the person anew."))
        row.state, row.answer = "open", ""
        row.decided_by_id = row.decided_at = None
        record(actor, AppealReopened(row.id, row.user_id))
        return row


def _open(actor: Actor, appeal_id: int) -> tuple[Appeal, Event]:
    """Return an appeal on which the actor decides: not who acted, as long as RIL has somebody else."""
    require(can_decide_appeals(actor))
    row = session.get(Appeal, appeal_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    if row.state != "open":
        raise Conflict(_l("Somebody else has decided this already."))
    event = session.get_one(Event, row.event_id)
    if event.actor_id == actor.id and _somebody_else(actor):
        raise Conflict(_l("A colleague decides on an appeal against what you did yourself."))
    return row, event


def _somebody_else(actor: Actor) -> bool:
    others = select(User.id).where(User.state == "active", User.site_role.in_(STAFF_ROLES), User.id != actor.id)
    return session.scalar(others.limit(1)) is not None


def _decide(actor: Actor, row: Appeal, state: str, answer: str) -> Appeal:
    row.state, row.answer = state, answer.strip()
    row.decided_by_id, row.decided_at = actor.id, clock.now()
    record(actor, AppealDecided(row.id, row.user_id), reason=row.answer or None, after={"appeal": state})
    user = session.get(User, row.user_id)
    if user is not None:
        queue_mail("appeals.decided", user_id=user.id, language=user.ui_language, params={"appeal_id": row.id})
    return row


def _stands(event: Event) -> bool:
    """Tell whether nothing of the same kind has happened to the same post or person since."""
    same = next(kinds for kinds in _SAME if event.kind in kinds)
    latest = select(func.max(Event.id)).where(
        Event.subject_kind == event.subject_kind, Event.subject_id == event.subject_id, Event.kind.in_(same)
    )
    return event.kind == "MemberWarned" or session.scalar(latest) == event.id


def _show_again(actor: Actor, event: Event) -> None:
    post = session.get(Post, event.subject_id, populate_existing=True)
    if post is not None and post.state != "visible":
        restore_post(actor, post.id)


def _let_back(actor: Actor, event: Event) -> None:
    restore(actor, event.data["user_id"])


def _let_write(actor: Actor, event: Event) -> None:
    unsilence(actor, event.data["user_id"])


def _withdraw(actor: Actor, event: Event) -> None:
    if session.get(MemberWarning, event.data["warning_id"]) is not None:
        withdraw_warning(actor, event.data["warning_id"])


#: Acts of which a later one takes the place of an earlier one.
_SAME: Final = (
    ("PostHidden", "PostDeleted", "PostUnhidden", "PostRestored"),
    ("UserSuspended", "UserRestored"),
    ("UserSilenced", "UserUnsilenced"),
    ("MemberWarned",),
)

#: Kind of act → what undoes it.
_REVERSALS: Final[Mapping[str, Callable[[Actor, Event], None]]] = {
    "PostHidden": _show_again,
    "PostDeleted": _show_again,
    "UserSuspended": _let_back,
    "UserSilenced": _let_write,
    "MemberWarned": _withdraw,
}
