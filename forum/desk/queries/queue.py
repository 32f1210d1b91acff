"""What waits for a decision, of all kinds in one list: the most urgent first, then the longest wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import Subquery
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select
from sqlalchemy import union_all
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.accounts.queries.waiting import waiting_admissions
from forum.appeals.queries.waiting import waiting_appeals
from forum.applications.queries import waiting_applications
from forum.conduct.queries.waiting import waiting_held
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Key
from forum.core.pagination import Page
from forum.core.pagination import page_by_key
from forum.core.policy import require
from forum.core.settings import define
from forum.core.settings import get_setting
from forum.desk.models import Claim
from forum.desk.policy import can_use_desk
from forum.moderation.queries.waiting import waiting_reports
from forum.quarantine.queries.waiting import waiting_files
from forum.translation.queries.waiting import waiting_proposals

PAGE: Final = 20
#: A case that somebody took and left is everybody's again after this.
CLAIM_LASTS: Final = timedelta(minutes=30)

define(
    "desk.decide_within_hours",
    24,
    _l("Hours within which a case of the desk is to be decided"),
    minimum=1,
    maximum=720,
)

#: Who looks at a case: of RIL or a lead, whose names all who have a desk may know.
HOLDER: Final = aliased(User, name="holder")
CLAIM_COLUMNS: Final = (
    Claim.holder_id,
    HOLDER.name.label("holder_name"),
    Claim.handed_by_id,
    Claim.note,
    Claim.created_at.label("claimed_at"),
)

#: Kind of case → what of it waits for an actor.
WAITING: Final = {
    "report": waiting_reports,
    "admission": waiting_admissions,
    "held": waiting_held,
    "file": waiting_files,
    "application": waiting_applications,
    "proposal": waiting_proposals,
    "appeal": waiting_appeals,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases; every part narrows."""

    kind: str | None = None
    city_id: int | None = None
    stage_id: int | None = None
    language: str | None = None
    #: Only those that the actor has taken or was handed.
    mine: bool = False
    #: The longest wait first, whatever is urgent.
    oldest: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Cases of a page, how many wait of these kinds, and since when the oldest of them waits."""

    page: Page[Any]
    total: int
    oldest: datetime | None


def queue_page(actor: Actor, wanted: Wanted, *, after: str | None = None, before: str | None = None) -> Found:
    """Return the cases that wait for the actor, in one statement; each row with who looks at it."""
    require(can_use_desk(actor))
    query = _rows(actor, wanted)
    columns = query.selected_columns
    keys = (
        Key(columns.rank, "rank"),
        Key(columns.since, "since", datetime, falls=False),
        Key(columns.kind, "kind", str, falls=False),
        Key(columns.subject_id, "subject_id", falls=False),
    )
    page = page_by_key(query, keys, after=after, before=before, size=PAGE)
    first = page.items[0] if page.items else None
    return Found(page, first.total if first else 0, first.oldest if first else None)


def find_case(actor: Actor, kind: str, subject_id: int) -> Any | None:
    """Return the row of a case that waits for the actor, or None."""
    if kind not in WAITING or not can_use_desk(actor):
        return None
    return session.execute(_rows(actor, Wanted(kind=kind), subject_id)).first()


def is_waiting(actor: Actor, kind: str, subject_id: int) -> bool:
    """Tell whether a case waits for a decision of the actor."""
    return find_case(actor, kind, subject_id) is not None


def is_late(since: datetime) -> bool:
    """Tell whether a case waits for longer than RIL wants."""
    return since < clock.now() - timedelta(hours=goal_in_hours())


def goal_in_hours() -> int:
    """Return within how many hours RIL wants to decide on a case."""
    return int(get_setting("desk.decide_within_hours"))


def _rows(actor: Actor, wanted: Wanted, subject_id: int | None = None) -> Select[Any]:
    """Select cases with who looks at them, how many there are like these, and since when the oldest of them waits."""
    cases = _cases(actor, [wanted.kind] if wanted.kind in WAITING else list(WAITING))
    rank: ColumnElement[int] = literal(0) if wanted.oldest else cases.c.urgency
    of_case = and_(Claim.kind == cases.c.kind, Claim.subject_id == cases.c.subject_id)
    narrowed = {"city_id": wanted.city_id, "stage_id": wanted.stage_id, "language": wanted.language}
    conditions = [cases.c[name] == value for name, value in narrowed.items() if value is not None]
    if wanted.mine:
        conditions.append(Claim.holder_id == actor.id)
    if subject_id is not None:
        conditions.append(cases.c.subject_id == subject_id)
    found = (
        select(
            *cases.c,
            rank.label("rank"),
            func.count().over().label("total"),
            func.min(cases.c.since).over().label("oldest"),
            *CLAIM_COLUMNS,
        )
        .outerjoin(Claim, of_case)
        .outerjoin(HOLDER, HOLDER.id == Claim.holder_id)
        .where(*conditions)
        .subquery()
    )
    return select(*found.c)


def _cases(actor: Actor, kinds: Sequence[str]) -> Subquery:
    return union_all(*(WAITING[kind](actor) for kind in kinds)).subquery()
