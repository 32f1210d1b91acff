"""What a topic is in one respect, in a form that can be kept, and what an act on many would make of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from hashlib import sha256
from typing import Any
from typing import Final
from typing import TypeAlias

from forum.discussion.models import Topic
from forum.discussion.policy import widens
from forum.discussion.queries.details import details_of
from forum.discussion.queries.details import plain
from forum.promise.models import Care
from forum.promise.queries.care import Holder

#: In one transaction; each of them may render posts again.
MOST_TOPICS: Final = 100
State: TypeAlias = dict[str, Any]

_NOBODY: Final[State] = {"assignee_id": None}


@dataclass(frozen=True, slots=True)
class Change:
    """What should be so of all the topics."""

    #: `stage`, `criteria`, `language`, `audience`, `closed`, `pinned` or `assignee`.
    what: str
    #: An id of a stage, a criterion or a colleague; a language; an audience; or whether.
    value: int | str | bool
    #: The day until which the colleague looks after them.
    until: date | None = None


def state_of(topic: Topic, what: str, held: Care | None = None) -> State:
    """Return what a topic is; `held` is the row of who looks after it."""
    if what == "closed":
        return {"closed": topic.closed}
    if what == "pinned":
        return {"pinned": topic.pinned_at is not None}
    if what == "audience":
        return {"audience": topic.audience, "city_id": topic.city_id}
    if what == "assignee":
        return _NOBODY if held is None else _kept(held)
    if what == "criteria":
        details = details_of(topic)
        return {"practice_ids": sorted(details.practice_ids), "criterion_ids": sorted(details.criterion_ids)}
    return {"stage_id": topic.stage_id} if what == "stage" else {"language": topic.language}


def wanted_state(topic: Topic, change: Change, held: Care | None = None) -> State:
    """Return what it would be; a criterion comes to those that are there."""
    if change.what == "criteria":
        details = details_of(topic)
        wanted = plain(replace(details, criterion_ids=details.criterion_ids | {int(change.value)}))
        return {"practice_ids": sorted(wanted.practice_ids), "criterion_ids": sorted(wanted.criterion_ids)}
    if change.what == "audience":
        return {"audience": change.value, "city_id": None}
    if change.what == "assignee":
        if held is not None and (held.assignee_id, held.due_on) == (change.value, change.until):
            return _kept(held)  # Whoever gave it: there is nothing to do.
        assert change.until is not None
        return {"assignee_id": change.value, "due_on": change.until.isoformat()}
    return {{"stage": "stage_id"}.get(change.what, change.what): change.value}


def opens(before: State, after: State) -> bool:
    """Tell whether more people read a topic in one state than in another."""
    return "audience" in after and widens(
        (before["audience"], before["city_id"]), (after["audience"], after["city_id"])
    )


def is_still(state: State, after: State) -> bool:
    """Tell whether a topic is as an act left it; that its holder was reminded since changes nothing."""
    return all(state.get(name) == value for name, value in after.items() if name not in {"since", "reminded_at"})


def holder_in(state: Mapping[str, Any]) -> Holder | None:
    """Return who looked after a topic, from what was kept of it."""
    if state["assignee_id"] is None:
        return None
    reminded = state["reminded_at"]
    return Holder(
        state["assignee_id"],
        state["given_by_id"],
        state["by_staff"],
        date.fromisoformat(state["due_on"]),
        datetime.fromisoformat(state["since"]),
        datetime.fromisoformat(reminded) if reminded else None,
    )


def _kept(held: Care) -> State:
    """Return what is kept: of the note only whether it is the same, since it is for some readers alone."""
    return {
        "assignee_id": held.assignee_id,
        "given_by_id": held.given_by_id,
        "by_staff": held.by_staff,
        "due_on": held.due_on.isoformat(),
        "since": held.created_at.isoformat(),
        "reminded_at": held.reminded_at.isoformat() if held.reminded_at else None,
        "note": sha256(held.note.encode()).hexdigest(),
    }
