"""One transaction per command: who may write, when the lock is taken, what a rollback leaves."""

import threading
from datetime import UTC
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from config import Config
from forum.app import create_app
from forum.core import db as core_db
from forum.core import dialects
from forum.core.db import ReadOnlyError
from forum.core.db import after_commit
from forum.core.db import allow_writes
from forum.core.db import before_commit
from forum.core.db import db
from forum.core.db import forbid_writes
from forum.core.db import session
from forum.core.db import transaction
from forum.core.jobs import Heartbeat
from forum.core.settings import Setting


def keys():
    session.rollback()
    return set(session.scalars(select(Setting.key)))


def test_a_transaction_commits_what_it_wrote(app):
    with transaction():
        session.add(Setting(key="a", value=1))
    assert keys() == {"a"}


def test_an_error_leaves_nothing(app):
    with pytest.raises(ValueError, match="no"), transaction():
        session.add(Setting(key="a", value=1))
        session.flush()
        raise ValueError("no")
    assert keys() == set()
    assert not core_db.in_transaction()


def test_a_transaction_inside_another_joins_it(app):
    with pytest.raises(ValueError, match="late"), transaction():
        with transaction():
            session.add(Setting(key="inner", value=1))
        raise ValueError("late")
    assert keys() == set()


def test_what_waits_for_the_commit_runs_after_it_and_not_after_a_rollback(app):
    seen = []

    def look():
        with db.engine.connect() as other:
            seen.append(other.execute(select(Setting.key)).scalars().all())

    with transaction():
        session.add(Setting(key="a", value=1))
        after_commit(look)
        with transaction():
            after_commit(look)
        assert seen == []
    assert seen == [["a"], ["a"]]

    with pytest.raises(ValueError, match="x"), transaction():
        after_commit(look)
        raise ValueError("x")
    assert len(seen) == 2


def test_what_comes_before_the_commit_runs_once_and_last(app):
    order = []
    with transaction():
        before_commit("k", lambda: order.append("before"))
        before_commit("k", lambda: order.append("again"))
        order.append("work")
    assert order == ["work", "before"]


def test_a_transaction_forgets_what_was_read_before(app):
    with transaction():
        session.add(Setting(key="a", value=1))
    row = session.get_one(Setting, "a")
    with db.engine.begin() as other:
        other.execute(text("UPDATE setting SET value = '2' WHERE key = 'a'"))
    with transaction():
        assert row.value == 2


def test_a_get_cannot_write(app):
    forbid_writes()
    with pytest.raises(ReadOnlyError), transaction():
        session.add(Setting(key="a", value=1))
    with allow_writes(), transaction():
        session.add(Setting(key="b", value=1))
    with pytest.raises(ReadOnlyError), transaction():
        pass
    assert keys() == {"b"}


def test_a_get_that_tries_to_write_fails_and_leaves_nothing(planted, planted_app):
    assert planted.get("/planted/write").status_code == 500
    assert planted.get("/planted/sneaky-write").status_code == 200
    with planted_app.app_context():
        assert session.scalars(select(Setting.key)).all() == []


def in_threads(app, number, work):
    """Run `work(i)` in threads that begin together, each with a context; return what they raised."""
    errors = []
    start = threading.Barrier(number)

    def run(i):
        with app.app_context():
            try:
                start.wait()
                work(i)
            except Exception as error:
                errors.append(error)
            finally:
                session.remove()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_a_command_that_reads_first_never_finds_the_database_locked(app):
    """The case that fails under SQLite's plain BEGIN: a read turns into a write while others write."""
    with transaction():
        session.add(Setting(key="n", value=0))

    def work(_i):
        for _ in range(10):
            session.scalars(select(Setting.key)).all()
            with transaction():
                row = session.scalars(select(Setting).where(Setting.key == "n").with_for_update()).one()
                row.value = row.value + 1

    assert in_threads(app, 8, work) == []
    session.rollback()
    assert session.get_one(Setting, "n").value == 80


def test_the_write_lock_is_taken_at_the_beginning(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    with transaction(), db.engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout=10")
        with pytest.raises(Exception, match="locked"):
            other.exec_driver_sql("UPDATE setting SET value = '1'")


def test_sqlite_keeps_what_it_acknowledged(tmp_path):
    # A forum as it runs: that of the other tests waits for no disk.
    site = create_app(Config(env="testing", data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'forum.db'}"))
    with site.app_context(), db.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        db.engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


def test_postgresql_plans_once_what_many_pages_ask(app):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite's driver keeps what it prepared")
    for _page in range(8):
        session.scalars(select(Heartbeat.name).where(Heartbeat.name == "planned once")).all()
        session.rollback()
    plans = "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE '%heartbeat.name =%'"
    assert session.scalars(text(plans)).one() >= 2
    session.rollback()


def test_a_moment_comes_back_aware_and_in_utc(app):
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    with transaction():
        session.add(Heartbeat(name="x", beat_at=moment))
    session.expire_all()
    found = session.get_one(Heartbeat, "x").beat_at
    assert found == moment
    assert found.tzinfo == UTC


def test_a_naive_moment_is_refused(app):
    with pytest.raises(Exception, match="time zone"), transaction():
        session.add(Heartbeat(name="x", beat_at=datetime(2026, 3, 1)))


def test_a_writer_who_may_as_well_fail_soon_gives_up_waiting_for_the_others(app):
    """On SQLite the writers of a process take turns; on PostgreSQL they wait for nobody but a row."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    holds, done = threading.Event(), threading.Event()

    def hold():
        with app.app_context(), transaction():
            holds.set()
            done.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    holds.wait(30)
    try:
        with pytest.raises(PoolTimeout) as gave_up, allow_writes(hasty=True), transaction():
            pass
        assert dialects.is_away(gave_up.value)
    finally:
        done.set()
        other.join()
    with transaction():
        pass  # And then it is somebody else's turn.
