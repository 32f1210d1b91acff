"""A forgotten password, another address."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.commands.blocking import refuse_blocked
from forum.accounts.commands.sessions import NewSession
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import end_all_sessions
from forum.accounts.commands.sessions import open_session
from forum.accounts.commands.sessions import take_token
from forum.accounts.events import AddressChanged
from forum.accounts.events import PasswordChanged
from forum.accounts.login_names import fold_address
from forum.accounts.login_names import parse_address
from forum.accounts.models import User
from forum.accounts.passwords import check_password
from forum.accounts.passwords import hash_password
from forum.accounts.passwords import verify_password
from forum.accounts.policy import can_edit_profile
from forum.accounts.queries import get_user
from forum.accounts.queries import lock_user
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.text import Text

RESET_MINUTES: Final = 60
CHANGE_MINUTES: Final = 24 * 60
PER_ADDRESS: Final = Limit("reset-mail", 3, 3600)
PER_NETWORK: Final = Limit("reset", 60, 3600)
PER_PERSON: Final = Limit("password-check", 10, 900)
NOT_THE_PASSWORD: Final[Text] = _l("The present password is not right.")


def request_reset(email: str, *, language: str, network: str) -> None:
    """Owe a letter with which a new password can be set; the same for every address."""
    folded = fold_address(email)
    with transaction():
        hit(PER_NETWORK, network)
        hit(PER_ADDRESS, folded)
        queue_mail("accounts.reset_password", address=folded, language=language, secret=True)


def reset_password(token: str, password: str, origin: Origin) -> NewSession:
    """Set a new password with the token of a letter, end all sessions, and sign in."""
    check_password(password)
    password_hash = hash_password(password)
    with transaction():
        row = take_token(token, "reset")
        user = session.get_one(User, row.user_id)
        check_password(password, email=user.email or "", name=user.name)
        user.password_hash = password_hash
        end_all_sessions(user.id)
        record(Actor(id=user.id), PasswordChanged(user.id))
        queue_mail("accounts.password_changed", user_id=user.id, language=user.ui_language)
        return open_session(user.id, origin)


def change_password(actor: Actor, *, present: str, password: str, origin: Origin) -> NewSession:
    """Change one's own password: all sessions end, and this device gets a new one."""
    user = get_user(actor.id or 0)
    check_password(password, email=user.email or "", name=user.name)
    checked = user.password_hash
    check_present(actor, user, present)
    password_hash = hash_password(password)
    with transaction():
        fresh = lock_user(actor.id or 0)
        require(can_edit_profile(actor, fresh))
        if fresh.password_hash != checked:
            # It was changed while this request was looking at the one before.
            raise Invalid(NOT_THE_PASSWORD, field="present")
        fresh.password_hash = password_hash
        end_all_sessions(fresh.id)
        record(actor, PasswordChanged(fresh.id))
        queue_mail("accounts.password_changed", user_id=fresh.id, language=fresh.ui_language)
        return open_session(fresh.id, origin)


def request_address_change(actor: Actor, *, email: str, present: str) -> None:
    """Owe a letter to the new address; the old one is told. Nothing changes until it is confirmed."""
    new = parse_address(email)
    refuse_blocked(new)
    user = get_user(actor.id or 0)
    check_present(actor, user, present)
    with transaction():
        fresh = get_user(actor.id or 0)
        require(can_edit_profile(actor, fresh))
        hit(PER_ADDRESS, fold_address(new))
        params = {"user_id": fresh.id}
        queue_mail("accounts.change_address", address=new, language=fresh.ui_language, params=params, secret=True)
        # The address of this moment: by the time of sending it may be the new one.
        queue_mail(
            "accounts.address_change_asked",
            user_id=fresh.id,
            address=fresh.email,
            language=fresh.ui_language,
            params={"new": new},
        )


def confirm_address_change(token: str) -> None:
    """Make the new address the one to sign in with."""
    try:
        with transaction():
            row = take_token(token, "change_address")
            user = session.get_one(User, row.user_id)
            if session.scalar(select(User.id).where(User.email_folded == fold_address(row.email))) is not None:
                raise Conflict(_l("This address has an account already."))
            refuse_blocked(row.email)
            user.email = row.email
            user.email_folded = fold_address(row.email)
            record(Actor(id=user.id), AddressChanged(user.id))
    except IntegrityError:
        raise Conflict(_l("This address has an account already.")) from None


def check_present(actor: Actor, user: User, present: str) -> None:
    """Have somebody who is signed in give their password again; a few tries in a quarter of an hour."""
    with transaction():
        hit(PER_PERSON, actor.id)
    if not verify_password(user.password_hash, present):
        raise Invalid(NOT_THE_PASSWORD, field="present")
