"""Invitations: the one that a link is of, and those of a city."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Invitation
from forum.accounts.models import InvitationUse
from forum.accounts.models import User
from forum.accounts.policy import manageable_invitations
from forum.accounts.tokens import hash_token
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import page_by_id


def find_usable_invitation(token: str) -> Invitation | None:
    """Return an invitation that somebody may still use, or None."""
    return session.scalar(
        select(Invitation).where(
            Invitation.token_hash == hash_token(token),
            Invitation.uses < Invitation.max_uses,
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
    )


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation as those who manage it see it; never its link."""

    id: int
    city_id: int
    #: The address that it was sent to, if it is bound to one.
    email: str | None
    note: str
    uses: int
    max_uses: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    #: Who came in by it.
    people: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Return `open`, `accepted`, `revoked` or `expired`."""
        if self.uses >= self.max_uses:
            return "accepted"
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at <= clock.now() else "open"


def invitations_page(
    actor: Actor,
    *,
    show: str = "open",
    city_id: int | None = None,
    after: str | None = None,
    before: str | None = None,
) -> Page[InvitationRow]:
    """Return invitations that the actor manages, newest first.

    `open` are those that somebody may still accept, `missed` expired before everybody came, `all` is all.
    """
    query = select(
        Invitation.id,
        Invitation.city_id,
        Invitation.email,
        Invitation.note,
        Invitation.uses,
        Invitation.max_uses,
        Invitation.created_at,
        Invitation.expires_at,
        Invitation.revoked_at,
    ).where(manageable_invitations(actor))
    left = (Invitation.uses < Invitation.max_uses, Invitation.revoked_at.is_(None))
    if show == "open":
        query = query.where(*left, Invitation.expires_at > clock.now())
    elif show == "missed":
        query = query.where(*left, Invitation.expires_at <= clock.now())
    elif show == "accepted":
        query = query.where(Invitation.uses > 0)
    if city_id is not None:
        query = query.where(Invitation.city_id == city_id)
    found = page_by_id(query, Invitation.id, after=after, before=before)
    names = _people_by_invitation([row.id for row in found.items if row.uses])
    return found.holding([replace(InvitationRow(*row[:-1]), people=names.get(row.id, ())) for row in found.items])


def _people_by_invitation(ids: list[int]) -> dict[int, tuple[str, ...]]:
    if not ids:
        return {}
    rows = session.execute(
        select(InvitationUse.invitation_id, User.name)
        .join(User, User.id == InvitationUse.user_id)
        .where(InvitationUse.invitation_id.in_(ids))
        .order_by(InvitationUse.id)
    )
    names: dict[int, tuple[str, ...]] = {}
    for invitation_id, name in rows:
        names[invitation_id] = (*names.get(invitation_id, ()), name)
    return names
