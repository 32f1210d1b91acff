"""The pages that are asked for most, replies and memory, against a bare Flask route under the same server.

    python -m tests.bench.bench_pages [--size 10000 --size 100000] [--million] [--database postgresql] [--markdown FILE]

Processor time is read from the kernel, on one connection, and set against that of the bare route just before and
after: a processor is not equally fast from one second to the next. Requests per second and percentiles are those of
four connections at once, as the machine is. Ratios count within one run only. "Warm" pages were shown before to
somebody; "cold" ones are the first after somebody wrote something anywhere.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.bench.client import Asked
from tests.bench.client import Connection
from tests.bench.client import Timed
from tests.bench.client import read_for
from tests.bench.deep import slowest
from tests.bench.forums import Forum
from tests.bench.forums import open_forums
from tests.bench.pages import Line
from tests.bench.pages import all_lines
from tests.bench.report import Report
from tests.bench.serving import Served
from tests.bench.serving import serving
from tests.bench.writing import write_replies
from tests.server.conftest import environment
from tests.server.conftest import free_port

ROUNDS: Final = 5
#: Seconds per kind of page and round; requests after a change, per round.
SECONDS: Final = 0.8
COLD: Final = 8
WRITING: Final = 10.0
CONNECTIONS: Final = 4
_BARE: Final = Asked("/")


def main() -> int:
    """Measure, print the table; 1 when something is above its bound."""
    wanted = _arguments()
    sizes = sorted(wanted.size or [10_000, 100_000]) + ([1_000_000] if wanted.million else [])
    postgresql = wanted.database == "postgresql"
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as name:
        folder = Path(name)
        settings = environment(folder, PORT=str(free_port()))
        with (
            open_forums(sizes, folder, postgresql=postgresql) as forums,
            serving("tests.bench.bare", settings) as bare,
        ):
            report = _measure(bare, forums, wanted.seconds)
    print(report.text())
    if wanted.markdown:
        Path(wanted.markdown).write_text(
            report.markdown(" ".join(f"--size {size}" for size in wanted.size or []), wanted.database), encoding="utf-8"
        )
    return 1 if report.above() else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, action="append", help="posts of a forum (default: 10000 and 100000)")
    parser.add_argument("--million", action="store_true", help="one more forum, of 1,000,000 posts")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="per kind of page and round")
    parser.add_argument("--markdown", metavar="FILE", help="write the table there too")
    return parser.parse_args()


def _measure(bare: Served, forums: list[Forum], seconds: float) -> Report:
    lines = all_lines(forums)
    costs: list[float] = []
    timed = Timed()
    _tell("warming up")
    for line in lines:
        for forum in forums:
            _warm_up(forum, line)
    # The sizes take turns, so that what else the machine does meets them alike.
    for number in range(ROUNDS):
        _tell(f"round {number + 1} of {ROUNDS}")
        _cost, found = _read(bare, [_BARE], seconds, CONNECTIONS)
        timed.add(found)
        timed.duration += found.duration
        for line in lines:
            costs += [_measure_warm(forum, line, bare, seconds) for forum in forums]
        for line in lines:
            for forum in forums:
                _measure_cold(forum, line, number)
    _tell("the dearest pages")
    deepest = {forum.size: slowest(forum) for forum in forums}
    _tell("replies")
    written = {forum.size: write_replies(forum, WRITING) for forum in forums}
    memory = {forum.size: forum.web.memory() + forum.worker.memory() for forum in forums}
    return Report(lines, statistics.median(costs), timed, written, memory, deepest)


def _warm_up(forum: Forum, line: Line) -> None:
    connection = Connection(forum.web.port)
    for asked in line.requests[forum.size]:
        answer = connection.ask(asked)
        if answer.status != 200:
            sys.exit(f"{line.page}, {line.reader}: {asked.path} answered {answer.status}")
    connection.close()


def _read(served: Served, asked: list[Asked], seconds: float, connections: int) -> tuple[float, Timed]:
    """Return the seconds of processor time per request, and how long the answers took."""
    before = served.processor_time()
    timed = read_for(served.port, asked, seconds, connections)
    spent = served.processor_time() - before
    if set(timed.statuses) != {200}:
        sys.exit(f"{asked[0].path} answered {timed.statuses}")
    return spent / len(timed.seconds), timed


def _measure_warm(forum: Forum, line: Line, bare: Served, seconds: float) -> float:
    """Measure one page, and the bare route just before and after it; return what the bare route costs now."""
    # The minute is part of what pages are kept by; and the round before ended with a change.
    asked = line.requests[forum.size]
    connection = Connection(forum.web.port)
    for one in asked:
        connection.ask(one)
    connection.close()
    before, _timed = _read(bare, [_BARE], seconds / 3, 1)
    cost, _timed = _read(forum.web, asked, seconds, 1)
    after, _timed = _read(bare, [_BARE], seconds / 3, 1)
    line.warm.setdefault(forum.size, []).append(2 * cost / (before + after))
    _cost, timed = _read(forum.web, asked, seconds, CONNECTIONS)
    total = line.timed.setdefault(forum.size, Timed())
    total.add(timed)
    total.duration += timed.duration
    return (before + after) / 2


def _measure_cold(forum: Forum, line: Line, number: int) -> None:
    asked = line.requests[forum.size]
    connection = Connection(forum.web.port)
    connection.ask(asked[0])
    before = forum.web.processor_time()
    total = line.cold_timed.setdefault(forum.size, Timed())
    for n in range(COLD):
        forum.move_version()
        total.add(connection.time(asked[(number * COLD + n * 7) % len(asked)]))
    line.cold.setdefault(forum.size, []).append((forum.web.processor_time() - before) / COLD)
    connection.close()


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
