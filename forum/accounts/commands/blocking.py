"""Blocking addresses and domains, and letting them in again."""

import re
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.events import AddressBlocked
from forum.accounts.events import AddressUnblocked
from forum.accounts.login_names import fold_address
from forum.accounts.login_names import parse_address
from forum.accounts.models import Blocked
from forum.accounts.policy import can_block
from forum.accounts.queries.blocked import KINDS
from forum.accounts.queries.blocked import is_blocked_address
from forum.cities.queries import cities_with_domain
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.text import Text

MOST: Final = 2000
_DOMAIN: Final = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_THERE: Final[Text] = _l("This is blocked already.")
#: Says no more than it must: not since when, why, or whether it is the address or its domain.
NO_ACCOUNT: Final[Text] = _l("No account can be made with this address. If you think this is a mistake, write to RIL.")


def block(actor: Actor, *, kind: str, value: str, note: str = "") -> Blocked:
    """Block an address of mail, a domain of mail, or a domain in links. Who has an account keeps it."""
    try:
        with transaction():
            require(can_block(actor))
            if kind not in KINDS:
                raise Invalid(field="kind")
            value = fold_address(parse_address(value, field="value")) if kind == "address" else _domain(value)
            if len(note) > 200:
                raise Invalid(_l("At most %(max)d characters.", max=200), field="note")
            if session.scalar(select(Blocked.id).where(Blocked.kind == kind, Blocked.value == value)) is not None:
                raise Conflict(_THERE)
            if (session.scalar(select(func.count(Blocked.id))) or 0) >= MOST:
                raise Conflict(_l("There are %(n)s entries already. Remove some first.", n=MOST))
            row = Blocked(kind=kind, value=value, note=note, created_by_id=actor.id)
            session.add(row)
            session.flush()
            # Whose address it is stands in no log.
            record(actor, AddressBlocked(row.id), after=None if kind == "address" else {"term": value})
            return row
    except IntegrityError:
        # Somebody else blocked it at the same moment.
        raise Conflict(_THERE) from None


def unblock(actor: Actor, blocked_id: int) -> None:
    """Let an address or a domain in again."""
    with transaction():
        require(can_block(actor))
        row = session.get(Blocked, blocked_id, with_for_update=True)
        if row is None:
            raise NotFound
        record(actor, AddressUnblocked(row.id), before=None if row.kind == "address" else {"term": row.value})
        session.delete(row)


def refuse_blocked(email: str, *, field: str = "email") -> None:
    """Raise Invalid for an address with which no account may be made."""
    if is_blocked_address(email):
        raise Invalid(NO_ACCOUNT, field=field)


def _domain(value: str) -> str:
    """Return a domain in one spelling; Invalid for what is none, and for one by which a city's people come in."""
    found = value.strip().lower().removeprefix("@").removeprefix("http://").removeprefix("https://").strip("/.")
    if not _DOMAIN.fullmatch(found):
        raise Invalid(_l("This is not a domain. An example: correo.example"), field="value")
    if cities_with_domain(found):
        raise Invalid(_l("This is the domain of a city."), field="value")
    return found
