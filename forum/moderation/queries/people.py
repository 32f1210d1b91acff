"""People who are suspended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.moderation.policy import can_see_log

MOST = 200


@dataclass(frozen=True, slots=True)
class Suspended:
    """Somebody who may not take part for now."""

    person: Person
    until: datetime | None
    reason: str


def suspended_people(actor: Actor) -> list[Suspended]:
    """Return who is suspended now: all for RIL, those of the own city for a lead."""
    require(can_see_log(actor))
    query = select(*PERSON_COLUMNS, User.suspended_until, User.suspended_reason).where(
        User.state == "suspended",
        or_(User.suspended_until.is_(None), User.suspended_until > clock.now()),
    )
    if not actor.is_staff:
        query = query.where(User.city_id == actor.city_id)
    rows = session.execute(query.order_by(User.name).limit(MOST))
    return [Suspended(present(row, actor), row.suspended_until, row.suspended_reason or "") for row in rows]
