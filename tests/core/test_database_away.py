"""The database is locked, full or gone: what can be read is read, everything else is asked to come again."""

import sqlite3

import pytest
import sqlalchemy.exc
from sqlalchemy import create_engine
from sqlalchemy import text

from config import Config
from forum.app import create_app
from forum.core import dialects
from forum.core.db import db
from forum.core.db import session
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


@pytest.fixture
def gone(tmp_path):
    """Give the browser of a forum whose database server does not answer."""
    app = create_app(
        Config(
            env="testing",
            data_dir=tmp_path,
            database_url="postgresql://forum@127.0.0.1:1/forum",
            url="http://localhost",
        )
    )
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize("path", ["/", "/login", "/t/a/1", "/nowhere"])
def test_without_a_database_everybody_reads_that_it_is_away(gone, path, who):
    if who == "member":
        gone.set_cookie("session", "a" * 43)
    answer = gone.get(path, headers={"Accept-Language": "pt-BR"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert '<html lang="pt-BR"' in answer.text


def test_without_a_database_the_process_still_says_that_it_lives(gone):
    assert gone.get("/health/live").status_code == 200
    assert gone.get("/health/ready").json == {
        "status": "not ready",
        "database": False,
        "schema": False,
        "worker": False,
    }


@pytest.mark.parametrize(
    ("code", "away"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_IOERR_WRITE, True),
        (sqlite3.SQLITE_CANTOPEN, True),
        (sqlite3.SQLITE_ERROR, False),
        (sqlite3.SQLITE_CORRUPT, False),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
    ],
)
def test_a_full_or_locked_file_is_away_and_a_wrong_statement_is_not(code, away):
    error = sqlite3.OperationalError("whatever it says")
    error.sqlite_errorcode = code
    assert dialects.is_away(sqlalchemy.exc.OperationalError("SELECT", {}, error)) is away


def test_a_page_is_answered_while_somebody_else_writes_for_long(app, sign_in, caplog):
    on_sqlite = db.engine.dialect.name == "sqlite"
    topic, browser = make_topic(), sign_in(make_user())
    session.rollback()
    other = create_engine(db.engine.url)
    with other.connect() as connection:
        connection.execute(text("BEGIN EXCLUSIVE" if on_sqlite else "LOCK TABLE topic, post IN EXCLUSIVE MODE"))
        answer = browser.get(f"/t/{topic.slug}/{topic.id}")
        connection.rollback()
    other.dispose()
    assert answer.status_code == 200
    assert "footprint not kept" in caplog.text
    patience = "PRAGMA busy_timeout" if on_sqlite else "SHOW lock_timeout"
    assert session.connection().exec_driver_sql(patience).scalar() in {10_000, "10s"}


def test_an_answer_that_is_ready_is_given_though_the_connection_broke_meanwhile(app):
    session.remove()
    with app.app_context():
        session.execute(text("SELECT 1"))
        session.connection().connection.driver_connection.close()
    with app.app_context():
        assert session.scalar(text("SELECT 1")) == 1
