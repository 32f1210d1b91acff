"""Jobs: a wake-up waits for the commit, may get lost, and never fails the command that sent it."""

import logging

import pytest
import sqlalchemy.exc
from huey import MemoryHuey
from redis import ConnectionError as RedisAway
from sqlalchemy import select

from config import Config
from forum.app import create_app
from forum.core import jobs
from forum.core.db import session
from forum.core.db import transaction
from forum.core.jobs import Heartbeat
from forum.core.jobs import Job
from forum.core.relay import deliver_pending


@pytest.fixture
def woken():
    seen = []
    made = Job(lambda: None, 1)
    made.bind(lambda: seen.append(1))
    return made, seen


def test_a_wake_up_waits_for_the_commit(app, woken):
    job, seen = woken
    with transaction():
        job.wake()
        assert seen == []
    assert seen == [1]


def test_no_job_runs_for_a_change_that_was_rolled_back(app, woken):
    job, seen = woken
    with pytest.raises(ValueError, match="x"), transaction():
        job.wake()
        raise ValueError("x")
    assert seen == []


def test_a_queue_that_is_away_does_not_fail_the_command(app):
    def away():
        raise ConnectionError("no queue")

    job = Job(lambda: None, 1)
    job.bind(away)
    with transaction():
        job.wake()


def test_every_job_runs_periodically_too(app):
    assert jobs.all_jobs()
    assert all(1 <= job.every_minutes <= 60 * 24 for job in jobs.all_jobs())
    names = {job.name for job in jobs.all_jobs()}
    # Waiting jobs are told by their names: one within another would keep that one asleep.
    assert not [(one, other) for one in names for other in names if one != other and one in other]
    assert {"forum.core.relay.deliver_pending", "forum.core.postman.send_due", "forum.core.jobs.beat"} <= names


def test_the_worker_shows_that_it_lives(app):
    jobs.beat()
    first = session.scalars(select(Heartbeat)).one().beat_at
    jobs.beat()
    session.rollback()
    assert session.scalars(select(Heartbeat)).one().beat_at >= first


def test_jobs_are_bound_to_a_queue_in_a_file_of_its_own(tmp_path):
    config = Config(env="development", data_dir=tmp_path, url="http://127.0.0.1:8000")
    app = create_app(config)
    try:
        queue = app.extensions["forum-jobs"]
        assert queue.storage.filename == str(tmp_path / "jobs.db")
        jobs.beat.wake_now()
        assert len(queue) == 1
        for _ in range(3):
            jobs.beat.wake_now()
        assert len(queue) == 1, "one that waits will see what is there by then"
        deliver_pending.wake_now()
        assert len(queue) == 2
        queue.dequeue()
        jobs.beat.wake_now()
        assert len(queue) == 2, "one that was taken may have looked before"
        assert not (tmp_path / "forum.db").exists(), "the forum's own database is not the queue's"
    finally:
        for job in jobs.all_jobs():
            job.bind(None)


def test_a_bound_job_runs_within_a_context_of_the_application(app):
    queue = MemoryHuey(immediate=True)
    seen = []

    def work():
        seen.append(session.scalars(select(Heartbeat)).all())

    job = Job(work, 90)
    jobs._bind(app, queue, job)
    job.wake_now()
    assert seen == [[]]


def _run_in_worker(app, work):
    queue = MemoryHuey(immediate=True)
    job = Job(work, 90)
    jobs._bind(app, queue, job)
    return job._enqueue()


def test_a_job_is_put_off_while_the_database_is_away(app, caplog):
    def work():
        raise sqlalchemy.exc.OperationalError("SELECT", {}, Exception("the connection is lost"))

    _run_in_worker(app, work)
    assert "job put off" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_job_that_is_wrong_says_so(app, caplog):
    def work():
        raise sqlalchemy.exc.ProgrammingError("SELECT", {}, Exception("no such column"))

    _run_in_worker(app, work)
    assert "job put off" not in caplog.text
    assert "ProgrammingError" in caplog.text


def test_a_worker_shows_its_life_between_two_pieces_of_work_and_not_after_each(app, monkeypatch):
    jobs.show_life()
    assert session.scalars(select(Heartbeat)).all() == [], "no worker runs here"
    monkeypatch.setattr(jobs._pulse, "at", float("-inf"))

    jobs.show_life()
    first = session.scalars(select(Heartbeat)).one().beat_at
    session.rollback()
    jobs.show_life()
    assert session.scalars(select(Heartbeat)).one().beat_at == first


def test_a_queue_that_is_away_is_told_in_one_line_every_so_often(monkeypatch):
    monkeypatch.setattr(jobs._pulse, "complained_at", float("-inf"))

    def told(error):
        record = logging.LogRecord("huey", logging.ERROR, "", 1, "Error reading from queue", (), (None, error, None))
        return record if jobs._say_shortly(record) else None

    assert told(RedisAway("nobody there")).getMessage() == "the job queue is away: ConnectionError"
    assert told(RedisAway("nobody there")) is None
    assert told(ValueError("ours")).exc_info is not None
