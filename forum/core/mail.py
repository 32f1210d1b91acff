"""Outgoing mail: a row in the transaction that owes it, written and sent later by the worker.

The row holds a kind and ids. A *composer* of that kind makes the letter when it is sent, so rights
and languages are those of that moment; it answers None when the letter is no longer owed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import clock
from forum.core import db
from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import Json
from forum.core.db import UtcDateTime
from forum.core.db import session


class OutgoingMail(Id, Created, Base):
    """A letter that is owed, being sent, sent, dropped or given up."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        Index("ix_outgoing_mail_due", "state", "due_at", "id"),
        # When letters of a kind last went out is read from it alone.
        Index("ix_outgoing_mail_kind", "kind", "created_at"),
    )

    #: Name of the composer, for example `accounts.confirm_address`.
    kind: Mapped[str] = mapped_column(String(60))
    #: The member it goes to, or None when only an address is known.
    user_id: Mapped[int | None] = mapped_column(index=True)
    address: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    #: Ids, and for mails with a token the token: erased once sent.
    params: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    #: Holds a token: never shown on the outbox page outside the demo.
    secret: Mapped[bool] = mapped_column(default=False)
    #: One letter per key, ever (for example one per notification).
    dedupe_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    #: `due`, `sending`, `sent`, `dropped` or `failed`.
    state: Mapped[str] = mapped_column(String(10), default="due")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(200))
    #: The letter as sent, kept only in the demo, where the outbox page shows it.
    subject: Mapped[str | None] = mapped_column(String(400))
    text: Mapped[str | None] = mapped_column(Text)
    html: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be sent."""

    address: str
    language: str
    subject: str
    text: str
    html: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


Composer = Callable[[OutgoingMail], Letter | None]
_COMPOSERS: Final[dict[str, Composer]] = {}
_WAKE: Final[list[Callable[[], None]]] = []


def composer(kind: str) -> Callable[[Composer], Composer]:
    """Register the function that makes the letters of a kind."""

    def register(function: Composer) -> Composer:
        _COMPOSERS[kind] = function
        return function

    return register


def find_composer(kind: str) -> Composer | None:
    """Return the composer of a kind, or None."""
    return _COMPOSERS.get(kind)


def on_queue(wake: Callable[[], None]) -> None:
    """Do something after each commit that queued mail (wake the sender)."""
    if wake not in _WAKE:
        _WAKE.append(wake)


def queue_mail(
    kind: str,
    *,
    language: str,
    user_id: int | None = None,
    address: str | None = None,
    params: dict[str, Any] | None = None,
    secret: bool = False,
    dedupe_key: str | None = None,
    after: timedelta = timedelta(0),
) -> OutgoingMail:
    """Owe a letter, within the open transaction; `after` some time when something is still to be done for it."""
    if not db.in_transaction():
        message = "mail is queued inside the transaction that owes it"
        raise RuntimeError(message)
    if kind not in _COMPOSERS:
        raise KeyError(kind)
    row = OutgoingMail(
        kind=kind,
        user_id=user_id,
        address=address,
        language=language,
        params=params or {},
        secret=secret,
        dedupe_key=dedupe_key,
        due_at=clock.now() + after,
    )
    session.add(row)
    session.flush()
    for wake in _WAKE:
        db.after_commit(wake)
    return row
