"""Addresses and domains from which no account may be made, and domains whose links wait."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.login_names import fold_address
from forum.accounts.models import Blocked
from forum.accounts.policy import can_block
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.text import Text
from forum.core.versions import cached_by_reference

#: What can be blocked → its name in lists and forms.
KINDS: Final[dict[str, Text]] = {
    "address": _l("An address of mail: no account"),
    "domain": _l("A domain of mail: no account"),
    "link": _l("A domain in links: texts wait for RIL"),
}


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """What is blocked, in the list."""

    id: int
    kind: Text
    value: str
    note: str
    created_at: datetime


@cached_by_reference
def blocked_values(kind: str) -> frozenset[str]:
    """Return what is blocked of a kind."""
    return frozenset(session.scalars(select(Blocked.value).where(Blocked.kind == kind)))


def is_blocked_address(email: str) -> bool:
    """Tell whether no account may have an address of mail; always by one statement, whatever the address."""
    folded = fold_address(email)
    hosts = _with_all_above(folded.rpartition("@")[2])
    own = and_(Blocked.kind == "address", Blocked.value == folded)
    above = and_(Blocked.kind == "domain", Blocked.value.in_(hosts))
    return session.scalar(select(Blocked.id).where(or_(own, above)).limit(1)) is not None


def is_below(host: str, domains: frozenset[str]) -> bool:
    """Tell whether a host is one of some domains, or below one."""
    return any(name in domains for name in _with_all_above(host))


def _with_all_above(host: str) -> list[str]:
    labels = host.lower().strip(".").split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def blocked_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[BlockedRow]:
    """Return what is blocked, the latest first."""
    require(can_block(actor))
    found = page_by_id(select(Blocked), Blocked.id, after=after, before=before)
    rows = [row.Blocked for row in found.items]
    return found.holding([BlockedRow(row.id, KINDS[row.kind], row.value, row.note, row.created_at) for row in rows])
