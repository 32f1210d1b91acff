"""What accounts hold of a person: who they are, what they agreed to, where they are signed in, how they came in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.commands.erasing import erase_account
from forum.accounts.commands.forgetting import forget_blocked
from forum.accounts.commands.forgetting import forget_devices
from forum.accounts.commands.forgetting import forget_failures
from forum.accounts.commands.forgetting import forget_invitations
from forum.accounts.commands.forgetting import forget_links
from forum.accounts.commands.forgetting import forget_requests
from forum.accounts.commands.forgetting import forget_sessions
from forum.accounts.commands.forgetting import forget_sign_ups
from forum.accounts.consents import PURPOSES
from forum.accounts.models import AccountToken
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.accounts.models import InvitationUse
from forum.accounts.models import KnownDevice
from forum.accounts.models import ReservedHandle
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.accounts.own_letters import LETTERS
from forum.accounts.policy import can_invite
from forum.accounts.queries.consents import consents_of
from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule

_MONTH: Final = timedelta(days=30)
_ONE_MONTH: Final = _l("Long enough to find out what happened, and no longer.")
_KIND: Final = _l("Kind")
_SINCE: Final = _l("Since")
_UNTIL: Final = _l("Until")

#: Columns of the account that are given out as they are; `own_data` tests that none is forgotten.
PROFILE: Final = {
    "id": _l("Number of the account"),
    "name": _l("First and last name"),
    "handle": _l("Handle"),
    "handle_changed_at": _l("Handle changed"),
    "email": _l("E-mail address"),
    "email_confirmed_at": _l("Address confirmed"),
    "state": _l("State"),
    "site_role": _l("Role on the site"),
    "city": _l("City"),
    "city_role": _l("Role in the city"),
    "team_role": _l("Area and role in the team"),
    "bio": _l("About you"),
    "avatar_key": _l("Picture"),
    "ui_language": _l("Language of the interface"),
    "reads_spanish": _l("Reads Spanish"),
    "reads_portuguese": _l("Reads Portuguese"),
    "time_zone": _l("Time zone"),
    "theme": _l("Colours"),
    "density": _l("Rows of lists"),
    "list_language": _l("Language of the lists"),
    "list_kind": _l("Kind in the lists"),
    "list_status": _l("Status in the lists"),
    "shown_outside": _l("Show me to members of other cities"),
    "shown_publicly": _l("Show my name and city to visitors on public topics"),
    "mail_replies": _l("Mail me when somebody replies to a topic of mine"),
    "mail_mentions": _l("Mail me when somebody mentions me"),
    "mail_late": _l("Mail me about questions that wait too long (RIL only)"),
    "suspended_until": _l("Suspended until"),
    "suspended_reason": _l("Reason of the suspension"),
    "silenced_until": _l("May not write until"),
    "silenced_reason": _l("Reason why you may not write"),
    "last_seen_at": _l("Last seen"),
    "is_demo": _l("Account of the demonstration"),
    "created_at": _l("Account made"),
}


def _city(city_id: int | None) -> str | None:
    city = city_by_id(city_id)
    return f"{city.name}, {city.country}" if city else None


def _profile(actor: Actor) -> Iterator[Row]:
    user = session.get_one(User, actor.id)
    yield {name: _city(user.city_id) if name == "city" else getattr(user, name) for name in PROFILE}


def _earlier_handles(actor: Actor) -> Iterator[Row]:
    rows = session.scalars(select(ReservedHandle.handle_folded).where(ReservedHandle.user_id == actor.id))
    return ({"handle": row} for row in rows)


def _consents(actor: Actor) -> Iterator[Row]:
    for row in consents_of(actor):
        yield {name: getattr(row, name) for name in _CONSENTS}


def _sessions(actor: Actor) -> Iterator[Row]:
    return _plain(UserSession, actor, _SESSIONS)


def _devices(actor: Actor) -> Iterator[Row]:
    return _plain(KnownDevice, actor, ("created_at",))


def _links(actor: Actor) -> Iterator[Row]:
    return _plain(AccountToken, actor, _LINKS)


def _plain(table: Any, actor: Actor, names: Any) -> Iterator[Row]:
    columns = [getattr(table, name) for name in names]
    rows = session.execute(select(*columns).where(table.user_id == actor.id).order_by(table.id))
    return (row._asdict() for row in rows)


def _sign_ups(actor: Actor) -> Iterator[Row]:
    folded = select(User.email_folded).where(User.id == actor.id).scalar_subquery()
    columns = [getattr(SignUp, name) for name in _SIGN_UPS]
    rows = session.execute(select(*columns).where(SignUp.email_folded == folded).order_by(SignUp.id))
    return (row._asdict() for row in rows)


def _requests(actor: Actor) -> Iterator[Row]:
    return _plain(AdmissionRequest, actor, _REQUESTS)


def _came_in(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(InvitationUse.created_at, Invitation.city_id, Invitation.city_role)
        .join(Invitation, Invitation.id == InvitationUse.invitation_id)
        .where(InvitationUse.user_id == actor.id)
    )
    return ({"created_at": row.created_at, "city": _city(row.city_id), "city_role": row.city_role} for row in rows)


def _invitations(actor: Actor) -> Iterator[Row]:
    rows = session.scalars(select(Invitation).where(Invitation.created_by_id == actor.id).order_by(Invitation.id))
    for row in rows:
        # Whom they invited is another person's address: only while they may see it anyway.
        manages = can_invite(actor, row.city_id).allowed
        yield {name: getattr(row, name) for name in _INVITATIONS if name not in {"city", "email"}} | {
            "city": _city(row.city_id),
            "email": row.email if manages else None,
        }


_PROFILE_WORDS: Final = {
    "state": {"pending": _l("Waiting"), "active": _l("Active"), "suspended": _l("Suspended")},
    "site_role": {
        "member": _l("Member"),
        "moderator": _l("Moderator"),
        "administrator": _l("Administrator"),
    },
    "city_role": {"member": _l("Member"), "lead": _l("City coordination")},
    "theme": {"system": _l("As the system"), "light": _l("Light"), "dark": _l("Dark")},
    "density": {"comfortable": _l("Comfortable"), "compact": _l("Compact")},
    "list_language": {"all": _l("All")},
    "list_kind": {"all": _l("All")},
    "list_status": {"all": _l("All")},
}
_CONSENTS: Final = {
    "purpose": _l("Purpose"),
    "given": _l("Given"),
    "version": _l("Version"),
    "language": _l("Language"),
    "created_at": _l("When"),
    "text_hash": _l("SHA-256 of the text"),
    "url": _l("Where the text stands"),
    "text": _l("The text that was shown"),
}
_SESSIONS: Final = {
    "device": _l("Device"),
    "network": _l("Network"),
    "created_at": _SINCE,
    "last_seen_at": _l("Last seen"),
    "expires_at": _UNTIL,
    "revoked_at": _l("Ended"),
}
_LINKS: Final = {
    "purpose": _KIND,
    "email": _l("E-mail address"),
    "created_at": _SINCE,
    "expires_at": _UNTIL,
    "used_at": _l("Used"),
}
_SIGN_UPS: Final = {
    "name": _l("First and last name"),
    "email": _l("E-mail address"),
    "city_text": _l("City"),
    "reason": _l("What you wrote"),
    "language": _l("Language"),
    "terms_version": _l("Version of the terms"),
    "privacy_version": _l("Version of the privacy notice"),
    "created_at": _l("When"),
    "expires_at": _UNTIL,
    "used_at": _l("Used"),
}
_REQUESTS: Final = {
    "city_text": _l("City"),
    "reason": _l("What you wrote"),
    "state": _l("State"),
    "answer": _l("Answer"),
    "created_at": _l("When"),
    "decided_at": _l("Decided"),
}
_INVITATIONS: Final = {
    "city": _l("City"),
    "city_role": _l("Role in the city"),
    "email": _l("Only for this address"),
    "note": _l("Note"),
    "language": _l("Language"),
    "max_uses": _l("For how many people"),
    "uses": _l("Used"),
    "created_at": _l("When"),
    "expires_at": _UNTIL,
    "revoked_at": _l("Withdrawn"),
}

PART: Final = Part(
    sections=(
        Section("profile", _l("Your account"), PROFILE, _profile, _PROFILE_WORDS),
        Section("earlier_handles", _l("Handles that you had before"), {"handle": _l("Handle")}, _earlier_handles),
        Section("consents", _l("What you agreed to"), _CONSENTS, _consents, {"purpose": PURPOSES}),
        Section("sessions", _l("Where you are or were signed in"), _SESSIONS, _sessions),
        Section("devices", _l("Devices that the forum knows"), {"created_at": _SINCE}, _devices),
        Section("links", _l("Links that were sent to you"), _LINKS, _links),
        Section("sign_ups", _l("Your sign-up"), _SIGN_UPS, _sign_ups),
        Section("admission", _l("Your request to be admitted"), _REQUESTS, _requests),
        Section(
            "came_in",
            _l("The invitation by which you came in"),
            {"created_at": _l("When"), "city": _l("City"), "city_role": _l("Role in the city")},
            _came_in,
        ),
        Section("invitations", _l("Invitations that you made"), _INVITATIONS, _invitations),
        LETTERS,
    ),
    anonymise=erase_account,
    rules=(
        Rule(
            "accounts.sessions",
            _l("Sessions that ended: device, abbreviated network"),
            _MONTH,
            _ONE_MONTH,
            forget_sessions,
        ),
        Rule("accounts.links", _l("Links of letters that expired"), _MONTH, _ONE_MONTH, forget_links),
        Rule(
            "accounts.sign_ups",
            _l("Sign-ups that nobody confirmed, or that became an account"),
            _MONTH,
            _ONE_MONTH,
            forget_sign_ups,
        ),
        Rule("accounts.failures", _l("Counts of failed sign-ins"), _MONTH, _ONE_MONTH, forget_failures),
        Rule(
            "accounts.devices",
            _l("Marks of devices on which somebody signed in"),
            timedelta(days=400),
            _l("As long as the cookie of the device lives."),
            forget_devices,
        ),
        Rule(
            "accounts.invitations",
            _l("Invitations that expired or were withdrawn"),
            timedelta(days=90),
            _l("To answer whoever comes with an old link. Of used ones, who came in by them stays."),
            forget_invitations,
        ),
        Rule(
            "accounts.requests",
            _l("What somebody wrote to be admitted"),
            timedelta(days=180),
            _l("To look at a decision again when somebody asks for it."),
            forget_requests,
        ),
        Rule(
            "accounts.blocked",
            _l("Addresses of mail with which no account may be made"),
            timedelta(days=730),
            _l("So that who was sent away does not come back with the same address."),
            forget_blocked,
        ),
    ),
)
