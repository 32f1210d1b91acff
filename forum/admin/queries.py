"""Reading the state of the site: for RIL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import ScalarSelect
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.admin.policy import can_administer
from forum.cities.models import City
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import Base
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Delivery
from forum.core.events import Event
from forum.core.health import OLDEST_BEAT
from forum.core.jobs import Heartbeat
from forum.core.mail import OutgoingMail
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.models import Report

MAIL_STATES: Final = ("due", "sending", "sent", "dropped", "failed")
_DEAD_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """How the site is."""

    #: When the worker last showed itself; None when it never did.
    beat_at: datetime | None
    members: int
    cities: int
    topics: int
    posts: int
    waiting: int
    reports: int
    cities_to_confirm: int
    mail_due: int
    mail_failed: int
    deliveries_due: int
    deliveries_dead: int

    @property
    def worker_lives(self) -> bool:
        """Tell whether the worker showed itself lately."""
        return self.beat_at is not None and clock.now() - self.beat_at < OLDEST_BEAT


@dataclass(frozen=True, slots=True)
class DeadDelivery:
    """A delivery that was given up."""

    id: int
    kind: str
    subscriber: str
    attempts: int
    last_error: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MailLine:
    """A letter as the mail page lists it: never its text."""

    id: int
    kind: str
    address: str
    language: str
    state: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    due_at: datetime
    last_error: str | None
    subject: str | None


def overview(actor: Actor) -> Overview:
    """Return how the site is, in one statement."""
    require(can_administer(actor))
    beat = select(Heartbeat.beat_at).where(Heartbeat.name == "worker").scalar_subquery()
    row = session.execute(
        select(
            beat,
            _count(User, User.state == "active"),
            _count(City, City.archived.is_(False)),
            _count(Topic, Topic.deleted_at.is_(None)),
            _count(Post, Post.state == "visible", Post.kind == "post"),
            _count(AdmissionRequest, AdmissionRequest.state == "waiting"),
            _count(Report, Report.state == "open"),
            _count(City, City.to_confirm != ""),
            _count(OutgoingMail, OutgoingMail.state.in_(("due", "sending"))),
            _count(OutgoingMail, OutgoingMail.state == "failed"),
            _count(Delivery, Delivery.dead.is_(False)),
            _count(Delivery, Delivery.dead.is_(True)),
        )
    ).one()
    return Overview(*tuple(row))


def dead_deliveries(actor: Actor) -> list[DeadDelivery]:
    """Return deliveries that were given up, latest first."""
    require(can_administer(actor))
    rows = session.execute(
        select(
            Delivery.id,
            Event.kind,
            Delivery.subscriber,
            Delivery.attempts,
            Delivery.last_error,
            Event.created_at,
        )
        .join(Event, Event.id == Delivery.event_id)
        .where(Delivery.dead.is_(True))
        .order_by(Delivery.id.desc())
        .limit(_DEAD_SHOWN)
    )
    return [
        DeadDelivery(row.id, row.kind, row.subscriber, row.attempts, row.last_error, row.created_at) for row in rows
    ]


def mail_page(
    actor: Actor, *, state: str | None, with_secrets: bool, after: str | None = None, before: str | None = None
) -> Page[MailLine]:
    """Return letters, latest first; those that bear a token only in the demonstration."""
    require(can_administer(actor))
    query = _mail(with_secrets=with_secrets)
    if state is not None:
        query = query.where(OutgoingMail.state == state)
    found = page_by_id(query, OutgoingMail.id, after=after, before=before)
    return found.holding([MailLine(*row[:-1]) for row in found.items])


def get_mail(actor: Actor, mail_id: int, *, with_secrets: bool) -> tuple[MailLine, str | None]:
    """Return a letter and, in the demonstration, its text; NotFound for one that may not be shown."""
    require(can_administer(actor))
    row = session.execute(_mail(with_secrets=with_secrets).where(OutgoingMail.id == mail_id)).first()
    if row is None:
        raise NotFound
    text = session.scalar(select(OutgoingMail.text).where(OutgoingMail.id == mail_id)) if with_secrets else None
    return MailLine(*tuple(row)), text


def members_by_city(actor: Actor) -> Mapping[int, int]:
    """Return city id → number of active members; nothing for others than RIL."""
    if not actor.is_staff:
        return {}
    rows = session.execute(
        select(User.city_id, func.count())
        .where(User.state == "active", User.city_id.is_not(None))
        .group_by(User.city_id)
    )
    return {city_id: number for city_id, number in rows if city_id is not None}


def _mail(*, with_secrets: bool) -> Any:
    query = select(
        OutgoingMail.id,
        OutgoingMail.kind,
        func.coalesce(OutgoingMail.address, User.email, ""),
        OutgoingMail.language,
        OutgoingMail.state,
        OutgoingMail.attempts,
        OutgoingMail.created_at,
        OutgoingMail.sent_at,
        OutgoingMail.due_at,
        OutgoingMail.last_error,
        OutgoingMail.subject,
    ).outerjoin(User, User.id == OutgoingMail.user_id)
    return query if with_secrets else query.where(OutgoingMail.secret.is_(False))


def _count(table: type[Base], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
