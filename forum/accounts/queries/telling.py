"""Who is told by mail of what waits for a decision."""

from sqlalchemy import ColumnElement
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import STAFF_ROLES
from forum.core.db import session


def staff_to_tell() -> list[tuple[int, str]]:
    """Return (id, language) of RIL's active people: who is told of reports, applications and people who wait."""
    return _to_tell(User.site_role.in_(STAFF_ROLES))


def leads_to_tell(city_id: int) -> list[tuple[int, str]]:
    """Return (id, language) of the active leads of a city."""
    return _to_tell(User.site_role == "member", User.city_id == city_id, User.city_role == "lead")


def _to_tell(*conditions: ColumnElement[bool]) -> list[tuple[int, str]]:
    query = select(User.id, User.ui_language).where(User.state == "active", *conditions)
    return [(row.id, row.ui_language) for row in session.execute(query.order_by(User.id))]
