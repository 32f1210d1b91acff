"""What leaving does to the rows of an account: a step of the command, within its transaction."""

import secrets

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.handles import sealed
from forum.accounts.handles import skeleton
from forum.accounts.login_names import fold_address
from forum.accounts.models import AccountToken
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Consent
from forum.accounts.models import Invitation
from forum.accounts.models import InvitationUse
from forum.accounts.models import KnownDevice
from forum.accounts.models import ReservedHandle
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.core import clock
from forum.core.db import session
from forum.core.owndata import Leaver

#: The columns of an account that say something of the person, and what stands there afterwards.
EMPTY = {
    "email": None,
    "email_folded": None,
    "email_confirmed_at": None,
    "password_hash": None,
    "name": "",
    "handle_changed_at": None,
    "state": "anonymised",
    "site_role": "member",
    "city_role": None,
    "team_role": "",
    "bio": "",
    "avatar_key": None,
    "shown_outside": False,
    "shown_publicly": False,
    "mail_replies": False,
    "mail_mentions": False,
    "mail_late": False,
    "suspended_until": None,
    "suspended_reason": None,
    "silenced_until": None,
    "silenced_reason": None,
    "last_seen_at": None,
    "time_zone": "UTC",
    "theme": "system",
    "density": "comfortable",
    "list_language": "all",
    "list_kind": "all",
    "list_status": "all",
}
#: What is deleted with the account. Consents stay: they prove what was agreed to, and name nobody any more.
THEIRS = (UserSession, KnownDevice, AccountToken, AdmissionRequest, InvitationUse)


def erase_account(leaver: Leaver) -> None:
    """Empty the row of a person and remove what hangs on it; the city stays, since posts were written from it."""
    user = session.get_one(User, leaver.user_id)
    _withdraw_consents(user)
    _seal_handles(user)
    for column, value in EMPTY.items():
        setattr(user, column, value)
    for table in THEIRS:
        session.execute(delete(table).where(table.user_id == user.id))
    folded = {fold_address(address) for address in leaver.addresses}
    session.execute(delete(SignUp).where(SignUp.email_folded.in_(folded)))
    _erase_invitations(leaver)


def _withdraw_consents(user: User) -> None:
    latest = select(func.max(Consent.id)).where(Consent.user_id == user.id).group_by(Consent.purpose)
    for row in session.scalars(select(Consent).where(Consent.id.in_(latest), Consent.given.is_(True))).all():
        session.add(
            Consent(user_id=user.id, purpose=row.purpose, version=row.version, language=row.language, given=False)
        )


def _seal_handles(user: User) -> None:
    """Keep every handle of the person reserved, without keeping it readable."""
    before = session.scalars(select(ReservedHandle).where(ReservedHandle.user_id == user.id)).all()
    looks = {user.handle_folded, *(row.handle_folded for row in before)}
    for row in before:
        session.delete(row)
    user.handle = f"ex-{secrets.token_hex(8)}"
    user.handle_folded = skeleton(user.handle)
    session.flush()
    session.add_all([ReservedHandle(handle_folded=sealed(look), user_id=None) for look in sorted(looks)])


def _erase_invitations(leaver: Leaver) -> None:
    to_them = func.lower(Invitation.email).in_([address.lower() for address in leaver.addresses])
    for row in session.scalars(select(Invitation).where(to_them)).all():
        # Without its address it would be open to everybody.
        row.revoked_at = row.revoked_at or clock.now()
        row.email, row.note = None, ""
    noted = select(Invitation).where(Invitation.note != "")
    for row in session.scalars(noted).all():
        row.note = leaver.eraser.papers(row.note, row.language)
    for row in session.scalars(select(Invitation).where(Invitation.created_by_id == leaver.user_id)).all():
        row.created_by_id = None
