"""Jobs: work to do is a row with a state; a job only wakes who does it.

`@job` registers a function before there is an application; `init_app` binds all of them to a queue:
SQLite in its own file (its writes never wait for the forum's lock), Redis by setting, none in tests.
A lost wake-up loses nothing, since every job also runs periodically.
"""

import importlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

import structlog
from flask import Flask
from huey import Huey
from huey import crontab
from huey.consumer import Consumer
from sqlalchemy import String
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import clock
from forum.core import db
from forum.core import dialects
from forum.core import file_queue
from forum.core.db import Base
from forum.core.db import UtcDateTime
from forum.core.db import session
from forum.core.db import transaction

log = structlog.get_logger(__name__)

#: Seconds that the work at hand gets when the worker is stopped; what is cut off is due again later.
STOP_TIMEOUT: Final = 2.5
#: While there is work, the worker shows that it lives this often, in seconds.
_SHOW_EVERY: Final = 20.0
#: While the queue is away, it says so this often, in seconds.
_COMPLAIN_EVERY: Final = 30.0


class Heartbeat(Base):
    """When a process of a name last showed that it lives."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass
class _Pulse:
    """When this process last beat (None where no worker runs), and last said that its queue is away."""

    at: float | None = None
    complained_at: float = float("-inf")


_pulse: Final = _Pulse()


class Job:
    """A function that the worker runs every so often and whenever it is woken."""

    def __init__(self, function: Callable[[], None], every_minutes: int) -> None:
        """Remember the function; it is bound to a queue later."""
        self.function = function
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.every_minutes = every_minutes
        self._enqueue: Callable[[], Any] | None = None

    def __call__(self) -> None:
        """Do the work here and now."""
        self.function()

    def wake(self) -> None:
        """Have the worker run it soon after the open transaction is committed."""
        db.after_commit(self.wake_now)

    def wake_now(self) -> None:
        """Have the worker run it soon. If the queue is away, the next periodic run does the work."""
        if self._enqueue is None:
            return
        try:
            self._enqueue()
        except Exception:
            log.warning("job not woken", job=self.name)

    def bind(self, enqueue: Callable[[], Any]) -> None:
        """Connect it to a queue."""
        self._enqueue = enqueue


_JOBS: Final[dict[str, Job]] = {}


def job(*, every_minutes: int) -> Callable[[Callable[[], None]], Job]:
    """Register a function without arguments as a periodic, wakeable job."""

    def register(function: Callable[[], None]) -> Job:
        made = Job(function, every_minutes)
        _JOBS[made.name] = made
        return made

    return register


def all_jobs() -> list[Job]:
    """Return all registered jobs."""
    return list(_JOBS.values())


@job(every_minutes=1)
def beat() -> None:
    """Show that the worker lives."""
    with transaction():
        found = session.get(Heartbeat, "worker")
        if found is None:
            session.add(Heartbeat(name="worker", beat_at=clock.now()))
        else:
            found.beat_at = clock.now()


def show_life() -> None:
    """Beat, unless it was done just now: called between two pieces of work, since a queue can be long."""
    if _pulse.at is not None and time.monotonic() - _pulse.at >= _SHOW_EVERY:
        beat()
        _pulse.at = time.monotonic()


def init_app(app: Flask) -> Huey | None:
    """Bind the jobs to the queue that the configuration names; None under test."""
    if app.config["TESTING"]:
        return None
    url: str = app.config["JOBS_URL"]
    queue: Huey = (
        # Imported where it is chosen: the client of Redis costs every process 6 MB.
        importlib.import_module("forum.core.redis_queue").open_queue("forum", url)
        if url
        else file_queue.open_queue("forum", app.config["JOBS_FILE"])
    )
    for name in ("Worker", "Scheduler"):
        logging.getLogger(f"huey.consumer.{name}").addFilter(_say_shortly)
    for made in all_jobs():
        _bind(app, queue, made)
    app.extensions["forum-jobs"] = queue
    return queue


def _say_shortly(record: logging.LogRecord) -> bool:
    """Put the queue's absence into one line every so often, instead of a traceback for each look at it."""
    error = record.exc_info[1] if record.exc_info else None
    if not (isinstance(error, dialects.FILE_ERRORS) or type(error).__module__.startswith("redis.")):
        return True
    record.exc_info = None
    record.msg, record.args = "the job queue is away: %s", (type(error).__name__,)
    now = time.monotonic()
    if now - _pulse.complained_at < _COMPLAIN_EVERY:
        return False
    _pulse.complained_at = now
    return True


def run_worker(queue: Huey) -> None:
    """Run all jobs once, then whenever they are woken or their time comes, until told to stop."""
    _pulse.at = float("-inf")
    dialects.stand_back()
    for made in all_jobs():
        made.wake_now()
    Consumer(
        queue,
        workers=1,
        worker_type="thread",
        initial_delay=0.1,
        max_delay=0.5,
        backoff=1.15,
        shutdown_timeout=STOP_TIMEOUT,
        graceful_signal="TERM",
    ).run()


def _bind(app: Flask, queue: Huey, made: Job) -> None:
    def run() -> None:
        with app.app_context():
            try:
                show_life()
                made.function()
            except (DBAPIError, PoolTimeout) as error:
                if not dialects.is_away(error):
                    raise
                db.let_go()
                log.warning("job put off: the database is away", job=made.name, error=type(error).__name__)

    minute = "*" if made.every_minutes == 1 else f"*/{made.every_minutes}"
    if made.every_minutes >= 60:
        hours = made.every_minutes // 60
        schedule = crontab(minute="17", hour="*" if hours == 1 else f"*/{hours}")
    else:
        schedule = crontab(minute=minute)
    short = made.name.removeprefix("forum.").replace(".", "_")
    task = queue.task(name=short)(run)
    queue.periodic_task(schedule, name=f"{short}_periodic")(run)

    def wake() -> None:
        # One that waits sees all that is committed by now; a hundred replies need no hundred runs.
        if not _is_waiting(queue, short):
            task()

    made.bind(wake)


def _is_waiting(queue: Huey, name: str) -> bool:
    """Tell whether a job waits for the worker; of each there is hardly more than one."""
    return any(name.encode() in message for message in queue.storage.enqueued_items(2 * len(_JOBS)))
