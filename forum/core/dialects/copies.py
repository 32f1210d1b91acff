"""Copies of a whole database: taken while people write, looked through, and put in its place."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from typing import Protocol
from typing import cast

from sqlalchemy import Connection
from sqlalchemy import Engine

from forum.core.dialects import postgresql_copies
from forum.core.dialects import sqlite_copies
from forum.core.dialects.counting import CopyProblem
from forum.core.dialects.counting import Seen

__all__ = ["CopyProblem", "Kind", "Seen", "copied", "look_through", "others_work_on", "put_in_place"]


class _Module(Protocol):
    """What each of the two modules offers."""

    def copied(self, engine: Engine, target: Path) -> AbstractContextManager[Connection]: ...

    def look_through(self, copy: Path) -> Seen: ...

    def others_work_on(self, engine: Engine) -> bool: ...

    def put_in_place(self, engine: Engine, copy: Path) -> AbstractContextManager[Engine]: ...


_MODULES: Final[dict[str, _Module]] = {
    "sqlite": cast("_Module", sqlite_copies),
    "postgresql": cast("_Module", postgresql_copies),
}
_TITLES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database, by the name that stands in a backup."""

    name: str

    @classmethod
    def of(cls, engine: Engine) -> "Kind":
        """Return the kind of the database behind an engine."""
        return cls(engine.dialect.name)

    @property
    def known(self) -> bool:
        """Tell whether this forum can work with it."""
        return self.name in _MODULES

    @property
    def title(self) -> str:
        """Return what people call it."""
        return _TITLES.get(self.name, self.name)


@contextmanager
def copied(engine: Engine, target: Path) -> Iterator[Connection]:
    """Write a copy of the database to a file; the connection reads exactly what the copy holds."""
    with _MODULES[engine.dialect.name].copied(engine, target) as connection:
        yield connection


def look_through(kind: Kind, copy: Path) -> Seen:
    """Read a copy from its beginning to its end; CopyProblem says what is wrong with it."""
    return _MODULES[kind.name].look_through(copy)


def others_work_on(engine: Engine) -> bool:
    """Tell whether somebody else is connected to the database, as far as it can be known."""
    return _MODULES[engine.dialect.name].others_work_on(engine)


@contextmanager
def put_in_place(engine: Engine, copy: Path) -> Iterator[Engine]:
    """Put a copy in the place of the database, all or nothing.

    The block gets an engine on what is about to be the database, to bring it up to date; when it
    raises, the database is what it was.
    """
    with _MODULES[engine.dialect.name].put_in_place(engine, copy) as coming:
        yield coming
