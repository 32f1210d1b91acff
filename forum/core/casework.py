"""What waits for a decision of RIL or of a lead: how every package tells of its own cases, and has them decided.

The desk puts the cases of all packages into one list by one statement, so each names the same columns. Nothing is
copied: a case waits as long as its own row says so, and shows what that row says now. A package's own page decides
through the desk too, so that a colleague's claim holds there, and the decision can be taken back.
"""

from typing import Any
from typing import Final
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlalchemy import Integer
from sqlalchemy import Label
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import cast
from sqlalchemy import literal
from sqlalchemy import null

from forum.core.actor import Actor

#: How urgent: harm goes on while it waits; somebody is kept from taking part; somebody waits; it can wait.
URGENT: Final = 3
SOON: Final = 2
NORMAL: Final = 1
CALM: Final = 0

_COLUMNS: Final[dict[str, Any]] = {
    "stage_id": Integer(),
    "city_id": Integer(),
    "language": String(2),
    "title": Text(),
    "title_language": String(2),
    "text": Text(),
    "person_id": Integer(),
    "post_id": Integer(),
    "topic_id": Integer(),
    "slug": String(80),
    "number": Integer(),
    "post_state": String(8),
    "audience": String(10),
    "room_city_id": Integer(),
    "detail": String(20),
}


def case_columns(
    kind: str, subject_id: Any, *, urgency: ColumnElement[int] | int, since: Any, **known: Any
) -> tuple[Label[Any], ...]:
    """Return the columns of a kind of case; what it does not know is empty.

    `since` is when it began to wait. Of a case about a post, `text` is the excerpt, empty for what stands in a
    city's room: RIL's reading of that is written down, on the page of the case.
    """
    rank = literal(urgency) if isinstance(urgency, int) else urgency
    return (
        cast(literal(kind), String(20)).label("kind"),
        subject_id.label("subject_id"),
        rank.label("urgency"),
        since.label("since"),
        *(cast(known.get(name, null()), sort).label(name) for name, sort in _COLUMNS.items()),
    )


class Desk(Protocol):
    """Decides on a case as its page says; raises Conflict while a colleague looks at it, or when one has decided."""

    def __call__(
        self, actor: Actor, kind: str, subject_id: int, *, outcome: str, reason: str = "", city_id: int | None = None
    ) -> None:
        """Decide."""


_DESK: Final[list[Desk]] = []


def enter_desk(desk: Desk) -> None:
    """Say who decides."""
    _DESK[:] = [desk]


def decide_case(
    actor: Actor, kind: str, subject_id: int, *, outcome: str, reason: str = "", city_id: int | None = None
) -> None:
    """Have the desk decide on a case, from a page of the package that it belongs to."""
    _DESK[0](actor, kind, subject_id, outcome=outcome, reason=reason, city_id=city_id)
