"""The table: every figure with its bound, and a mark where it is above."""

import os
import platform
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from tests.bench.client import Timed
from tests.bench.deep import BOUND
from tests.bench.deep import Slow
from tests.bench.pages import Line
from tests.bench.writing import WRITERS
from tests.bench.writing import Written

LAST_OVER_FIRST: Final = 1.15
REPLIES: Final = 100.0
MEMORY: Final = 250.0
_ABOVE: Final = "above"
_HEADS: Final = (
    ("page", 24),
    ("reader", 8),
    ("posts", 9),
    ("req/s", 7),
    ("p50 ms", 7),
    ("p99 ms", 7),
    ("ms CPU", 7),
    ("ratio", 6),
    ("bound", 6),
    ("growth", 7),
    ("bound", 6),
    ("cold ratio", 11),
    ("cold p99 ms", 12),
    ("", 6),
)


@dataclass
class Report:
    """Everything that was measured in one run."""

    lines: list[Line]
    #: Processor time of a request for the bare route, in seconds.
    bare: float
    bare_timed: Timed
    written: dict[int, Written]
    memory: dict[int, float]
    #: The slowest of the dearest pages.
    deepest: dict[int, list[Slow]]
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _notes: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make rows and sentences once."""
        self._rows = list(self._all_rows())
        self._notes = list(self._all_notes())

    def above(self) -> bool:
        """Tell whether anything is above its bound."""
        return any(row[-1] for row in self._rows) or any(bad for _sentence, bad in self._notes)

    def text(self) -> str:
        """Return the table for a terminal."""
        heads = [title.rjust(width) if n > 1 else title.ljust(width) for n, (title, width) in enumerate(_HEADS)]
        lines = ["".join(heads)]
        for row in self._rows:
            cells = zip(row, _HEADS, strict=True)
            lines.append("".join(c.rjust(w) if n > 1 else c.ljust(w) for n, (c, (_t, w)) in enumerate(cells)).rstrip())
        lines += ["", *(f"{sentence}{'   above' if bad else ''}" for sentence, bad in self._notes)]
        return "\n".join(lines)

    def markdown(self, arguments: str, database: str) -> str:
        """Return the table for docs, with date, command and machine."""
        day = datetime.now(UTC).date().isoformat()
        command = f"python -m tests.bench.bench_pages {arguments}".strip()
        about = f"{day}, `{command}`, {database}, Python {platform.python_version()}, {os.cpu_count()} processors."
        lines = [about, "", "| " + " | ".join(title for title, _width in _HEADS) + " |"]
        lines.append("|" + "".join(" --- |" if n < 2 else " ---: |" for n in range(len(_HEADS))))
        lines += ["| " + " | ".join(row) + " |" for row in self._rows]
        lines += ["", *(f"- {sentence}{' – **above**' if bad else ''}" for sentence, bad in self._notes), ""]
        return "\n".join(lines)

    def _all_rows(self) -> Iterator[tuple[str, ...]]:
        timed = self.bare_timed
        speed = len(timed.seconds) / timed.duration
        cells = (f"{speed:.0f}", f"{timed.percentile(0.5):.1f}", f"{timed.percentile(0.99):.1f}")
        yield ("bare Flask route, 40 KB", "", "", *cells, f"{self.bare * 1000:.2f}", "1.0", *[""] * 6)
        for line in self.lines:
            smaller: int | None = None
            for size in sorted(line.warm):
                yield self._row(line, size, smaller)
                smaller = size

    def _row(self, line: Line, size: int, smaller: int | None) -> tuple[str, ...]:
        timed, ratio = line.timed[size], statistics.median(line.warm[size])
        growth = ratio / statistics.median(line.warm[smaller]) if smaller is not None else None
        too_dear = line.bound is not None and ratio > line.bound
        grows = growth is not None and growth > line.growth
        return (
            line.page,
            line.reader,
            f"{size:,}",
            f"{len(timed.seconds) / timed.duration:.0f}",
            f"{timed.percentile(0.5):.1f}",
            f"{timed.percentile(0.99):.1f}",
            f"{ratio * self.bare * 1000:.2f}",
            f"{ratio:.1f}",
            f"{line.bound:.0f}" if line.bound is not None else "",
            f"{growth:.2f}" if growth is not None else "",
            f"{line.growth:.1f}" if growth is not None else "",
            f"{statistics.median(line.cold[size]) / self.bare:.1f}",
            f"{line.cold_timed[size].percentile(0.99):.0f}",
            _ABOVE if too_dear or grows else "",
        )

    def _all_notes(self) -> Iterator[tuple[str, bool]]:
        for reader in ("visitor", "member"):
            by_page = {line.page: line for line in self.lines if line.reader == reader}
            first, last = by_page["long topic, first page"], by_page["long topic, last page"]
            for size in sorted(first.warm):
                for name, one, other in (("warm", first.warm, last.warm), ("cold", first.cold, last.cold)):
                    share = statistics.median(other[size]) / statistics.median(one[size])
                    sentence = f"Last page of the long topic over its first, {reader}, {size:,} posts, {name}: "
                    yield f"{sentence}{share:.2f} (bound {LAST_OVER_FIRST})", share > LAST_OVER_FIRST
        for size, slow in sorted(self.deepest.items()):
            named = "; ".join(f"{one.milliseconds:.0f} ms {unquote(one.path)[:70]} ({one.reader})" for one in slow)
            sentence = f"The slowest of the dearest pages after a change, {size:,} posts: {named}"
            yield f"{sentence} (bound {BOUND:.0f} ms)", slow[0].milliseconds > BOUND
        for size, written in sorted(self.written.items()):
            timed = written.timed
            yield (
                f"Replies, {WRITERS} writers, {size:,} posts: {written.per_second:.0f}/s (bound {REPLIES:.0f}), "
                f"p50 {timed.percentile(0.5):.0f} ms, p99 {timed.percentile(0.99):.0f} ms; {written.accepted} "
                f"acknowledged, {written.stored} stored, {written.failed} answers with 5xx, {written.refused} refused, "
                f"{written.locks} lock errors in the log; "
                f"{written.seconds_of_processor / max(written.accepted, 1) * 1000:.1f} ms CPU of the web server each; "
                f"{written.waiting} deliveries were still waiting for the worker",
                written.per_second < REPLIES
                or bool(written.failed or written.refused or written.locks)
                or written.stored != written.accepted,
            )
        for size, megabytes in sorted(self.memory.items()):
            sentence = f"Memory of web server and worker with their children, {size:,} posts: {megabytes:.0f} MB"
            yield f"{sentence} (PSS, bound {MEMORY:.0f})", megabytes > MEMORY
