"""Warning a member: mailed, kept, and shown until it was seen."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.commands.silencing import check_reason
from forum.accounts.policy import can_admonish
from forum.accounts.queries import lock_pair
from forum.conduct.events import MemberWarned
from forum.conduct.events import WarningWithdrawn
from forum.conduct.models import MemberWarning
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require

#: The same words within this time are the same form, sent twice.
SAME_FORM: Final = timedelta(minutes=10)


def warn(actor: Actor, user_id: int, *, reason: str) -> MemberWarning:
    """Warn a member, with a reason that they read in a letter and on their next page."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_admonish(actor, user))
        check_reason(reason)
        latest = session.scalar(
            select(MemberWarning).where(MemberWarning.user_id == user.id).order_by(MemberWarning.id.desc()).limit(1)
        )
        if latest is not None and latest.reason == reason and clock.now() - latest.created_at < SAME_FORM:
            return latest
        row = MemberWarning(user_id=user.id, author_id=actor.id, city_id=user.city_id, reason=reason)
        session.add(row)
        session.flush()
        record(actor, MemberWarned(user.id, user.city_id, row.id), reason=reason)
        queue_mail("conduct.warning", user_id=user.id, language=user.ui_language, params={"warning_id": row.id})
        return row


def withdraw_warning(actor: Actor, warning_id: int) -> None:
    """Take a warning back: it is gone from the record, and a letter that is still due is not sent."""
    with transaction():
        user_id = session.scalar(select(MemberWarning.user_id).where(MemberWarning.id == warning_id))
        if user_id is None:
            raise NotFound
        # People are locked before what is about them.
        actor, user = lock_pair(actor, user_id)
        require(can_admonish(actor, user))
        row = session.get(MemberWarning, warning_id, with_for_update=True)
        if row is None:
            return  # Taken back at the same moment.
        session.delete(row)
        record(actor, WarningWithdrawn(user.id, user.city_id))


def mark_warnings_seen(actor: Actor) -> None:
    """Keep that the actor has seen the warnings that they were given."""
    with transaction():
        session.execute(
            update(MemberWarning)
            .where(MemberWarning.user_id == (actor.id or 0), MemberWarning.seen_at.is_(None))
            .values(seen_at=clock.now())
        )
