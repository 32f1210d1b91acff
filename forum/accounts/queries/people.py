"""People as pages show them, and their present powers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import Row
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.handles import skeleton
from forum.accounts.models import ReservedHandle
from forum.accounts.models import User
from forum.accounts.policy import can_see_member
from forum.accounts.policy import visible_members
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.languages import parse_language
from forum.core.text import fold


@dataclass(frozen=True, slots=True)
class Person:
    """A person as pages show them: Name · City, Country."""

    id: int | None
    name: str
    handle: str
    city_name: str = ""
    city_slug: str = ""
    country: str = ""
    is_staff: bool = False
    monogram: str = ""
    tone: int = 0
    cut: int = 0
    avatar_url: str | None = None
    team_role: str = ""
    #: Shown without name and city: to visitors, or because the person is gone.
    masked: bool = False
    #: Gone: *Ex integrante*.
    gone: bool = False
    is_demo: bool = False
    #: Whether the reader may open the person's page: that of another city's member only if they agreed.
    has_page: bool = True


MASKED = Person(id=None, name="", handle="", masked=True)
GONE = Person(id=None, name="", handle="", masked=True, gone=True)

#: Made once: whatever is written asks it.
_STATE: Final = select(User.state, User.suspended_until, User.silenced_until).where(User.id == bindparam("user"))

PERSON_COLUMNS = (
    User.id,
    User.name,
    User.handle,
    User.state,
    User.site_role,
    User.city_id,
    User.avatar_key,
    User.team_role,
    User.shown_publicly,
    User.shown_outside,
    User.is_demo,
)


def present(row: Row[*tuple[Any, ...]], actor: Actor) -> Person:
    """Return a person as this actor may see them, from a row of PERSON_COLUMNS.

    Visitors see name and city only of those who agreed and whose lead did too, and RIL's people.
    """
    if row.state == "anonymised":
        return GONE
    city = city_by_id(row.city_id)
    staff = row.site_role in STAFF_ROLES
    if not actor.is_member and not actor.is_system and row.id != actor.id:
        agreed = row.shown_publicly and city is not None and city.shows_members_publicly
        if not (agreed or staff):
            return MASKED
    near = actor.is_staff or actor.is_system or actor.belongs_to(row.city_id) or row.id == actor.id
    return Person(
        id=row.id,
        # Whoever writes much stands in many rows that are kept: their name stands once.
        name=intern(row.name),
        handle=intern(row.handle),
        city_name=city.name if city and not staff else "",
        city_slug=city.slug if city and not staff else "",
        country=city.country if city and not staff else "",
        is_staff=staff,
        monogram=city.monogram if city and not staff else "",
        tone=city.tone if city and not staff else 0,
        cut=city.cut if city and not staff else 0,
        avatar_url=f"/avatars/{row.avatar_key}" if row.avatar_key else None,
        team_role=row.team_role,
        is_demo=row.is_demo,
        has_page=near or (actor.is_member and row.state != "pending" and (staff or row.shown_outside)),
    )


def people_by_ids(ids: Iterable[int | None], actor: Actor) -> dict[int, Person]:
    """Return people by id, in one statement, as this actor may see them."""
    wanted = {i for i in ids if i is not None}
    if not wanted:
        return {}
    rows = session.execute(select(*PERSON_COLUMNS).where(User.id.in_(wanted)))
    return {row.id: present(row, actor) for row in rows}


def get_user(user_id: int) -> User:
    """Return the row of a person; NotFound when there is none."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def lock_user(user_id: int) -> User:
    """Return the row of a person as it is now, locked until the commit; NotFound when there is none.

    Others may go on to point to it (write a post by this person) meanwhile.
    """
    user = session.get(User, user_id, with_for_update={"key_share": True}, populate_existing=True)
    if user is None:
        raise NotFound
    return user


def require_unchanged(actor: Actor) -> None:
    """Raise Forbidden if somebody was suspended, silenced or merged into another account while their request was on its way.

    Asked after the rows are written, so that a merge is either waited for or waits itself.
    """
    if actor.id is None:
        return
    now = session.execute(_STATE, {"user": actor.id}).first()
    silenced = now is not None and now.silenced_until is not None and now.silenced_until > clock.now()
    state = present_state(now.state, now.suspended_until) if now is not None else ""
    if state != actor.state or (silenced and actor.silenced_until is None):
        raise Forbidden(_l("Your account was changed at this moment. Load the page again: nothing was published."))


def lock_pair(actor: Actor, user_id: int) -> tuple[Actor, User]:
    """Return an actor with the powers that they have now, and somebody on whom they act; both rows are locked.

    Whoever was demoted a moment ago acts no more: their request began with powers that they have lost. The rows are
    locked in one order, so that two who act on each other do not wait for each other.
    """
    wanted = {user_id} if actor.id is None else {user_id, actor.id}
    query = select(User).where(User.id.in_(wanted)).order_by(User.id).with_for_update(key_share=True)
    rows = {row.id: row for row in session.scalars(query.execution_options(populate_existing=True))}
    if user_id not in rows:
        raise NotFound
    if actor.id is None:
        return actor, rows[user_id]
    if actor.id not in rows:
        raise NotFound
    return to_actor(rows[actor.id]), rows[user_id]


def get_member(actor: Actor, handle: str) -> User:
    """Return a person by handle as far as the actor may know of them; NotFound otherwise."""
    user = session.scalar(select(User).where(has_handle(handle)))
    if user is None or not can_see_member(actor, user):
        raise NotFound
    return user


def find_present_handle(actor: Actor, handle: str) -> str | None:
    """Return the handle that somebody has now who had this one before, as far as the actor may know of them."""
    query = select(User).join(ReservedHandle, ReservedHandle.user_id == User.id)
    user = session.scalar(query.where(ReservedHandle.handle_folded == skeleton(handle)))
    return user.handle if user is not None and can_see_member(actor, user) else None


@dataclass(frozen=True, slots=True)
class Profile:
    """A member's page: the person, what they say of themselves, and for RIL the state of the account."""

    user: User
    person: Person
    reads: tuple[str, ...]
    joined_at: datetime

    @property
    def is_lead(self) -> bool:
        """Tell whether the person looks after their city's people."""
        return self.user.city_role == "lead"


def get_profile(actor: Actor, handle: str) -> Profile:
    """Return somebody's page as far as the actor may know of them; NotFound otherwise."""
    user = get_member(actor, handle)
    row = session.execute(select(*PERSON_COLUMNS).where(User.id == user.id)).one()
    reads = languages_read(spanish=user.reads_spanish, portuguese=user.reads_portuguese)
    return Profile(user, present(row, actor), tuple(sorted(reads)), user.created_at)


def actor_of(user_id: int | None) -> Actor | None:
    """Return somebody's present powers outside a request, to ask whether this recipient would see it."""
    user = session.get(User, user_id) if user_id is not None else None
    return to_actor(user) if user is not None else None


def to_actor(user: User | Row[*tuple[Any, ...]]) -> Actor:
    """Return the powers of a person, from their row or from its columns."""
    silenced = user.silenced_until is not None and user.silenced_until > clock.now()
    return Actor(
        id=user.id,
        state=present_state(user.state, user.suspended_until),
        site_role=user.site_role,
        city_id=user.city_id,
        city_role=user.city_role,
        name=user.name,
        handle=user.handle,
        ui_language=parse_language(user.ui_language) or "es",
        reads=languages_read(spanish=user.reads_spanish, portuguese=user.reads_portuguese),
        time_zone=user.time_zone,
        silenced_until=user.silenced_until if silenced else None,
        silenced_reason=(user.silenced_reason or "") if silenced else "",
    )


def present_state(state: str, suspended_until: datetime | None) -> str:
    """Return the state that counts now: a suspension that is over counts no more."""
    over = state == "suspended" and suspended_until is not None and suspended_until <= clock.now()
    return "active" if over else state


def languages_read(*, spanish: bool, portuguese: bool) -> frozenset[str]:
    """Return the languages that somebody reads; nobody reads none."""
    found = {name for name, reads in (("es", spanish), ("pt", portuguese)) if reads}
    return frozenset(found or {"es", "pt"})


def has_handle(handle: str) -> ColumnElement[bool]:
    """Return the condition over `User` that this is somebody's handle, in any case; an index finds it."""
    return and_(User.handle_folded == skeleton(handle), User.handle == handle.lower())


def users_by_handles(handles: Iterable[str]) -> dict[str, User]:
    """Return active people by folded handle, in one statement."""
    wanted = {handle for handle in handles if handle}
    if not wanted:
        return {}
    looks = {skeleton(handle) for handle in wanted}
    rows = session.scalars(select(User).where(User.handle_folded.in_(looks), User.state == "active"))
    return {user.handle: user for user in rows if user.handle in wanted}


def members_of_city(actor: Actor, city_id: int) -> list[tuple[Person, bool]]:
    """Return (person, is lead) of a city's active members that the actor may see, leads first."""
    query = select(*PERSON_COLUMNS, User.city_role).where(
        User.city_id == city_id, User.state == "active", visible_members(actor)
    )
    rows = session.execute(query.order_by(User.city_role, User.name).limit(200)).all()
    return [(present(row, actor), row.city_role == "lead") for row in rows]


def complete_mention(actor: Actor, start: str, limit: int = 8) -> list[Person]:
    """Return people whose handle or name begins so, and whom the actor may see."""
    if not actor.is_member:
        return []
    folded = fold(start).replace("%", "").replace("_", "")
    if not folded:
        return []
    query = select(*PERSON_COLUMNS).where(
        User.state == "active",
        or_(
            User.handle.startswith(folded, autoescape=True),
            func.lower(User.name).startswith(folded, autoescape=True),
        ),
        visible_members(actor),
    )
    return [present(row, actor) for row in session.execute(query.order_by(User.handle).limit(limit))]
