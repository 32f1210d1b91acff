"""Who looks after a topic, as its page says it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.core import clock
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.versions import cached_by_tasks
from forum.discussion.models import Topic
from forum.discussion.queries.topic_view import TopicView
from forum.promise.models import Care
from forum.promise.policy import can_assign
from forum.promise.policy import can_know_care
from forum.promise.policy import can_read_note
from forum.promise.policy import holding
from forum.promise.queries.calendars import calendar_of

_HELD: Final = (
    select(Care).join(Topic, Topic.id == Care.topic_id).join(User, User.id == Care.assignee_id).where(holding())
)


@dataclass(frozen=True, slots=True)
class CareView:
    """Who looks after a topic, as far as the reader may know it."""

    #: None while nobody does.
    person: Person | None
    mine: bool
    may_assign: bool
    #: For who may read them; else empty.
    note: str = ""
    due_on: date | None = None
    #: Name of who asked the assignee, if it was somebody else.
    giver: str = ""
    #: The day is over.
    late: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who looks after a topic, by whose word, and until when: what is put back when somebody else did for a while."""

    assignee_id: int
    given_by_id: int | None
    by_staff: bool
    due_on: date
    #: Since when, and when they were reminded.
    since: datetime
    reminded_at: datetime | None = None

    @classmethod
    def by(cls, actor: Actor, assignee_id: int, due_on: date) -> "Holder":
        """Return somebody to whom the actor gives a topic now."""
        return cls(assignee_id, actor.id, actor.is_staff, due_on, clock.now())


def care_of(actor: Actor, topic: TopicView) -> CareView | None:
    """Return who looks after a topic; None when there is nothing that the reader may know or do."""
    if not can_know_care(actor, topic):
        return None
    row = _read(topic.id) if topic.id in _with_care() else None
    may_assign = bool(can_assign(actor, topic, row))
    if row is None:
        return CareView(None, mine=False, may_assign=may_assign) if may_assign else None
    person, mine = present(row, actor), row.assignee_id == actor.id
    if not can_read_note(actor, topic, row):
        return CareView(person, mine=mine, may_assign=may_assign)
    today = calendar_of(topic.author_city_id).day_of(clock.now())
    return CareView(
        person,
        mine=mine,
        may_assign=may_assign,
        note=row.note,
        due_on=row.due_on,
        giver=row.giver_name if row.given_by_id != row.assignee_id and row.giver_name else "",
        late=row.due_on < today,
    )


@cached_by_tasks
def _with_care() -> frozenset[int]:
    """Return the topics that somebody was given: most pages of topics need ask no more."""
    return frozenset(session.scalars(select(Care.topic_id)))


def _read(topic_id: int) -> Any:
    giver = aliased(User, name="giver")
    return session.execute(
        select(
            Care.assignee_id,
            Care.given_by_id,
            Care.by_staff,
            Care.note,
            Care.due_on,
            giver.name.label("giver_name"),
            *PERSON_COLUMNS,
        )
        .join(Topic, Topic.id == Care.topic_id)
        .join(User, User.id == Care.assignee_id)
        .outerjoin(giver, giver.id == Care.given_by_id)
        .where(Care.topic_id == topic_id, holding())
    ).first()


def find_holder(topic_id: int) -> Care | None:
    """Return the row of who looks after a topic now; None also when it holds no more."""
    return session.scalar(_HELD.where(Care.topic_id == topic_id))


def holders_of(topic_ids: Collection[int]) -> dict[int, Care]:
    """Return the same for several topics, by their ids; those that nobody looks after are left out."""
    return {row.topic_id: row for row in session.scalars(_HELD.where(Care.topic_id.in_(topic_ids)))}


def colleagues_of(actor: Actor, topic: TopicView) -> list[tuple[int, str]]:
    """Return (id, name) of whom a topic may be given to, the actor first."""
    return (
        _names(actor, and_(User.city_id == topic.city_id, User.city_role == "lead"))
        if not actor.is_staff
        else ril(actor)
    )


def ril(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of who RIL may give any topic to, the actor first."""
    return _names(actor, User.site_role.in_(STAFF_ROLES))


def _names(actor: Actor, who: ColumnElement[bool]) -> list[tuple[int, str]]:
    rows = session.execute(select(User.id, User.name).where(User.state == "active", who).order_by(User.name, User.id))
    return sorted(((row.id, row.name) for row in rows), key=lambda pair: pair[0] != actor.id)
