"""The warnings that a member has not seen yet."""

from collections.abc import Sequence

from sqlalchemy import ScalarSelect
from sqlalchemy import func
from sqlalchemy import select

from forum.conduct.models import MemberWarning
from forum.core.actor import Actor
from forum.core.db import session


def count_of_unseen(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, how many warnings the actor has not seen."""
    query = select(func.count()).select_from(MemberWarning)
    return query.where(MemberWarning.user_id == actor.id, MemberWarning.seen_at.is_(None)).scalar_subquery()


def own_warnings(actor: Actor) -> Sequence[MemberWarning]:
    """Return the warnings that the actor was given, latest first."""
    query = select(MemberWarning).where(MemberWarning.user_id == (actor.id or 0))
    return session.scalars(query.order_by(MemberWarning.id.desc()).limit(50)).all()


def latest_warning(actor: Actor, user_id: int | None) -> int | None:
    """Return the latest warning that the actor gave to somebody."""
    query = select(MemberWarning.id).where(MemberWarning.user_id == (user_id or 0), MemberWarning.author_id == actor.id)
    return session.scalar(query.order_by(MemberWarning.id.desc()).limit(1))
