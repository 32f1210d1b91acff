"""The record of a member: what they wrote, in numbers, and every step that was taken, latest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import present
from forum.accounts.queries.people import has_handle
from forum.accounts.queries.people import present_state
from forum.conduct.models import MemberWarning
from forum.conduct.models import StaffNote
from forum.conduct.policy import can_keep
from forum.conduct.policy import readable_notes
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics

#: The latest of each kind that a page shows.
MOST: Final = 50
#: Kinds of facts that are steps → what the step is called here.
_STEPS: Final = {
    "UserSilenced": "silence",
    "UserUnsilenced": "unsilence",
    "UserSuspended": "suspension",
    "UserRestored": "restoration",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A note, a warning, a silence, a suspension, or the end of one."""

    kind: str
    created_at: datetime
    by: Person | None
    text: str
    until: datetime | None = None
    #: Of a note: its number, to remove it.
    note_id: int | None = None
    #: Of a note: whether leads of the city read it too.
    of_city: bool = False
    #: Of a warning: when the member saw it.
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Who a record is about."""

    user: User
    person: Person


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a member, as far as the actor may know it."""

    user: User
    person: Person
    #: Suspended now; a suspension that is over counts no more.
    suspended: bool
    silenced: bool
    posts: int
    hidden: int
    deleted: int
    steps: tuple[Step, ...]

    def number_of(self, kind: str) -> int:
        """Return how many steps there are of a kind."""
        return sum(step.kind == kind for step in self.steps)


def find_recorded(actor: Actor, handle: str) -> User:
    """Return a member by handle, or by number where that is nobody's handle; NotFound for who is not the actor's."""
    user = session.scalar(select(User).where(has_handle(handle)))
    if user is None and handle.isascii() and handle.isdecimal() and len(handle) < 10:
        user = session.get(User, int(handle))
    if user is None:
        raise NotFound
    require(can_keep(actor, user))
    return user


def recorded(actor: Actor, user: User) -> Recorded:
    """Return who a record is about, as the actor sees them."""
    row: Any = user
    return Recorded(user, present(row, actor))


def record_of(actor: Actor, user: User) -> Record:
    """Return the record of a member."""
    require(can_keep(actor, user))
    posts = _posts(actor, user.id)
    notes = session.scalars(
        select(StaffNote)
        .where(StaffNote.user_id == user.id, readable_notes(actor))
        .order_by(StaffNote.id.desc())
        .limit(MOST)
    ).all()
    given = select(MemberWarning).where(MemberWarning.user_id == user.id)
    if not actor.is_staff:
        given = given.where(MemberWarning.city_id == actor.city_id)
    warnings = session.scalars(given.order_by(MemberWarning.id.desc()).limit(MOST)).all()
    events = _events(actor, user.id)
    people = people_by_ids(
        {n.author_id for n in notes} | {w.author_id for w in warnings} | {e.Event.actor_id for e in events}, actor
    )
    steps = [
        *(
            Step(
                "note", n.created_at, people.get(n.author_id or 0, GONE), n.text, note_id=n.id, of_city=bool(n.city_id)
            )
            for n in notes
        ),
        *(
            Step("warning", w.created_at, people.get(w.author_id or 0, GONE), w.reason, seen_at=w.seen_at)
            for w in warnings
        ),
        *(_step(row, people) for row in events),
    ]
    now = clock.now()
    return Record(
        user=user,
        person=recorded(actor, user).person,
        suspended=present_state(user.state, user.suspended_until) == "suspended",
        silenced=user.silenced_until is not None and user.silenced_until > now,
        posts=posts[0],
        hidden=posts[1],
        deleted=posts[2],
        steps=tuple(sorted(steps, key=lambda step: step.created_at, reverse=True)),
    )


def _posts(actor: Actor, user_id: int) -> tuple[int, int, int]:
    """Return how many posts are visible, hidden by others and deleted by others, where the actor may read."""
    by_others = Post.state_by_id.is_distinct_from(user_id)
    row = session.execute(
        select(
            func.sum(case((Post.state == "visible", 1), else_=0)),
            func.sum(case(((Post.state == "hidden") & by_others, 1), else_=0)),
            func.sum(case(((Post.state == "deleted") & by_others, 1), else_=0)),
        )
        .join(Topic, Topic.id == Post.topic_id)
        .where(Post.author_id == user_id, Post.kind == "post", visible_topics(actor))
    ).one()
    return row[0] or 0, row[1] or 0, row[2] or 0


def _events(actor: Actor, user_id: int) -> list[Any]:
    query = (
        select(Event, EventDetail)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .where(Event.subject_kind == "user", Event.subject_id == user_id, Event.kind.in_(_STEPS))
    )
    if not actor.is_staff:
        query = query.where(Event.city_id == actor.city_id)
    return list(session.execute(query.order_by(Event.id.desc()).limit(MOST)))


def _step(row: Any, people: dict[int, Person]) -> Step:
    detail = row.EventDetail
    until = next(_moments((detail.after or {}).get("until") if detail is not None else None), None)
    by = people.get(row.Event.actor_id, GONE) if row.Event.actor_id is not None else None
    reason = (detail.reason or "") if detail is not None else ""
    return Step(_STEPS[row.Event.kind], row.Event.created_at, by, reason, until=until)


def _moments(text: object) -> Iterator[datetime]:
    if isinstance(text, str):
        yield datetime.fromisoformat(text)
