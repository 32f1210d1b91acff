"""Silencing: somebody reads, and writes nothing for others until a moment, with a reason that they are told."""

from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from forum.accounts.events import UserSilenced
from forum.accounts.events import UserUnsilenced
from forum.accounts.models import User
from forum.accounts.policy import can_admonish
from forum.accounts.queries import lock_pair
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require

#: As long as a reason may be: the person reads it in a letter and wherever they would write.
LONGEST_REASON: Final = 2000
#: Whoever must not write for longer is suspended, or closes the account.
LONGEST: Final = timedelta(days=366)


def silence(actor: Actor, user_id: int, *, reason: str, until: datetime) -> None:
    """Let somebody read and not write until a moment; a letter tells them why. Sent twice, it does one thing."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_admonish(actor, user))
        check_reason(reason)
        if until <= clock.now():
            raise Invalid(_l("The day must be in the future."), field="until")
        if until > clock.now() + LONGEST:
            raise Invalid(_l("At most a year from today."), field="until")
        if (user.silenced_until, user.silenced_reason) == (until, reason):
            return
        user.silenced_until = until
        user.silenced_reason = reason
        record(actor, UserSilenced(user.id, user.city_id), reason=reason, after={"until": until.isoformat()})
        queue_mail("accounts.silenced", user_id=user.id, language=user.ui_language)


def unsilence(actor: Actor, user_id: int) -> None:
    """Let somebody write again; a letter tells them."""
    with transaction():
        actor, user = lock_pair(actor, user_id)
        require(can_admonish(actor, user))
        if user.silenced_until is None:
            return
        over = user.silenced_until <= clock.now()
        user.silenced_until = None
        user.silenced_reason = None
        if over:
            return  # They may write already, and know it.
        record(actor, UserUnsilenced(user.id, user.city_id))
        queue_mail("accounts.unsilenced", user_id=user.id, language=user.ui_language)


def check_reason(reason: str) -> None:
    """Raise Invalid for a reason that is missing, or longer than anybody reads."""
    if not reason.strip():
        raise Invalid(_l("Give a reason: the person will read it."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(_l("At most %(max)d characters.", max=LONGEST_REASON), field="reason")


def forget_silences() -> int:
    """Forget the silences that are over, with their reasons; return how many there were."""
    with transaction():
        ended = session.execute(
            update(User)
            .where(User.silenced_until <= clock.now())
            .values(silenced_until=None, silenced_reason=None)
            .returning(User.id)
        )
        return len(ended.all())
