"""What the numbers of the community cost: counting them, and reading the page, in a forum of so many posts.

    python -m tests.bench.bench_insights [--size 1000000]

Counting is the worker's: every day once, then each hour the days that are due, and who was active. The page is asked of the
application itself, as RIL and as a lead, for each period; statements are those of a whole request, session and actor included.
"""

import argparse
import logging
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from typing import Final

from flask import Flask
from sqlalchemy import event
from sqlalchemy import select
from sqlalchemy import update

from config import load_config
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.app import create_app
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.insights.commands import roll_actives
from forum.insights.commands import roll_day
from forum.insights.periods import DAY
from forum.insights.periods import PERIODS
from forum.insights.periods import today
from forum.insights.tasks import roll_up_all
from tests.bench.forums import kept_forum
from tests.server.conftest import environment

MOST_STATEMENTS: Final = 10
ROUNDS: Final = 5


def main() -> int:
    """Measure, print the table; 1 when a page takes more statements than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as name:
        folder = Path(name)
        shutil.copyfile(kept_forum(size), folder / "forum.db")
        config = replace(load_config(environment(folder, PORT="8000")), url="http://localhost")
        app = create_app(config)
        with app.app_context():
            return _measure(app, size)


def _measure(app: Flask, size: int) -> int:
    logging.disable(logging.INFO)  # Each request would be a line.
    print(f"{size:,} posts")
    days, seconds, cpu = _timed(roll_up_all)
    print(f"  every day counted once ({days} days): {seconds:.1f} s, {cpu:.1f} s of CPU")
    for title, act in (
        ("one day counted again", lambda: roll_day(SYSTEM, today() - DAY)),
        ("who was active", lambda: roll_actives(SYSTEM, today())),
    ):
        found = [_timed(act)[1] for _round in range(ROUNDS)]
        print(f"  {title}: {statistics.median(found):.2f} s")
    most = 0
    for who, token in list(_readers()):
        for period in PERIODS:
            for page in ("/moderation/insights", "/moderation/insights/report"):
                number, spent = _ask(app, token, f"{page}?period={period.code}")
                most = max(most, number)
                print(f"  {page} as {who}, {period.code}: {number} statements, {spent * 1000:.0f} ms of CPU")
    print(f"  most statements: {most} (bound {MOST_STATEMENTS})")
    return int(most > MOST_STATEMENTS)


def _timed(act: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what an act gave, and the seconds and the processor time that it took."""
    began, used = time.perf_counter(), time.process_time()
    made = act()
    return made, time.perf_counter() - began, time.process_time() - used


def _readers() -> Iterator[tuple[str, str]]:
    """Yield a moderator and a lead, each with the token of an open session."""
    lead: dict[str, str | None] = {"city_role": "lead"}
    staff: dict[str, str | None] = {"site_role": "moderator", "city_id": None, "city_role": None}
    members = session.scalars(
        select(User.id).where(User.email.like("%@bench.example")).order_by(User.id).limit(2)
    ).all()
    for who, user_id, values in zip(("RIL", "a lead"), members, (staff, lead), strict=True):
        with transaction():
            session.execute(update(User).where(User.id == user_id).values(values))
            opened = open_session(user_id, Origin(address="127.0.0.1", network="127.0.0.0/24", device="bench"))
        yield who, opened.token


def _ask(app: Flask, token: str, address: str) -> tuple[int, float]:
    """Return the statements of a page, and the median of its processor time."""
    browser = app.test_client()
    browser.set_cookie(session_cookie(), token)
    browser.get(address)  # Cities, stages and settings are kept by each process.
    spent, number = [], 0
    for _round in range(ROUNDS):
        with _counting() as statements:
            answer, _seconds, cpu = _timed(lambda: browser.get(address))
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
        number, spent = max(number, len(statements)), [*spent, cpu]
    return number, statistics.median(spent)


@contextmanager
def _counting() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


if __name__ == "__main__":
    sys.exit(main())
