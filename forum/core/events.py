"""Past facts: one log that is outbox, audit log and history.

`record` writes an `Event` in the command's transaction and one `Delivery` per subscriber; the relay
hands them over after the commit. Events hold ids only, never text: what a person wrote as a reason,
and values before and after, stand in `EventDetail`, which can be erased.
"""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import fields
from datetime import datetime
from typing import Any
from typing import ClassVar
from typing import Final
from typing import TypeVar

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import clock
from forum.core import db
from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import Json
from forum.core.db import UtcDateTime
from forum.core.db import session


@dataclass(frozen=True)
class Fact:
    """A past fact with ids only; the class name is its kind, its first field its subject.

    A field called `city_id` also files it under that city (the log that a lead may read).
    """

    #: Which data versions move: see `core.versions`. Empty for facts that change no page of others.
    bumps: ClassVar[tuple[str, ...]] = (versions.CONTENT,)
    #: Whether the log of acts (staff page) shows it.
    audited: ClassVar[bool] = False

    def __init_subclass__(cls, **arguments: Any) -> None:
        """Enter the fact in the registry."""
        super().__init_subclass__(**arguments)
        FACTS[cls.__name__] = cls


FACTS: Final[dict[str, type[Fact]]] = {}


class Event(Id, Created, Base):
    """A recorded fact."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject", "subject_kind", "subject_id"),
        Index("ix_event_kind_id", "kind", "id"),
    )

    #: Name of the fact's class.
    kind: Mapped[str] = mapped_column(String(60))
    #: Who acted; None for visitors and the forum itself.
    actor_id: Mapped[int | None] = mapped_column(index=True)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int | None]
    #: The city whose log shows it, if any.
    city_id: Mapped[int | None] = mapped_column(index=True)
    #: The fact's fields.
    data: Mapped[dict[str, Any]] = mapped_column(Json)

    def fact(self) -> Fact:
        """Return the fact as it was recorded."""
        kind = FACTS[self.kind]
        names = {field.name for field in fields(kind)}
        return kind(**{name: value for name, value in self.data.items() if name in names})


class EventDetail(Base):
    """What people wrote about an event: erased with the person, without touching the log."""

    __tablename__ = "event_detail"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str | None] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)


class Delivery(Id, Base):
    """An event that a subscriber has not dealt with yet; the row goes when it has."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("event_id", "subscriber"),
        Index("ix_delivery_due", "dead", "due_at", "id"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    subscriber: Mapped[str] = mapped_column(String(120))
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    #: Given up after too many attempts; an administrator may try again.
    dead: Mapped[bool] = mapped_column(default=False)
    last_error: Mapped[str | None] = mapped_column(Text)


#: Nobody needs these rows as objects: they are written by one statement.
_WRITE: Final = insert(Event).returning(Event.id)
_OWE: Final = insert(Delivery)

Handler = Callable[[Event], None]
T = TypeVar("T", bound=type[Fact])
_SUBSCRIBERS: Final[dict[str, dict[str, Handler]]] = {}
_AFTER_RECORD: Final[list[Callable[[], None]]] = []


def subscribe(fact: type[Fact], handler: Handler) -> None:
    """Have the relay hand every event of a kind to a handler; registering twice changes nothing."""
    _SUBSCRIBERS.setdefault(fact.__name__, {})[f"{handler.__module__}.{handler.__qualname__}"] = handler


def find_handler(kind: str, name: str) -> Handler | None:
    """Return the handler that a delivery names, or None when it is no longer subscribed."""
    return _SUBSCRIBERS.get(kind, {}).get(name)


def on_record(step: Callable[[], None]) -> None:
    """Do something after each commit that recorded a fact with subscribers (wake the relay)."""
    if step not in _AFTER_RECORD:
        _AFTER_RECORD.append(step)


def record(
    actor: Actor,
    fact: Fact,
    *,
    reason: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> int:
    """Write a fact, and what is owed because of it, into the open transaction; return the event's id."""
    if not db.in_transaction():
        message = "a fact is recorded inside the transaction that makes it true"
        raise RuntimeError(message)
    data = asdict(fact)
    subject = next(iter(data), None)
    kind = type(fact).__name__
    values = {
        "kind": kind,
        "actor_id": actor.id,
        "subject_kind": (subject or "").removesuffix("_id"),
        "subject_id": data.get(subject) if subject and isinstance(data.get(subject), int) else None,
        "city_id": data.get("city_id"),
        "data": data,
    }
    # What it is about may be new as well.
    session.flush()
    event_id: int = db.fetch(_WRITE, values).scalar_one()
    if reason or before or after:
        session.add(EventDetail(event_id=event_id, reason=reason, before=before, after=after))
    names = _SUBSCRIBERS.get(kind, {})
    if names:
        db.fetch(_OWE, [{"event_id": event_id, "subscriber": name} for name in names])
        for step in _AFTER_RECORD:
            db.after_commit(step)
    versions.bump(type(fact).bumps)
    return event_id


def forget_values(subject_kind: str, ids: Collection[int]) -> None:
    """Erase the values before and after a change of what the log says of some subjects; the acts stay."""
    about = select(Event.id).where(Event.subject_kind == subject_kind, Event.subject_id.in_(ids))
    session.execute(update(EventDetail).where(EventDetail.event_id.in_(about)).values(before=None, after=None))


def audited_kinds() -> Iterable[str]:
    """Return the kinds that the log of acts shows."""
    return [name for name, fact in FACTS.items() if fact.audited and not name.startswith("_")]
