"""Everybody who has an account, for RIL: found by name, address, city, role and state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.policy import can_see_directory
from forum.accounts.queries.people import PERSON_COLUMNS
from forum.accounts.queries.people import Person
from forum.accounts.queries.people import present
from forum.core.actor import Actor
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require

#: What the list of people can be narrowed by; the first value narrows nothing.
ROLE_FILTERS: Final = (
    ("", _l("All roles")),
    ("lead", _l("City leads")),
    ("moderator", _l("RIL moderators")),
    ("administrator", _l("Administrators")),
)
STATE_FILTERS: Final = (
    ("", _l("All states")),
    ("active", _l("Active")),
    ("pending", _l("Waiting")),
    ("suspended", _l("Suspended")),
    ("anonymised", _l("Anonymised")),
)
#: Words of a search that are looked at.
MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A person in RIL's list."""

    id: int
    person: Person
    email: str | None
    state: str
    site_role: str
    is_lead: bool
    created_at: datetime
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to list; empty values do not narrow."""

    words: str = ""
    city_id: int | None = None
    role: str = ""
    state: str = ""


def people_page(actor: Actor, wanted: Wanted, *, after: str | None = None, before: str | None = None) -> Page[Entry]:
    """Return people, the newest account first."""
    require(can_see_directory(actor))
    query = select(*PERSON_COLUMNS, User.email, User.city_role, User.created_at, User.last_seen_at)
    for word in wanted.words.split()[:MOST_WORDS]:
        query = query.where(
            or_(User.name.icontains(word, autoescape=True), User.email.icontains(word, autoescape=True))
        )
    if wanted.city_id is not None:
        query = query.where(User.city_id == wanted.city_id)
    if wanted.role == "lead":
        query = query.where(User.city_role == "lead")
    elif wanted.role:
        query = query.where(User.site_role == wanted.role)
    if wanted.state:
        query = query.where(User.state == wanted.state)
    found = page_by_id(query, User.id, after=after, before=before)
    return found.holding([_entry(row, actor) for row in found.items])


def _entry(row: Any, actor: Actor) -> Entry:
    return Entry(
        id=row.id,
        person=present(row, actor),
        email=row.email,
        state=row.state,
        site_role=row.site_role,
        is_lead=row.city_role == "lead",
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
    )
