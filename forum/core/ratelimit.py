"""How often an act may be done: counters in the database, so that they survive a restart."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from functools import lru_cache
from functools import partial
from typing import Any
from typing import Final

from sqlalchemy import String
from sqlalchemy import bindparam
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


class RateCount(Base):
    """How often a key acted within a window of time."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(_LONGEST), primary_key=True)
    window_start: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    #: Windows differ in length; a row may go after this moment.
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


def _window(limit: Limit) -> datetime:
    moment = clock.now()
    return moment - timedelta(seconds=moment.timestamp() % limit.seconds)


@lru_cache(maxsize=2)
def _counting(insert: Callable[[Any], Any]) -> Any:
    """Return the statement that counts, made once: making it costs more than running it."""
    moment = partial(bindparam, type_=UtcDateTime)
    statement = insert(RateCount).values(
        key=bindparam("which"), window_start=moment("since"), ends_at=moment("until"), number=1
    )
    return statement.on_conflict_do_update(
        index_elements=[RateCount.key, RateCount.window_start],
        set_={"number": RateCount.number + 1},
    ).returning(RateCount.number)


def hit(limit: Limit, key: str | int | None) -> None:
    """Count an act within the open transaction; raise TooMany beyond the limit.

    A refusal rolls the command back and with it this count, which is what is wanted: refused acts
    do not lengthen the wait.
    """
    start = _window(limit).replace(microsecond=0)
    row = {"which": _key(limit, key), "since": start, "until": start + timedelta(seconds=limit.seconds)}
    number: int = fetch(_counting(dialects.inserting(session())), row).scalar_one()
    if number > limit.number:
        passed = (clock.now() - start).total_seconds()
        raise TooMany(retry_after=max(1, int(limit.seconds - passed)))


def count(limit: Limit, key: str | int | None) -> int:
    """Return how often the key acted in the present window."""
    start = _window(limit).replace(microsecond=0)
    found = session.scalar(
        select(RateCount.number).where(RateCount.key == _key(limit, key), RateCount.window_start == start)
    )
    return found or 0
