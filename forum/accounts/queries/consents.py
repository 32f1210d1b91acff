"""The record of what somebody agreed to, with what proves which words were shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forum.accounts.consents import PURPOSES
from forum.accounts.consents import SENTENCES
from forum.accounts.consents import hash_text
from forum.accounts.models import Consent
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.text import Text
from forum.pages.queries import page_sources


@dataclass(frozen=True, slots=True)
class Agreed:
    """That somebody agreed, or withdrew, once."""

    purpose: str
    label: Text
    version: int
    language: str
    given: bool
    created_at: datetime
    #: The words that were shown; None where they are no longer known.
    text: str | None
    text_hash: str | None
    #: Where everybody can read that version, for pages.
    url: str | None
    #: The latest of its purpose: the one that counts.
    counts: bool
    #: A consent that is in force and can be withdrawn by itself.
    can_be_withdrawn: bool


def consents_of(actor: Actor) -> list[Agreed]:
    """Return one's own consents, the latest first."""
    rows = session.scalars(select(Consent).where(Consent.user_id == (actor.id or 0)).order_by(Consent.id.desc())).all()
    pages = page_sources({(row.purpose, row.version) for row in rows if row.purpose not in SENTENCES})
    return [_agreed(row, rows, pages) for row in rows]


def _agreed(row: Consent, rows: Sequence[Consent], pages: dict[tuple[str, int, str], str]) -> Agreed:
    page = pages.get((row.purpose, row.version, row.language))
    text = row.text if row.text is not None else page
    counts = row is next(other for other in rows if other.purpose == row.purpose)
    return Agreed(
        purpose=row.purpose,
        label=PURPOSES.get(row.purpose, row.purpose),
        version=row.version,
        language=row.language,
        given=row.given,
        created_at=row.created_at,
        text=text,
        text_hash=row.text_hash or (hash_text(text) if text is not None else None),
        url=f"/pages/{row.purpose}/versions/{row.version}" if page is not None else None,
        counts=counts,
        can_be_withdrawn=counts and row.given and row.purpose in SENTENCES,
    )
