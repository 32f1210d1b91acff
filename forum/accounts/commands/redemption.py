"""Coming in by an invitation, and agreeing to texts that have changed since."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from forum.accounts.commands.admission import admit_user
from forum.accounts.commands.registration import HAS_ACCOUNT
from forum.accounts.commands.registration import PER_NETWORK
from forum.accounts.commands.registration import NewPerson
from forum.accounts.commands.registration import create_account
from forum.accounts.commands.registration import keep_consents
from forum.accounts.commands.registration import sign_up
from forum.accounts.commands.registration import take_invitation
from forum.accounts.commands.sessions import NewSession
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.login_names import fold_address
from forum.accounts.login_names import parse_address
from forum.accounts.login_names import parse_name
from forum.accounts.models import InvitationUse
from forum.accounts.passwords import check_password
from forum.accounts.passwords import hash_password
from forum.accounts.queries import find_usable_invitation
from forum.accounts.queries import get_user
from forum.accounts.queries import lock_user
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.ratelimit import hit
from forum.core.text import Text

OF_NO_USE: Text = _l("This invitation is no longer valid. Ask for a new one.")


def redeem_invitation(person: NewPerson, origin: Origin, *, token: str) -> NewSession | int:
    """Come in by an invitation.

    One that was mailed to an address has proved it: the account is made at once and a session opened.
    Any other is a sign-up whose address is still to be confirmed; its id is returned. Raises NotFound
    for an invitation that is of no use, Invalid for one that is for another address.
    """
    invitation = find_usable_invitation(token)
    if invitation is None:
        raise NotFound(OF_NO_USE)
    if not invitation.email:
        return sign_up(person, network=origin.network, invitation_token=token)
    email = parse_address(person.email)
    name = parse_name(person.name)
    if fold_address(invitation.email) != fold_address(email):
        raise Invalid(_l("This invitation is for another address."), field="email")
    check_password(person.password, email=email, name=name)
    password_hash = hash_password(person.password)
    try:
        with transaction():
            hit(PER_NETWORK, origin.network)
            taken = take_invitation(invitation.id)
            if taken is None:
                raise NotFound(OF_NO_USE)
            user = create_account(name, email, password_hash, person.language)
            keep_consents(user, person.language, {"terms": person.terms_version, "privacy": person.privacy_version})
            session.add(InvitationUse(invitation_id=taken.id, user_id=user.id))
            admit_user(SYSTEM, user, taken.city_id, taken.city_role)
            return open_session(user.id, origin)
    except IntegrityError:
        raise Conflict(HAS_ACCOUNT) from None


def accept_invitation(actor: Actor, *, token: str) -> None:
    """Let somebody who waits come in with an invitation; NotFound when it is of no use."""
    with transaction():
        # Locked first: with two invitations at the same moment somebody comes in by one.
        user = lock_user(actor.id or 0)
        invitation = find_usable_invitation(token)
        if invitation is None or user.state != "pending":
            raise NotFound(OF_NO_USE)
        if invitation.email and fold_address(invitation.email) != user.email_folded:
            raise NotFound(OF_NO_USE)
        if take_invitation(invitation.id) is None:
            raise NotFound(OF_NO_USE)
        session.add(InvitationUse(invitation_id=invitation.id, user_id=user.id))
        admit_user(SYSTEM, user, invitation.city_id, invitation.city_role)


def agree_to_texts(actor: Actor, *, versions: Mapping[str, int], language: str) -> None:
    """Record that somebody agreed to the terms and the privacy notice that they were shown."""
    with transaction():
        keep_consents(get_user(actor.id or 0), language, versions)
