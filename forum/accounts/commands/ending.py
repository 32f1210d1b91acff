"""Ending whatever lets somebody in by having it: after a restore nobody knows what had been ended before."""

from sqlalchemy import delete
from sqlalchemy import update

from forum.accounts.models import AccountToken
from forum.accounts.models import Invitation
from forum.accounts.models import KnownDevice
from forum.accounts.models import SignUp
from forum.accounts.models import UserSession
from forum.accounts.policy import can_end_all_access
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require


def end_all_access(actor: Actor) -> None:
    """End all sessions, links in letters, wishes to have an account and open invitations; forget known devices."""
    with transaction():
        require(can_end_all_access(actor))
        moment = clock.now()
        session.execute(update(UserSession).where(UserSession.revoked_at.is_(None)).values(revoked_at=moment))
        session.execute(update(AccountToken).where(AccountToken.used_at.is_(None)).values(used_at=moment))
        session.execute(update(SignUp).where(SignUp.used_at.is_(None)).values(expires_at=moment))
        session.execute(update(Invitation).where(Invitation.revoked_at.is_(None)).values(revoked_at=moment))
        session.execute(delete(KnownDevice))
