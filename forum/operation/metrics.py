"""Measurements for Prometheus, over all web processes; imported only where the setting asks for them.

Each process counts in files of its own below the data folder, which are added up when somebody asks.
Labels are rules of routes, methods and statuses: no path, query, person or city is ever one.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from typing import Final

from prometheus_client import CollectorRegistry
from prometheus_client import Counter
from prometheus_client import Gauge
from prometheus_client import Histogram
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy import event

from forum.core import clock
from forum.operation.queries import State
from forum.operation.queries import state

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_STATEMENTS: Final = (0, 1, 2, 4, 6, 8, 10, 15, 25, 50)
#: Addresses that lead nowhere are one route.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
_NONE: Final = "none"


class Metrics:
    """Counts in this process, and answers for all of them."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Count below a folder; the statements of an engine are counted too."""
        self._folder = folder
        self._engine = engine
        self._thread = threading.local()
        registry = CollectorRegistry()
        self._seconds = Histogram(
            "forum_request_seconds",
            "Time to answer, by route, method and status.",
            ["route", "method", "status"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._statements = Histogram(
            "forum_request_statements",
            "SQL statements of an answer, by route.",
            ["route"],
            buckets=_STATEMENTS,
            registry=registry,
        )
        self._kept = Counter("forum_pages_from_cache", "Answers from the page cache.", ["route"], registry=registry)
        self._happened = Counter("forum_happened", "What else happened, by name.", ["what"], registry=registry)
        self._pool = Gauge(
            "forum_database_connections_in_use",
            "Connections in use when the last answer of a process was made.",
            ["database"],
            multiprocess_mode="livesum",
            registry=registry,
        )
        self._in_use = -1
        self._children: dict[tuple[Any, ...], Any] = {}
        event.listen(engine, "before_cursor_execute", self._count_statement)

    def request(self, method: str, route: str | None, status: int, seconds: float, *, kept: bool) -> None:
        """Count an answer."""
        name = route or _NONE
        # Whatever a client calls its method, there are few of them here: each makes a series of its own.
        self._child(self._seconds, name, method if method in _METHODS else "other", str(status)).observe(seconds)
        if kept:
            self._child(self._kept, name).inc()
        self._child(self._statements, name).observe(getattr(self._thread, "statements", 0))
        self._thread.statements = 0
        in_use: int = self._engine.pool.checkedout()  # type: ignore[attr-defined]
        if in_use != self._in_use:
            self._in_use = in_use
            self._child(self._pool, self._engine.dialect.name).set(in_use)

    def happened(self, what: str) -> None:
        """Count something else."""
        self._child(self._happened, what).inc()

    def render(self) -> bytes:
        """Return all measurements of all processes in the text format of Prometheus."""
        self._forget_the_dead()
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=str(self._folder))  # type: ignore[no-untyped-call]
        registry.register(_Stored(state()))
        return generate_latest(registry)

    def _child(self, metric: Any, *labels: str) -> Any:
        """Return what counts for some labels; looking it up in the library costs more than counting."""
        key = (metric, *labels)
        found = self._children.get(key)
        if found is None:
            found = self._children[key] = metric.labels(*labels)
        return found

    def _count_statement(self, *_arguments: Any) -> None:
        self._thread.statements = getattr(self._thread, "statements", 0) + 1

    def _forget_the_dead(self) -> None:
        """Remove what processes that ended had in use at that time."""
        for file in self._folder.glob("gauge_live*_*.db"):
            number = file.stem.rpartition("_")[2]
            if number.isdecimal() and not Path(f"/proc/{number}").exists():
                with suppress(OSError):
                    os.unlink(file)


class _Stored(Collector):
    """What the database says, read when somebody asks."""

    def __init__(self, found: State) -> None:
        self._found = found

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one number each."""
        found = self._found
        numbers = {
            "forum_mail_due": ("Letters to send.", found.mail_due),
            "forum_mail_failed": ("Letters that were given up.", found.mail_failed),
            "forum_deliveries_due": ("Deliveries to make.", found.deliveries_due),
            "forum_deliveries_dead": ("Deliveries that were given up.", found.deliveries_dead),
            "forum_translations_due": ("Texts to translate.", found.translations_due),
            "forum_translations_failed": ("Texts whose translation was given up.", found.translations_failed),
            "forum_files_bytes": ("Bytes of files and pictures.", found.file_bytes),
        }
        for name, (words, number) in numbers.items():
            yield GaugeMetricFamily(name, words, value=number)
        if found.beat_at is not None:
            age = (clock.now() - found.beat_at).total_seconds()
            yield GaugeMetricFamily("forum_worker_beat_age_seconds", "Since the worker showed itself.", value=age)
