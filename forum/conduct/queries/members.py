"""Members as RIL and leads look for them, with what there is on each."""

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.policy import recorded_people
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.conduct.models import MemberWarning
from forum.conduct.policy import can_list_records
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics

#: What the list can be narrowed by; the first narrows nothing.
STATES: Final = (
    ("", _l("All members")),
    ("silenced", _l("Silenced")),
    ("suspended", _l("Suspended")),
    ("warned", _l("Warned")),
)
#: Words of a search that are looked at.
MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to list; empty values do not narrow."""

    words: str = ""
    city_id: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member in the list."""

    id: int
    person: Person
    site_role: str
    is_lead: bool
    suspended: bool
    silenced: bool
    posts: int
    warnings: int
    last_seen_at: datetime | None


def members_page(actor: Actor, wanted: Wanted, *, after: str | None = None, before: str | None = None) -> Page[Member]:
    """Return the members of whom the actor keeps a record, the newest account first."""
    require(can_list_records(actor))
    now = clock.now()
    suspended = and_(User.state == "suspended", or_(User.suspended_until.is_(None), User.suspended_until > now))
    silenced = and_(User.silenced_until.is_not(None), User.silenced_until > now)
    query = select(
        *PERSON_COLUMNS, User.city_role, User.last_seen_at, suspended.label("is_suspended"), silenced.label("is_silent")
    ).where(recorded_people(actor), User.state.in_(("active", "suspended")))
    for word in wanted.words.split()[:MOST_WORDS]:
        places = [User.name.icontains(word, autoescape=True), User.handle.icontains(word.lstrip("@"), autoescape=True)]
        if actor.is_staff:
            places.append(User.email.icontains(word, autoescape=True))
        query = query.where(or_(*places))
    if wanted.city_id is not None and actor.is_staff:
        query = query.where(User.city_id == wanted.city_id)
    if wanted.state == "suspended":
        query = query.where(suspended)
    elif wanted.state == "silenced":
        query = query.where(silenced)
    elif wanted.state == "warned":
        query = query.where(exists().where(MemberWarning.user_id == User.id))
    found = page_by_id(query, User.id, after=after, before=before)
    ids = [row.id for row in found.items]
    posts, warnings = posts_by_author(actor, ids), _warnings(ids)
    return found.holding([_member(row, actor, posts, warnings) for row in found.items])


def posts_by_author(actor: Actor, ids: Collection[int]) -> Mapping[int, int]:
    """Return author → number of their visible posts where the actor may read, in one statement."""
    if not ids:
        return {}
    rows = session.execute(
        select(Post.author_id, func.count())
        .join(Topic, Topic.id == Post.topic_id)
        .where(Post.author_id.in_(ids), Post.kind == "post", Post.state == "visible", visible_topics(actor))
        .group_by(Post.author_id)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def _warnings(ids: Collection[int]) -> Mapping[int, int]:
    if not ids:
        return {}
    rows = session.execute(
        select(MemberWarning.user_id, func.count())
        .where(MemberWarning.user_id.in_(ids))
        .group_by(MemberWarning.user_id)
    )
    return {row[0]: row[1] for row in rows}


def _member(row: Any, actor: Actor, posts: Mapping[int, int], warnings: Mapping[int, int]) -> Member:
    return Member(
        id=row.id,
        person=present(row, actor),
        site_role=row.site_role,
        is_lead=row.city_role == "lead",
        suspended=bool(row.is_suspended),
        silenced=bool(row.is_silent),
        posts=posts.get(row.id, 0),
        warnings=warnings.get(row.id, 0),
        last_seen_at=row.last_seen_at,
    )
