"""Whom a case may be handed over to."""

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.db import session

_RIL = User.site_role.in_(STAFF_ROLES)


def colleagues_of(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of whom the actor may ask: RIL's people; for a lead the other leads of the city too."""
    who: ColumnElement[bool] = _RIL
    if not actor.is_staff:
        who = or_(_RIL, and_(User.city_id == actor.city_id, User.city_role == "lead"))
    rows = session.execute(
        select(User.id, User.name).where(User.state == "active", who, User.id != actor.id).order_by(User.name, User.id)
    )
    return [(row.id, row.name) for row in rows]
