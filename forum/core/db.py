"""The database: the declarative base, common columns, and the one place that commits."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from typing import Final
from typing import cast

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine
from sqlalchemy import Executable
from sqlalchemy import MetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import Session
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm import scoped_session

from forum.core import clock
from forum.core import dialects
from forum.core.dialects import Json
from forum.core.dialects import UtcDateTime

__all__ = [
    "LARGEST_ID",
    "Base",
    "Created",
    "Id",
    "Json",
    "ReadOnlyError",
    "UtcDateTime",
    "after_commit",
    "allow_writes",
    "attempt",
    "db",
    "fetch",
    "forbid_writes",
    "in_transaction",
    "let_go",
    "session",
    "transaction",
    "working_on",
]

#: Constraints need names that are the same everywhere, or migrations cannot change them.
NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: Ids are 32-bit whole numbers on PostgreSQL; a larger one in an address names nothing.
LARGEST_ID: Final = 2**31 - 1


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class Id:
    """A whole-number primary key."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Created:
    """The moment at which the row was made."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})
session: scoped_session[Any] = db.session


class ReadOnlyError(RuntimeError):
    """A GET or HEAD tried to write outside `core.footprints`: a programming error."""


def init_app(app: Flask) -> None:
    """Bind the database to the application."""
    db.init_app(app)
    # After that of the library, so before it: what is registered last runs first.
    app.teardown_appcontext(_give_back)
    with app.app_context():
        for engine in db.engines.values():
            dialects.prepare(engine)


def _give_back(_error: BaseException | None) -> None:
    """End what was read, also over a connection that broke meanwhile: the answer is made, and goes out."""
    try:
        session.remove()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        session().invalidate()


@contextmanager
def transaction() -> Iterator[Session]:
    """Run the block as one transaction and commit it; a transaction inside another joins it.

    What was read before is forgotten first: on SQLite a read that turns into a write fails when
    somebody else wrote in between, and everywhere a rule must be asked of the present rows.
    """
    current = session()
    if current.info.get("writing"):
        yield current
        return
    if current.info.get("read_only"):
        raise ReadOnlyError
    current.rollback()
    current.expire_all()
    hasty = bool(current.info.get("hasty"))
    steps: list[Callable[[], None]] = []
    with dialects.turn_to_write(current, hasty=hasty):
        current.info |= {"writing": True, "after_commit": steps, "before_commit": {}}
        try:
            dialects.begin_write(current, hasty=hasty)
            yield current
            current.flush()
            for step in list(current.info["before_commit"].values()):
                step()
            current.commit()
        except BaseException:
            current.rollback()
            raise
        finally:
            current.info["writing"] = False
            current.info.pop("after_commit", None)
            current.info.pop("before_commit", None)
    for step in steps:
        step()


@contextmanager
def attempt() -> Iterator[None]:
    """Run the block so that a constraint which it breaks undoes the block only, not the open transaction."""
    current = session()
    with current.begin_nested():
        yield
        current.flush()


def in_transaction() -> bool:
    """Tell whether a `transaction()` is open here."""
    return bool(session().info.get("writing"))


def let_go() -> None:
    """End what was only read, so that no connection is held while something slow is done."""
    if not in_transaction():
        session().rollback()


def after_commit(step: Callable[[], None]) -> None:
    """Do something once the open transaction is committed; it must be harmless if it is lost."""
    session().info["after_commit"].append(step)


def before_commit(key: str, step: Callable[[], None]) -> None:
    """Do something once per transaction, as its last statement before the commit."""
    session().info["before_commit"].setdefault(key, step)


@contextmanager
def working_on(engine: Engine) -> Iterator[None]:
    """Have every command work on another database for a block: on a copy that is about to be the database."""
    # Given out as a Mapping; it is the dictionary in which the library itself looks.
    engines = cast("dict[str | None, Engine]", db.engines)
    usual = db.engine
    session.remove()
    engines[None] = engine
    try:
        yield
    finally:
        session.remove()
        engines[None] = usual


def fetch(statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None) -> Any:
    """Run a statement of plain columns past the ORM, whose work would be as much as that of all the rest.

    It does not see what was not flushed yet.
    """
    return session().connection().execute(statement, values)


def forbid_writes() -> None:
    """Refuse transactions from now on in this session (a GET or HEAD is being answered)."""
    session().info["read_only"] = True


@contextmanager
def allow_writes(*, hasty: bool = False) -> Iterator[None]:
    """Lift the refusal for a block; only `core.footprints` does. Hasty: rather fail than wait for others."""
    info: dict[Any, Any] = session().info
    before = info.get("read_only", False), info.get("hasty", False)
    info["read_only"], info["hasty"] = False, hasty
    try:
        yield
    finally:
        info["read_only"], info["hasty"] = before
