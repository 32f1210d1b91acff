"""Inviting people to a city."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.events import InvitationCreated
from forum.accounts.events import InvitationRevoked
from forum.accounts.importing import MOST_ROWS
from forum.accounts.importing import Invitee
from forum.accounts.login_names import parse_address
from forum.accounts.models import Invitation
from forum.accounts.policy import can_invite
from forum.accounts.tokens import hash_token
from forum.accounts.tokens import new_token
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit

MOST_USES: Final = 100
MOST_DAYS: Final = 90
PER_PERSON: Final = Limit("invitations", 600, 86400)
#: A form that comes again so soon was sent twice.
TWICE: Final = timedelta(minutes=1)


def create_invitation(
    actor: Actor,
    city_id: int,
    *,
    days: int,
    max_uses: int = 1,
    email: str = "",
    note: str = "",
    language: str = "es",
) -> tuple[Invitation, str]:
    """Make an invitation; return it and the token of its link, which is shown once.

    With an address it is bound to it, single-use, and sent there.
    """
    with transaction():
        return _create(actor, city_id, days=days, max_uses=max_uses, email=email, note=note, language=language)


def invite_many(actor: Actor, city_id: int, *, people: Sequence[Invitee], days: int) -> int:
    """Invite everybody of a file, or nobody: one bad row refuses all. Return how many."""
    if not people:
        raise Invalid(_l("The file has no addresses."), field="file")
    if len(people) > MOST_ROWS:
        raise Invalid(_l("At most %(n)s people at a time.", n=MOST_ROWS), field="file")
    with transaction():
        for person in people:
            _create(
                actor, city_id, days=days, max_uses=1, email=person.email, note=person.note, language=person.language
            )
    return len(people)


def revoke_invitation(actor: Actor, invitation_id: int) -> None:
    """Withdraw an invitation; who came in by it stays."""
    with transaction():
        row = session.get(Invitation, invitation_id, with_for_update=True)
        if row is None:
            raise NotFound
        require(can_invite(actor, row.city_id))
        if row.revoked_at is None:
            row.revoked_at = clock.now()
            record(actor, InvitationRevoked(row.id, row.city_id))


def renew_token(invitation_id: int) -> str | None:
    """Make the token for an invitation letter (the worker calls it); None when it is of no use any more."""
    token = new_token()
    with transaction():
        row = session.get(Invitation, invitation_id)
        if row is None or row.revoked_at is not None or row.uses >= row.max_uses or row.expires_at <= clock.now():
            return None
        row.token_hash = hash_token(token)
    return token


def _create(
    actor: Actor, city_id: int, *, days: int, max_uses: int, email: str, note: str, language: str
) -> tuple[Invitation, str]:
    require(can_invite(actor, city_id))
    city = city_by_id(city_id)
    if city is None:
        raise NotFound
    if city.archived:
        raise Conflict(_l("This city takes no new members any more."))
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(_l("Between 1 and %(n)s days.", n=MOST_DAYS), field="days")
    if not 1 <= max_uses <= MOST_USES:
        raise Invalid(_l("Between 1 and %(n)s people.", n=MOST_USES), field="max_uses")
    hit(PER_PERSON, actor.id)
    address = parse_address(email) if email.strip() else None
    sent = _just_sent(actor, city_id, address)
    if sent is not None:
        return sent, ""
    token = new_token()
    row = Invitation(
        token_hash=hash_token(token),
        city_id=city_id,
        created_by_id=actor.id,
        email=address,
        note=note[:200],
        language=language,
        max_uses=1 if address else max_uses,
        expires_at=clock.now() + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    record(actor, InvitationCreated(row.id, city_id))
    if address:
        queue_mail(
            "accounts.invitation", address=address, language=language, params={"invitation_id": row.id}, secret=True
        )
    return row, token


def _just_sent(actor: Actor, city_id: int, address: str | None) -> Invitation | None:
    """Return the invitation that the same form made a moment ago: nobody gets two letters for one."""
    if address is None:
        return None
    return session.scalar(
        select(Invitation).where(
            Invitation.city_id == city_id,
            Invitation.created_by_id == actor.id,
            Invitation.email == address,
            Invitation.uses == 0,
            Invitation.revoked_at.is_(None),
            Invitation.created_at > clock.now() - TWICE,
        )
    )
