"""Counters that move when data move: what caches are keyed by.

`content` moves with every fact; `reference` with those that change cities, the standard, settings
or pages; `tasks` with what a team gives to each other to do, which few pages show. All are read once per request, in
one statement.
"""

from collections.abc import Callable
from collections.abc import Iterable
from functools import wraps
from typing import Any
from typing import Final
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy import String
from sqlalchemy import bindparam
from sqlalchemy import update
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import db
from forum.core.db import Base
from forum.core.db import session

CONTENT: Final = "content"
REFERENCE: Final = "reference"
TASKS: Final = "tasks"
_READ: Final = "SELECT name, number FROM data_version"


class DataVersion(Base):
    """How often the data of a name have changed. Their rows are made by migrations."""

    __tablename__ = "data_version"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


#: Made once: every command runs it.
_MOVE: Final = update(DataVersion).where(DataVersion.name == bindparam("which")).values(number=DataVersion.number + 1)


def bump(names: Iterable[str]) -> None:
    """Move counters at the end of the open transaction (late: their rows are locked until commit)."""
    for name in sorted(names):

        def step(name: str = name) -> None:
            db.fetch(_MOVE, {"which": name})
            session().info.pop("versions", None)

        db.before_commit(f"version {name}", step)


def current(name: str) -> int:
    """Return a counter as it was when this request first asked."""
    info = session().info
    if info.get("writing"):
        return -1
    versions: dict[str, int] | None = info.get("versions")
    if versions is None:
        versions = info["versions"] = _read()
    return versions.get(name, 0)


def _read() -> dict[str, int]:
    """Read the counters without the ORM: for a page from the cache this is the only statement.

    What is read afterwards must not be older than they are, or old data would be kept under a new
    number. So they are read past the session only while it has no snapshot of its own.
    """
    current = session()
    if current.in_transaction():
        return {row.name: row.number for row in current.connection().exec_driver_sql(_READ)}
    return read_past_session(db.db.engine)


def read_past_session(engine: Engine) -> dict[str, int]:
    """Read the counters on a connection of their own: before a request, or before its session has begun."""
    with engine.connect() as connection:
        return {row.name: row.number for row in connection.exec_driver_sql(_READ)}


def remember(found: dict[str, int]) -> None:
    """Take counters that were read for this request before its session began."""
    session().info["versions"] = found


def forget() -> None:
    """Ask again at the next need: the worker goes on for longer than a request."""
    session().info.pop("versions", None)


F = TypeVar("F", bound=Callable[..., Any])
_CLEARERS: list[Callable[[], None]] = []


def cached_by_reference(function: F) -> F:
    """Keep a query's answer, per arguments, until cities, standard, settings or pages change.

    Inside a transaction nothing is kept or taken from the cache: its own changes must show.
    """
    return _cached_by(REFERENCE, function)


def cached_by_content(function: F) -> F:
    """Keep a query's answer, per arguments, until anything changes.

    The arguments must say whose view it is: who may see what is part of the key.
    """
    return _cached_by(CONTENT, function)


def cached_by_tasks(function: F) -> F:
    """Keep a query's answer, per arguments, until a team gives each other something else to do."""
    return _cached_by(TASKS, function)


def _cached_by(name: str, function: F) -> F:
    kept: dict[Any, tuple[int, Any]] = {}

    @wraps(function)
    def wrapper(*arguments: Any) -> Any:
        version = current(name)
        if version < 0:
            return function(*arguments)
        found = kept.get(arguments)
        if found is not None and found[0] == version:
            return found[1]
        if len(kept) > 2000:
            kept.clear()
        answer = function(*arguments)
        kept[arguments] = (version, answer)
        return answer

    _CLEARERS.append(kept.clear)
    return wrapper  # type: ignore[return-value]


def on_clear(clear: Callable[[], None]) -> None:
    """Have something else forgotten by `clear_caches` too."""
    _CLEARERS.append(clear)


def data_versions() -> tuple[int, int] | None:
    """Return what kept answers are keyed by; None inside a transaction, where nothing may be kept."""
    content = current(CONTENT)
    return None if content < 0 else (content, current(REFERENCE))


def clear_caches() -> None:
    """Forget everything that is kept (another database: tests, commands that load data)."""
    for clear in _CLEARERS:
        clear()
