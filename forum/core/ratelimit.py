"""How often an act may be done: counters in the database, so that they survive a restart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from functools import lru_cache
from functools import partial
from math import ceil
from typing import Any
from typing import Final

from sqlalchemy import String
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import case
from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import clock
from forum.core import dialects
from forum.core.db import Base
from forum.core.db import UtcDateTime
from forum.core.db import fetch
from forum.core.db import session
from forum.core.errors import TooMany

_LONGEST: Final = 160
#: How much later than now a window may have begun: who waited for the row comes after others whose moment was later.
_OVERTAKEN: Final = timedelta(minutes=1)


class RateCount(Base):
    """How often a key acted since the first act of its present window of time."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(_LONGEST), primary_key=True)
    #: Windows differ in length; the next act after this moment begins a new one.
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    number: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `number` acts in `seconds`."""

    name: str
    number: int
    seconds: int


def _key(limit: Limit, key: str | int | None) -> str:
    """Return under what is counted; what is longer than a column holds counts by its beginning."""
    return f"{limit.name}:{key}"[:_LONGEST]


@lru_cache(maxsize=2)
def _counting(insert: Callable[[Any], Any]) -> Any:
    """Return the statement that counts, made once: making it costs more than running it.

    A window begins with an act, not with the hour: whoever comes just before the hour has no second helping just after.
    """
    moment = partial(bindparam, type_=UtcDateTime)
    goes_on = _goes_on(moment("now"), moment("farthest"))
    statement = insert(RateCount).values(key=bindparam("which"), ends_at=moment("until"), number=1)
    return statement.on_conflict_do_update(
        index_elements=[RateCount.key],
        set_={
            "number": case((goes_on, RateCount.number + 1), else_=1),
            "ends_at": case((goes_on, RateCount.ends_at), else_=moment("until")),
        },
    ).returning(RateCount.number, RateCount.ends_at)


def _goes_on(now: Any, farthest: Any) -> Any:
    """Tell whether a window is open; one that ends farther from now than it is long is of a clock that was set back."""
    return and_(RateCount.ends_at > now, RateCount.ends_at <= farthest)


def hit(limit: Limit, key: str | int | None) -> None:
    """Count an act within the open transaction; raise TooMany beyond the limit.

    A refusal rolls the command back and with it this count, which is what is wanted: refused acts
    do not lengthen the wait.
    """
    now = clock.now()
    until = now + timedelta(seconds=limit.seconds)
    row = {"which": _key(limit, key), "now": now, "until": until, "farthest": until + _OVERTAKEN}
    number, ends_at = fetch(_counting(dialects.inserting(session())), row).one()
    if number > limit.number:
        raise TooMany(retry_after=ceil((ends_at - now).total_seconds()))


def count(limit: Limit, key: str | int | None) -> int:
    """Return how often the key acted in the present window."""
    now = clock.now()
    found = session.scalar(
        select(RateCount.number).where(
            RateCount.key == _key(limit, key), _goes_on(now, now + timedelta(seconds=limit.seconds) + _OVERTAKEN)
        )
    )
    return found or 0
