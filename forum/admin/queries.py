"""Reading the state of the site: for RIL."""

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.db import session


def members_by_city(actor: Actor) -> dict[int, int]:
    """Return city id → number of active members; nothing for others than RIL."""
    if not actor.is_staff:
        return {}
    rows = session.execute(
        select(User.city_id, func.count())
        .where(User.state == "active", User.city_id.is_not(None))
        .group_by(User.city_id)
    )
    return {city_id: number for city_id, number in rows if city_id is not None}
