"""From a sign-up to an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forum.accounts.commands.admission import admit_by_domain
from forum.accounts.commands.admission import admit_user
from forum.accounts.commands.blocking import refuse_blocked
from forum.accounts.commands.sessions import NewSession
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.consents import hash_text
from forum.accounts.events import UserRegistered
from forum.accounts.handles import make_handle
from forum.accounts.handles import skeleton
from forum.accounts.login_names import fold_address
from forum.accounts.login_names import parse_address
from forum.accounts.login_names import parse_name
from forum.accounts.models import Consent
from forum.accounts.models import Invitation
from forum.accounts.models import InvitationUse
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.accounts.passwords import check_password
from forum.accounts.passwords import hash_password
from forum.accounts.passwords import verify_password
from forum.accounts.queries import find_usable_invitation
from forum.accounts.queries.access import find_sign_up
from forum.accounts.tokens import hash_token
from forum.accounts.tokens import new_token
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import attempt
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.text import Text
from forum.pages.queries import page_sources

CONFIRM_DAYS: Final = 3
#: People of one name who come in at one moment take the handles from under each other.
HANDLE_ATTEMPTS: Final = 20
PER_NETWORK: Final = Limit("sign-up", 60, 3600)
PER_ADDRESS: Final = Limit("sign-up-mail", 3, 3600)
PASSWORDS_PER_LINK: Final = Limit("confirm-elsewhere", 10, 900)
LINK_IS_OF_NO_USE: Final[Text] = _l("This link was used already, or has expired. Sign in, or sign up again.")
HAS_ACCOUNT: Final[Text] = _l("This address has an account already. Sign in.")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What somebody wrote on the sign-up or invitation page."""

    name: str
    email: str
    password: str
    language: str
    city_text: str = ""
    reason: str = ""
    #: Versions of the texts that were shown and agreed to.
    terms_version: int = 0
    privacy_version: int = 0


def sign_up(person: NewPerson, *, network: str, invitation_token: str | None = None) -> int:
    """Write down a sign-up and owe the letter that confirms the address; return its id.

    No account is looked for: the answer is the same for every address. Raises Invalid for a bad
    address or a weak password, NotFound for an invitation that is of no use.
    """
    email = parse_address(person.email)
    refuse_blocked(email)
    name = parse_name(person.name)
    check_password(person.password, email=email, name=name)
    password_hash = hash_password(person.password)
    with transaction():
        hit(PER_NETWORK, network)
        hit(PER_ADDRESS, fold_address(email))
        invitation = None
        if invitation_token is not None:
            invitation = find_usable_invitation(invitation_token)
            if invitation is None:
                raise NotFound(_l("This invitation is no longer valid. Ask for a new one."))
            if invitation.email and fold_address(invitation.email) != fold_address(email):
                raise Invalid(_l("This invitation is for another address."), field="email")
        row = SignUp(
            email=email,
            email_folded=fold_address(email),
            name=name,
            password_hash=password_hash,
            city_text=person.city_text,
            reason=person.reason,
            language=person.language,
            terms_version=person.terms_version,
            privacy_version=person.privacy_version,
            invitation_id=invitation.id if invitation else None,
            expires_at=clock.now() + timedelta(days=CONFIRM_DAYS),
        )
        session.add(row)
        session.flush()
        queue_mail(
            "accounts.confirm_address",
            address=email,
            language=person.language,
            params={"sign_up_id": row.id},
            secret=True,
        )
        return row.id


def issue_confirmation(sign_up_id: int) -> str:
    """Make the token of a confirmation letter (the worker calls it)."""
    token = new_token()
    with transaction():
        row = session.get_one(SignUp, sign_up_id)
        row.token_hash = hash_token(token)
    return token


def confirm_sign_up_elsewhere(token: str, password: str, origin: Origin) -> NewSession:
    """Confirm in another browser than the one that signed up: the password shows that it is the same person.

    Otherwise somebody could sign up with a stranger's address and their own password, and wait for the
    stranger to confirm it.
    """
    with transaction():
        hit(PASSWORDS_PER_LINK, hash_token(token))
        row = find_sign_up(token)
        if row is None:
            raise NotFound(LINK_IS_OF_NO_USE)
    if not verify_password(row.password_hash, password):
        raise Invalid(
            _l("This is not the password of the sign-up. If it was not you who signed up, ignore the letter."),
            field="password",
        )
    return confirm_sign_up(token, origin)


def confirm_sign_up(token: str, origin: Origin) -> NewSession:
    """Turn a sign-up into an account and sign in; NotFound for a link that is used or old.

    Admitted at once: whoever holds a usable invitation, or an address at the domain of exactly one
    city. Anybody else waits for RIL or the city's lead.
    """
    moment = clock.now()
    try:
        with transaction():
            taken = session.execute(
                update(SignUp)
                .where(SignUp.token_hash == hash_token(token), SignUp.used_at.is_(None), SignUp.expires_at > moment)
                .values(used_at=moment)
                .returning(SignUp.id)
            ).scalar()
            if taken is None:
                raise NotFound(LINK_IS_OF_NO_USE)
            row = session.get_one(SignUp, taken)
            user = create_account(row.name, row.email, row.password_hash, row.language)
            keep_consents(user, row.language, {"terms": row.terms_version, "privacy": row.privacy_version})
            invitation = take_invitation(row.invitation_id)
            if invitation is not None:
                session.add(InvitationUse(invitation_id=invitation.id, user_id=user.id))
                admit_user(SYSTEM, user, invitation.city_id, invitation.city_role)
            else:
                admit_by_domain(user, row)
            return open_session(user.id, origin)
    except IntegrityError:
        # The same address was confirmed at the same moment by another of its letters.
        raise Conflict(HAS_ACCOUNT) from None


def create_staff(actor: Actor, person: NewPerson, site_role: str) -> User:
    """Create somebody of RIL with a confirmed address (command line and demonstration only)."""
    if not actor.is_system:
        raise NotFound
    email = parse_address(person.email)
    check_password(person.password, email=email, name=person.name)
    password_hash = hash_password(person.password)
    with transaction():
        if session.scalar(select(User.id).where(User.email_folded == fold_address(email))) is not None:
            raise Conflict(_l("This address has an account already."))
        user = new_user(person.name, email, password_hash, person.language)
        user.state = "active"
        user.site_role = site_role
        record(actor, UserRegistered(user.id))
        return user


def new_user(name: str, email: str, password_hash: str | None, language: str) -> User:
    """Add a person with a free handle, within the open transaction."""
    for _ in range(HANDLE_ATTEMPTS):
        handle = make_handle(name)
        user = User(
            email=email,
            email_folded=fold_address(email),
            email_confirmed_at=clock.now(),
            password_hash=password_hash,
            name=name,
            handle=handle,
            handle_folded=skeleton(handle),
            ui_language=language,
        )
        try:
            with attempt():
                session.add(user)
        except IntegrityError:
            # Somebody of the same name came in at the same moment and has the handle: the next one, then.
            if session.scalar(select(User.id).where(User.email_folded == fold_address(email))) is not None:
                raise
            continue
        return user
    raise Conflict(_l("Many people are coming in at this moment. Please try again."))


def create_account(name: str, email: str, password_hash: str, language: str) -> User:
    """Add a person whose address is confirmed, within the open transaction; Conflict when it has an account.

    Raises Invalid for an address that was blocked while its letter was on the way.
    """
    refuse_blocked(email)
    if session.scalar(select(User.id).where(User.email_folded == fold_address(email))) is not None:
        raise Conflict(HAS_ACCOUNT)
    user = new_user(name, email, password_hash, language)
    record(SYSTEM, UserRegistered(user.id))
    return user


def keep_consents(user: User, language: str, versions: Mapping[str, int]) -> None:
    """Record that somebody agreed to texts, each in a version and language, within the open transaction."""
    sources = page_sources({(purpose, version) for purpose, version in versions.items()})
    for purpose, version in versions.items():
        shown = sources.get((purpose, version, language))
        session.add(
            Consent(
                user_id=user.id,
                purpose=purpose,
                version=version,
                language=language,
                given=True,
                text_hash=hash_text(shown) if shown is not None else None,
            )
        )


def take_invitation(invitation_id: int | None) -> Invitation | None:
    """Count one use, only if one is left: exactly one person per single-use link."""
    taken = session.execute(
        update(Invitation)
        .where(
            Invitation.id == (invitation_id or 0),
            Invitation.uses < Invitation.max_uses,
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .values(uses=Invitation.uses + 1)
        .returning(Invitation.id)
    ).scalar()
    return session.get_one(Invitation, taken) if taken is not None else None
