"""The letters that accounts owe, written by the worker at the moment of sending."""

from sqlalchemy import select

from forum.accounts.commands.invitations import renew_token
from forum.accounts.commands.recovery import CHANGE_MINUTES
from forum.accounts.commands.recovery import RESET_MINUTES
from forum.accounts.commands.registration import issue_confirmation
from forum.accounts.commands.sessions import LINK_MINUTES
from forum.accounts.commands.sessions import issue_token
from forum.accounts.events import AccountWithdrawn
from forum.accounts.login_names import fold_address
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.accounts.policy import can_admit
from forum.accounts.queries import to_actor
from forum.cities.queries import city_by_id
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter


def _by_address(address: str | None) -> User | None:
    if not address:
        return None
    return session.scalar(select(User).where(User.email_folded == fold_address(address), User.state != "anonymised"))


def _by_id(row: OutgoingMail) -> User | None:
    user = session.get(User, row.user_id) if row.user_id is not None else None
    return user if user is not None and user.email else None


@composer("accounts.confirm_address")
def confirm_address(row: OutgoingMail) -> Letter | None:
    """Confirm an address; whoever has an account already is told that instead."""
    wish = session.get(SignUp, row.params.get("sign_up_id"))
    if wish is None or wish.used_at is not None:
        return None
    if _by_address(wish.email) is not None:
        return letter("accounts/mail/has_account", address=wish.email, language=wish.language, name=wish.name)
    token = issue_confirmation(wish.id)
    return letter(
        "accounts/mail/confirm_address", address=wish.email, language=wish.language, name=wish.name, token=token
    )


@composer("accounts.sign_in_link")
def sign_in_link(row: OutgoingMail) -> Letter | None:
    """Make the link that signs in, if the address has an account."""
    user = _by_address(row.address)
    if user is None or user.email is None:
        return None
    token = issue_token(user.id, "sign_in", user.email, LINK_MINUTES)
    language = user.ui_language
    return letter(
        "accounts/mail/sign_in_link",
        address=user.email,
        language=language,
        name=user.name,
        token=token,
        minutes=LINK_MINUTES,
        next_path=row.params.get("next", ""),
    )


@composer("accounts.reset_password")
def reset_password(row: OutgoingMail) -> Letter | None:
    """Make the link that sets a new password, if the address has an account."""
    user = _by_address(row.address)
    if user is None or user.email is None:
        return None
    token = issue_token(user.id, "reset", user.email, RESET_MINUTES)
    return letter(
        "accounts/mail/reset_password",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        token=token,
        minutes=RESET_MINUTES,
    )


@composer("accounts.change_address")
def change_address(row: OutgoingMail) -> Letter | None:
    """Confirm a new address; dropped when somebody else has it."""
    user = session.get(User, row.params.get("user_id"))
    if user is None or row.address is None or _by_address(row.address) is not None:
        return None
    token = issue_token(user.id, "change_address", row.address, CHANGE_MINUTES)
    return letter(
        "accounts/mail/change_address", address=row.address, language=user.ui_language, name=user.name, token=token
    )


@composer("accounts.address_change_asked")
def address_change_asked(row: OutgoingMail) -> Letter | None:
    """Tell the old address."""
    user = _by_id(row)
    if user is None or row.address is None:
        return None
    return letter(
        "accounts/mail/address_change_asked",
        address=row.address,
        language=user.ui_language,
        name=user.name,
        new=row.params.get("new", ""),
    )


@composer("accounts.password_changed")
def password_changed(row: OutgoingMail) -> Letter | None:
    """Tell that the password changed."""
    user = _by_id(row)
    if user is None:
        return None
    return letter("accounts/mail/password_changed", address=user.email or "", language=user.ui_language, name=user.name)


@composer("accounts.invitation")
def invitation(row: OutgoingMail) -> Letter | None:
    """Invite to a city, unless the invitation was withdrawn or used in the meantime."""
    found = session.get(Invitation, row.params.get("invitation_id"))
    city = city_by_id(found.city_id) if found is not None else None
    token = renew_token(found.id) if found is not None else None
    if found is None or city is None or token is None or row.address is None:
        return None
    return letter(
        "accounts/mail/invitation",
        address=row.address,
        language=found.language,
        city=city,
        token=token,
        expires_at=found.expires_at,
    )


@composer("accounts.somebody_waits")
def somebody_waits(row: OutgoingMail) -> Letter | None:
    """Tell somebody of RIL, or a lead, who waits; dropped when it is decided, or no longer theirs to decide.

    Reason and address of the person stay in the forum.
    """
    reader = _by_id(row)
    request = session.get(AdmissionRequest, row.params.get("request_id"))
    if reader is None or request is None or request.state != "waiting":
        return None
    person = session.get(User, request.user_id)
    if person is None or person.state != "pending" or not can_admit(to_actor(reader), request.city_id):
        return None
    return letter(
        "accounts/mail/somebody_waits",
        address=reader.email or "",
        language=reader.ui_language,
        name=reader.name,
        person=person.name,
        city_text=request.city_text,
    )


@composer("accounts.admitted")
def admitted(row: OutgoingMail) -> Letter | None:
    """Tell somebody who waited that they are in."""
    return _decision(row, "admitted")


@composer("accounts.refused")
def refused(row: OutgoingMail) -> Letter | None:
    """Tell somebody who waited that they are not."""
    return _decision(row, "refused")


def _decision(row: OutgoingMail, kind: str) -> Letter | None:
    user = _by_id(row)
    request = session.get(AdmissionRequest, row.params.get("request_id"))
    # Decided otherwise, or taken back, in the meantime.
    if user is None or request is None or request.state != kind:
        return None
    return letter(
        f"accounts/mail/{kind}",
        address=user.email or "",
        language=user.ui_language,
        name=user.name,
        city=city_by_id(user.city_id),
        answer=request.answer,
    )


@composer("accounts.suspended")
def suspended(row: OutgoingMail) -> Letter | None:
    """Tell somebody that they are suspended, until when and why; dropped when it was lifted."""
    user = _by_id(row)
    if user is None or user.state != "suspended":
        return None
    return letter(
        "accounts/mail/suspended",
        address=user.email or "",
        language=user.ui_language,
        name=user.name,
        reason=user.suspended_reason or "",
        until=user.suspended_until,
    )


@composer("accounts.restored")
def restored(row: OutgoingMail) -> Letter | None:
    """Tell somebody that the suspension is lifted; dropped when there is a new one."""
    user = _by_id(row)
    if user is None or user.state != "active":
        return None
    return letter("accounts/mail/restored", address=user.email or "", language=user.ui_language, name=user.name)


@composer("accounts.silenced")
def silenced(row: OutgoingMail) -> Letter | None:
    """Tell somebody that they may read and not write, until when and why; dropped when it was lifted."""
    user = _by_id(row)
    if user is None or user.silenced_until is None:
        return None
    return letter(
        "accounts/mail/silenced",
        address=user.email or "",
        language=user.ui_language,
        name=user.name,
        reason=user.silenced_reason or "",
        until=user.silenced_until,
    )


@composer("accounts.unsilenced")
def unsilenced(row: OutgoingMail) -> Letter | None:
    """Tell somebody that they may write again; dropped when there is a new silence."""
    user = _by_id(row)
    if user is None or user.silenced_until is not None:
        return None
    return letter("accounts/mail/unsilenced", address=user.email or "", language=user.ui_language, name=user.name)


@composer("accounts.farewell")
def farewell(row: OutgoingMail) -> Letter | None:
    """Confirm to the address of somebody who left that it is done: nothing else is known of them any more."""
    address = row.params.get("address")
    if not address:
        return None
    return letter(
        "accounts/mail/farewell",
        address=address,
        language=row.language,
        name=row.params.get("name", ""),
        with_posts=row.params.get("kind") == AccountWithdrawn.__name__,
    )


@composer("accounts.lead_left")
def lead_left(row: OutgoingMail) -> Letter | None:
    """Tell RIL that a city lost a lead, without the name."""
    reader = _by_id(row)
    city = city_by_id(row.params.get("city_id"))
    if reader is None or city is None or not to_actor(reader).is_staff:
        return None
    return letter(
        "accounts/mail/lead_left",
        address=reader.email or "",
        language=reader.ui_language,
        name=reader.name,
        city=city,
    )
