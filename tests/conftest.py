"""One application per process, a clean database per test, on SQLite or (FORUM_TEST_DATABASE_URL) PostgreSQL."""

import contextvars
import gc
import json
import os
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask import has_app_context
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import make_url
from sqlalchemy import select
from sqlalchemy import text

from config import Config
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.commands.sweeping import sweep_due
from forum.accounts.login import device_cookie
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.app import create_app
from forum.certification.commands import load_standard
from forum.certification.shipped import STANDARD
from forum.core import migrating
from forum.core import postman
from forum.core import relay
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import OutgoingMail
from tests import writes

#: The worlds that many tests share.
pytest_plugins = ["tests.privacy.fixtures", "tests.discussion.fixtures", "tests.selection"]

#: Tables whose rows every test finds: the standard, and the counters of data versions.
KEPT = {"alembic_version", "stage", "practice", "criterion", "level", "data_version"}
#: Each test begins at other data versions, so that nothing cached in one can answer in another.
_numbers = count(1)


class Client(FlaskClient):
    """A browser: each request runs in a context of its own, as it does under a server."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request; what the test read before is forgotten afterwards."""
        if not has_app_context():
            return super().open(*args, **kwargs)  # A redirect is being followed.
        session.rollback()
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        session.expire_all()
        return answer


@dataclass
class Database:
    """Where the tests of this process keep their rows."""

    url: str
    template: Path | None = None
    #: Names of the fixtures that keep rows: for who asks for them these are laid back, without emptying the tables first.
    copies: set[str] = field(default_factory=set)
    #: Which of them is in the database, apart from what was written since, and on PostgreSQL in which tables.
    content: str = ""
    filled: set[str] = field(default_factory=set)

    @property
    def file(self) -> Path:
        """Return the file of a SQLite database."""
        return Path(make_url(self.url).database or "")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Name the database of this process; on PostgreSQL, make it and remove it."""
    server = os.environ.get("FORUM_TEST_DATABASE_URL", "")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if not server:
        yield Database(f"sqlite:///{tmp_path_factory.mktemp('data') / 'forum.db'}")
        return
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"{url.database}_{worker}_{os.getpid()}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield Database(url.set(database=name).render_as_string(hide_password=False))
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture(scope="session")
def application(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Make the application over a migrated database that holds the standard."""
    made = create_app(
        Config(
            env="testing",
            data_dir=tmp_path_factory.mktemp("var"),
            database_url=database.url,
            url="http://localhost",
            # Tests of translation name the engine that they need.
            translation="none",
            extra={"WTF_CSRF_ENABLED": False},
        )
    )
    made.test_client_class = Client
    with made.app_context():
        _hurry(db.engine)
        migrating.upgrade()
        load_standard(SYSTEM, json.loads(STANDARD.read_text(encoding="utf-8")))
        session.remove()
        db.engine.dispose()
        if db.engine.dialect.name == "sqlite":
            database.template = database.file.with_suffix(".template")
            _merge_log(database.file)
            shutil.copyfile(database.file, database.template)
    # What is there by now stays until the end: to look through it again and again takes a twentieth of the time.
    gc.collect()
    gc.freeze()
    yield made
    with made.app_context():
        session.remove()
        db.engine.dispose()


def _hurry(engine: Engine) -> None:
    """Wait for no disk, since tests keep nothing, and plan nothing twice. What a forum keeps is tested in forums of their own."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA synchronous=OFF")
        else:
            # They walk all pages as everybody, which no forum sees at once.
            connection.prepared_max = 3_000


def _merge_log(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()


@pytest.fixture
def app(application: Flask, database: Database, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Give the application with nothing in its database but the standard; a context is open."""
    with application.app_context():
        if database.copies.isdisjoint(request.fixturenames):
            _clean(database)
        versions.clear_caches()
        changed = dict(application.config)
        yield application
        session.remove()
        application.config.clear()
        application.config.update(changed)


def _clean(database: Database) -> None:
    if database.template is not None:
        db.engine.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{database.file}{end}").unlink(missing_ok=True)
        shutil.copyfile(database.template, database.file)
    else:
        _empty_what_was_used(database)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE data_version SET number = :n"), {"n": next(_numbers) * 100_000})


def _empty_what_was_used(database: Database) -> None:
    names = writes.take_written(database.filled)
    database.content, database.filled = "", set()
    with db.engine.begin() as connection:
        writes.empty(connection, [name for name in names if name not in KEPT])
    writes.take_written()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a visitor's browser."""
    return app.test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> FlaskClient:
    """Give a visitor's browser."""
    return client


@pytest.fixture
def sign_in(app: Flask) -> Callable[[User], FlaskClient]:
    """Give a function that returns the browser of a signed-in person."""

    def browser(user: User) -> FlaskClient:
        with transaction():
            opened = open_session(user.id, Origin(address="10.0.0.1", network="10.0.0.0/24", device="Test"))
        made = app.test_client()
        made.set_cookie(session_cookie(), opened.token)
        made.set_cookie(device_cookie(), opened.device_token)
        return made

    return browser


@pytest.fixture
def run_worker(app: Flask) -> Callable[[], None]:
    """Give a function that does what the worker does: hand over events, send mail that is due, finish erasures."""

    def work() -> None:
        for _ in range(3):
            relay.deliver_pending()
            postman.send_due()
        while sweep_due():
            pass

    return work


@pytest.fixture
def mails(app: Flask) -> Callable[..., list[OutgoingMail]]:
    """Give a function that lists the mail rows, of one kind or all, oldest first."""

    def rows(kind: str | None = None) -> list[OutgoingMail]:
        session.rollback()
        query = select(OutgoingMail).order_by(OutgoingMail.id)
        if kind is not None:
            query = query.where(OutgoingMail.kind == kind)
        return list(session.scalars(query))

    return rows


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], Any]:
    """Give a context manager whose value is the list of statements that ran inside."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def csrf(app: Flask) -> None:
    """Check CSRF tokens, as the running site does."""
    app.config["WTF_CSRF_ENABLED"] = True
