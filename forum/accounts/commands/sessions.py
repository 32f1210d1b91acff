"""Signing in and out, and the list of own devices."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Final

import structlog
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.login_names import fold_address
from forum.accounts.models import AccountToken
from forum.accounts.models import KnownDevice
from forum.accounts.models import SignInFailure
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.accounts.passwords import hash_password
from forum.accounts.passwords import needs_rehash
from forum.accounts.passwords import verify_password
from forum.accounts.tokens import hash_token
from forum.accounts.tokens import new_token
from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.mail import queue_mail
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.text import Text

log = structlog.get_logger(__name__)

#: Failures before the wait begins; then it doubles from a second to a quarter of an hour.
FREE_FAILURES: Final = 5
LONGEST_WAIT: Final = 900
#: A session ends this long after it began, however much it is used; unused it ends before (`queries.access.UNUSED`).
SESSION_DAYS: Final = 60
LINK_MINUTES: Final = 15

#: A town hall behind one address signs in on Monday morning.
PER_NETWORK: Final = Limit("sign-in", 240, 60)
LINKS_PER_ADDRESS: Final = Limit("sign-in-link", 3, 3600)
LINK_IS_OF_NO_USE: Final[Text] = _l("This link was used already, or has expired. Ask for a new one.")
SEEN_EVERY: Final = timedelta(minutes=5)
NO_MATCH: Final[Text] = _l("The address and the password do not match. Check both, or ask for a sign-in link.")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from, as far as it matters."""

    address: str = ""
    network: str = ""
    device: str = ""
    #: The cookie of a device on which somebody signed in before.
    device_token: str = ""


@dataclass(frozen=True, slots=True)
class NewSession:
    """The tokens for the cookies; only their hashes are kept."""

    user_id: int
    token: str
    device_token: str


def sign_in(email: str, password: str, origin: Origin) -> NewSession:
    """Sign in by address and password.

    Raises Invalid with one and the same sentence whatever was wrong, TooMany while a wait lasts. The
    statements and the one run of argon2 are the same whether the address has an account or not.
    """
    folded = fold_address(email)
    with transaction():
        hit(PER_NETWORK, origin.address)
        user = session.scalar(select(User).where(User.email_folded == folded))
        known = _known_device(origin.device_token)
        key = _failure_key(
            folded, origin.device_token if known is not None and user and known == user.id else origin.network
        )
        _refuse_while_waiting(key)
        # Counted before the password is looked at: many attempts at the same moment are many attempts.
        _count_failure(key)
        stored = user.password_hash if user is not None else None
    # Outside the transaction: argon2 takes a twentieth of a second, and writers wait for each other.
    if not verify_password(stored, password) or user is None or user.state == "anonymised":
        log.info("sign-in refused", account=user.id if user is not None else None)
        raise Invalid(NO_MATCH)
    with transaction():
        session.execute(delete(SignInFailure).where(SignInFailure.key == key))
        fresh = session.get_one(User, user.id, with_for_update={"key_share": True}, populate_existing=True)
        if fresh.password_hash != stored and not verify_password(fresh.password_hash, password):
            # It was changed while this request was looking at the one before: that ended all sessions.
            raise Invalid(NO_MATCH)
        if stored and needs_rehash(stored):
            fresh.password_hash = hash_password(password)
        return open_session(fresh.id, origin)


def open_session(user_id: int, origin: Origin) -> NewSession:
    """Open a session within the open transaction; the device is known from now on."""
    token = new_token()
    moment = clock.now()
    session.add(
        UserSession(
            user_id=user_id,
            token_hash=hash_token(token),
            device=origin.device[:120],
            network=origin.network[:50],
            last_seen_at=moment,
            expires_at=moment + timedelta(days=SESSION_DAYS),
        )
    )
    device = origin.device_token
    if not device or _known_device(device) != user_id:
        device = new_token()
        session.add(KnownDevice(user_id=user_id, token_hash=hash_token(device)))
    session.flush()
    log.info("signed in", account=user_id)
    return NewSession(user_id, token, device)


def request_sign_in_link(email: str, *, language: str, network: str, next_path: str = "") -> None:
    """Owe a letter with a link that signs in.

    The row is written for any address; whoever writes the letter looks whether there is an account.
    """
    folded = fold_address(email)
    with transaction():
        hit(PER_NETWORK, network)
        hit(LINKS_PER_ADDRESS, folded)
        queue_mail("accounts.sign_in_link", address=folded, language=language, params={"next": next_path}, secret=True)


def redeem_sign_in_link(token: str, origin: Origin) -> NewSession:
    """Sign in with the token of a letter: once, within 15 minutes; NotFound otherwise."""
    with transaction():
        row = take_token(token, "sign_in")
        return open_session(row.user_id, origin)


def take_token(token: str, purpose: str) -> AccountToken:
    """Use up a token within the open transaction: of two at the same time, one gets it."""
    moment = clock.now()
    taken = session.execute(
        update(AccountToken)
        .where(
            AccountToken.token_hash == hash_token(token),
            AccountToken.purpose == purpose,
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > moment,
        )
        .values(used_at=moment)
        .returning(AccountToken.id)
    ).scalar()
    if taken is None:
        raise NotFound(LINK_IS_OF_NO_USE)
    row = session.get_one(AccountToken, taken)
    user = session.get_one(User, row.user_id)
    # A letter that went to an address which is no longer theirs opens nothing.
    stale = purpose != "change_address" and fold_address(row.email) != user.email_folded
    if user.state == "anonymised" or stale:
        raise NotFound
    return row


def issue_token(user_id: int, purpose: str, email: str, minutes: int) -> str:
    """Make a token for a letter, in its own transaction (the worker calls it)."""
    token = new_token()
    with transaction():
        session.add(
            AccountToken(
                user_id=user_id,
                purpose=purpose,
                token_hash=hash_token(token),
                email=email,
                expires_at=clock.now() + timedelta(minutes=minutes),
            )
        )
    return token


def sign_out(actor: Actor) -> None:
    """End the session of this request on the server."""
    with transaction():
        session.execute(
            update(UserSession)
            .where(UserSession.id == (actor.session_id or 0), UserSession.user_id == (actor.id or 0))
            .values(revoked_at=clock.now())
        )


def revoke_session(actor: Actor, session_id: int) -> None:
    """End one of one's own sessions; NotFound for anybody else's."""
    with transaction():
        ended = session.execute(
            update(UserSession)
            .where(
                UserSession.id == session_id, UserSession.user_id == (actor.id or 0), UserSession.revoked_at.is_(None)
            )
            .values(revoked_at=clock.now())
            .returning(UserSession.id)
        ).scalar()
        if ended is None:
            raise NotFound


def end_all_sessions(user_id: int) -> None:
    """End every session of a person within the open transaction, and forget the known devices."""
    session.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
    session.execute(delete(KnownDevice).where(KnownDevice.user_id == user_id))
    session.execute(
        update(AccountToken)
        .where(AccountToken.user_id == user_id, AccountToken.used_at.is_(None))
        .values(used_at=clock.now())
    )


def keep_last_seen(actor: Actor, last_seen: datetime) -> None:
    """Keep when a member was last here, at most every five minutes (a footprint)."""
    moment = clock.now()
    if moment - last_seen < SEEN_EVERY:
        return
    with transaction():
        session.execute(update(UserSession).where(UserSession.id == actor.session_id).values(last_seen_at=moment))
        session.execute(update(User).where(User.id == actor.id).values(last_seen_at=moment))


def _known_device(token: str) -> int | None:
    return session.scalar(select(KnownDevice.user_id).where(KnownDevice.token_hash == hash_token(token)))


def _failure_key(folded: str, place: str) -> str:
    return hashlib.sha256(f"{folded}\0{place}".encode()).hexdigest()


def _refuse_while_waiting(key: str) -> None:
    row = session.get(SignInFailure, key)
    if row is None or row.number < FREE_FAILURES:
        return
    wait = min(LONGEST_WAIT, 2 ** min(20, row.number - FREE_FAILURES))
    left = wait - (clock.now() - row.last_at).total_seconds()
    if left > 0:
        raise TooMany(
            _l("Too many attempts with this address. Wait a little, or ask for a sign-in link."),
            retry_after=int(left) + 1,
        )


def _count_failure(key: str) -> None:
    moment = clock.now()
    statement = dialects.insert(session(), SignInFailure).values(key=key, number=1, last_at=moment)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[SignInFailure.key], set_={"number": SignInFailure.number + 1, "last_at": moment}
        )
    )
