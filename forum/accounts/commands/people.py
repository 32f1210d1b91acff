"""What RIL does to people: appoint, move, grant, suspend, restore."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.commands.silencing import check_reason
from forum.accounts.events import RoleGranted
from forum.accounts.events import UserRestored
from forum.accounts.events import UserSuspended
from forum.accounts.models import User
from forum.accounts.policy import can_appoint_lead
from forum.accounts.policy import can_grant_role
from forum.accounts.policy import can_suspend
from forum.accounts.queries import get_user
from forum.accounts.queries import lock_pair
from forum.accounts.queries import to_actor
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require


def appoint_lead(actor: Actor, user_id: int) -> None:
    """Make a member a lead of their city."""
    _set_city_role(actor, user_id, "lead")


def dismiss_lead(actor: Actor, user_id: int) -> None:
    """Make a lead a plain member again."""
    _set_city_role(actor, user_id, "member")


def move_to_city(actor: Actor, user_id: int, *, city_id: int) -> None:
    """Move somebody to another city; what they wrote stays where it is."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_appoint_lead(actor, user))
        if city_by_id(city_id) is None:
            raise NotFound
        before = user.city_id
        if before == city_id:
            return
        user.city_id = city_id
        user.city_role = "member"
        record(actor, RoleGranted(user.id, city_id), before={"city_id": before}, after={"city_id": city_id})


def grant_role(actor: Actor, user_id: int, *, role: str, city_id: int | None = None) -> None:
    """Make somebody a member, moderator or administrator; the last administrator stays one.

    Who leaves RIL becomes a member of `city_id`.
    """
    with transaction():
        # Locked together, in one order: two administrators who dismiss each other must not both succeed.
        everybody = session.scalars(
            select(User)
            .where(or_(User.id.in_((user_id, actor.id or 0)), User.site_role == "administrator"))
            .order_by(User.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).all()
        user = get_user(user_id)
        # Whoever was dismissed a moment ago, while this request was on its way, grants nothing any more.
        actor = next((to_actor(u) for u in everybody if u.id == actor.id), actor)
        require(can_grant_role(actor, user))
        if role not in {"member", "moderator", "administrator"}:
            raise Invalid(field="role")
        if user.state != "active":
            raise Conflict(_l("This account is not active."))
        if user.site_role == role:
            return
        if role == "member" and city_by_id(city_id) is None:
            raise Invalid(_l("Choose the city whose member this person becomes."), field="city_id")
        if user.site_role == "administrator":
            others = [u for u in everybody if u.site_role == "administrator" and u.state == "active" and u is not user]
            if not others:
                raise Conflict(_l("The last administrator cannot be removed."))
        before, user.site_role = user.site_role, role
        user.city_id, user.city_role = (city_id, "member") if role == "member" else (None, None)
        record(actor, RoleGranted(user.id, user.city_id), before={"role": before}, after={"role": role})


def suspend(actor: Actor, user_id: int, *, reason: str, until: datetime | None) -> None:
    """Suspend somebody until a moment (None: until restored), with a reason that they see."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_suspend(actor, user))
        check_reason(reason)
        if until is not None and until <= clock.now():
            raise Invalid(_l("The day must be in the future."), field="until")
        if (user.state, user.suspended_until, user.suspended_reason) == ("suspended", until, reason):
            return  # The form was sent twice: they were told already.
        user.state = "suspended"
        user.suspended_until = until
        user.suspended_reason = reason
        until_text = until.isoformat() if until is not None else None
        record(actor, UserSuspended(user.id, user.city_id), reason=reason, after={"until": until_text})
        queue_mail("accounts.suspended", user_id=user.id, language=user.ui_language)


def restore(actor: Actor, user_id: int) -> None:
    """Lift a suspension."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_suspend(actor, user))
        if user.state == "suspended":
            _lift(actor, user)


def restore_over() -> int:
    """Lift the suspensions whose time is over, and tell the people; return how many there were."""
    with transaction():
        over = session.scalars(
            select(User)
            .where(User.state == "suspended", User.suspended_until <= clock.now())
            .order_by(User.id)
            .with_for_update(key_share=True)
        ).all()
        for user in over:
            _lift(SYSTEM, user)
    return len(over)


def _lift(actor: Actor, user: User) -> None:
    user.state = "active"
    user.suspended_until = None
    user.suspended_reason = None
    record(actor, UserRestored(user.id, user.city_id))
    queue_mail("accounts.restored", user_id=user.id, language=user.ui_language)


def _set_city_role(actor: Actor, user_id: int, role: str) -> None:
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_appoint_lead(actor, user))
        if user.city_id is None or user.state != "active":
            raise Conflict(_l("This account is not active."))
        if user.city_role == role:
            return
        before, user.city_role = user.city_role, role
        record(actor, RoleGranted(user.id, user.city_id), before={"role": before}, after={"role": role})
