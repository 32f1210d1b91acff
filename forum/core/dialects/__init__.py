"""All that differs between the two databases; the rest of the code sees only these names."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from typing import Final
from typing import Protocol
from typing import cast

from sqlalchemy import ColumnElement
from sqlalchemy import Engine
from sqlalchemy import Integer
from sqlalchemy import Select
from sqlalchemy import cast as cast_sql
from sqlalchemy import select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import InterfaceError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from forum.core.dialects import postgresql
from forum.core.dialects import sqlite
from forum.core.dialects.types import Json
from forum.core.dialects.types import UtcDateTime

__all__ = [
    "FILE_ERRORS",
    "Json",
    "UtcDateTime",
    "begin_write",
    "claim",
    "fulltext_ddl",
    "fulltext_drop",
    "insert",
    "inserting",
    "is_away",
    "is_listed",
    "lock",
    "match",
    "prepare",
    "stand_back",
    "turn_to_write",
]


#: What a file of a database, that of the job queue for example, raises when it is locked, full or away.
FILE_ERRORS: Final = (sqlite3.OperationalError,)


class _Module(Protocol):
    """What each of the two modules offers."""

    def prepare(self, engine: Engine) -> None: ...

    def claim(self, statement: Select[Any]) -> Select[Any]: ...

    def insert(self, table: Any) -> Any: ...

    def lock(self, session: Session, name: str) -> None: ...

    def turn_to_write(self, *, hasty: bool) -> AbstractContextManager[None]: ...

    def elements(self, listed: Any) -> Any: ...

    def match(self, groups: list[list[str]], *, with_mentions: bool) -> Select[Any]: ...

    FULLTEXT_DDL: tuple[str, ...]
    FULLTEXT_DROP: tuple[str, ...]


_MODULES: Final = {"sqlite": cast("_Module", sqlite), "postgresql": cast("_Module", postgresql)}


def _module(dialect: Dialect) -> _Module:
    return _MODULES[dialect.name]


def prepare(engine: Engine) -> None:
    """Set an engine up: pragmas, how a transaction begins, time limits."""
    _module(engine.dialect).prepare(engine)


def stand_back() -> None:
    """Let the other processes write first from now on, where one writes at a time: somebody waits for what they do."""
    sqlite.stand_back()


def turn_to_write(session: Session, *, hasty: bool = False) -> AbstractContextManager[None]:
    """Wait for one's turn, where one writes at a time; it ends with the block, after the commit."""
    return _module(session.get_bind().dialect).turn_to_write(hasty=hasty)


def begin_write(session: Session, *, hasty: bool = False) -> None:
    """Begin a transaction that is going to write (SQLite takes its lock at once); a hasty one soon gives up waiting."""
    session.connection(execution_options={"forum_write": True, "forum_hasty": hasty})


def claim(session: Session, statement: Select[Any]) -> Select[Any]:
    """Return a SELECT that no other worker answers with the same rows at the same time."""
    return _module(session.get_bind().dialect).claim(statement)


def inserting(session: Session) -> Callable[[Any], Any]:
    """Return what makes INSERTs with `on_conflict_do_nothing` and `on_conflict_do_update` of a table."""
    return _module(session.get_bind().dialect).insert


def insert(session: Session, table: Any) -> Any:
    """Return such an INSERT into a table."""
    return inserting(session)(table)


def lock(session: Session, name: str) -> None:
    """Hold a name until the open transaction ends: one at a time does what is done under it."""
    _module(session.get_bind().dialect).lock(session, name)


def is_listed(session: Session, number: Any, listed: Any) -> ColumnElement[bool]:
    """Return whether a number is in a JSON list of numbers, as a condition."""
    found = _module(session.get_bind().dialect).elements(listed).table_valued("value")
    within = select(found.c.value).where(cast_sql(found.c.value, Integer) == number)
    return within.correlate_except(found).exists()


def match(session: Session, groups: list[list[str]], *, with_mentions: bool) -> Select[Any]:
    """Return a SELECT of the posts (post_id) that have a stem of each group; names with @ count or not."""
    return _module(session.get_bind().dialect).match(groups, with_mentions=with_mentions)


def fulltext_ddl(dialect: Dialect) -> tuple[str, ...]:
    """Return the statements that make the full-text side of the search index."""
    return _module(dialect).FULLTEXT_DDL


def fulltext_drop(dialect: Dialect) -> tuple[str, ...]:
    """Return the statements that remove it."""
    return _module(dialect).FULLTEXT_DROP


def is_away(error: BaseException) -> bool:
    """Tell whether the database is busy, full or gone, so that trying later may help; the statement was right."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # The lower byte is the kind of error, whatever more is said of it.
        return (getattr(error.orig, "sqlite_errorcode", 0) & 0xFF) in sqlite.AWAY
    return error.connection_invalidated or isinstance(error, (OperationalError, InterfaceError))
