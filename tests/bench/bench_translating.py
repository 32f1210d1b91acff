"""How fast a forum translates, what it holds in memory, and what kills do to it: a whole forum in real processes.

    python -m tests.bench.bench_translating [--posts 400] [--kills 20]

In one run, on the demonstration: the seconds from a reply's answer to its translation with an empty queue; how many
posts of 1.5 KB are translated in a minute when all are due at once, and the processor time of worker and engine for
each; the memory of all processes; and, while posts are due, worker and engine killed with signal 9 at random moments.
Exits with 1 when something is above its bound, lost or doubled.
"""

import argparse
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text

from config import load_config
from forum.app import create_app
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.models import Topic
from forum.translation.commands.requesting import request_posts
from forum.translation.engines.modes import is_installed
from forum.translation.tasks import translate_due
from tests.bench.serving import Served
from tests.bench.serving import serving
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.server.conftest import environment
from tests.server.conftest import free_port

#: Bounds: seconds (95 of 100 replies), posts of 1.5 KB a minute of one processor, megabytes.
LATENCY: Final = 10.0
PER_MINUTE: Final = 200
MEMORY: Final = 400
SAMPLES: Final = 40
#: About 1.5 KB, in the words of the field, with what must survive.
POST: Final = (
    "Hicimos el inventario de datos con **cada secretaría** y publicamos el tablero en https://datos.example.org/panel. "
    "El ayuntamiento pidió que la licitación saliera con el pliego en formato abierto, y el equipo lo revisó dos veces. "
)
_LONG: Final = POST * 7
#: Replies of one author.
EACH: Final = 25
_numbers: Final = count()
_authors: Final[list[Actor]] = []


def main() -> int:
    """Measure, print; 1 when something is not as it must be."""
    wanted = _arguments()
    if not is_installed():
        print("Apertium is missing: apt install apertium apertium-es-pt")
        return 2
    with TemporaryDirectory(prefix="forum-translating-") as name:
        settings = environment(Path(name), PORT=str(free_port()))
        with serving("forum.server", settings) as forum:
            engine = create_engine(load_config(settings).sqlalchemy_url)
            _wait(lambda: _due(engine) == 0 and _made(engine) > 0, 300)
            with _writing(settings) as topic_id:
                fine = _latency(engine, topic_id)
                fine &= _throughput(engine, forum, topic_id, wanted.posts)
                fine &= _kills(engine, forum, topic_id, wanted.posts, wanted.kills)
    return 0 if fine else 1


def _latency(engine: Engine, topic_id: int) -> bool:
    seconds = []
    for number in range(SAMPLES):
        began = time.monotonic()
        post_id = _write(topic_id, f"{_LONG}\n\nNúmero {number}.")
        _wait(lambda post_id=post_id: _is_translated(engine, post_id), 60, every=0.02)  # type: ignore[misc]
        seconds.append(time.monotonic() - began)
    seconds.sort()
    worst = seconds[int(len(seconds) * 0.95) - 1]
    print(
        f"reply to translation, empty queue: p50 {statistics.median(seconds):.1f} s, p95 {worst:.1f} s (bound {LATENCY:.0f})"
    )
    return worst <= LATENCY


def _throughput(engine: Engine, forum: Served, topic_id: int, posts: int) -> bool:
    ids = [_write(topic_id, f"{_LONG}\n\nPieza {number}.") for number in range(posts)]
    _wait(lambda: _due(engine) == 0, 600)
    _forget(engine, ids)
    computed, began = forum.processor_time(), time.monotonic()
    _ask(engine, ids)
    _wait(lambda: _due(engine) == 0, 900, every=0.1)
    seconds, computed = time.monotonic() - began, forum.processor_time() - computed
    rate, per_core = posts / seconds * 60, posts / computed * 60
    print(
        f"{posts} posts of {len(_LONG) / 1000:.1f} KB: {rate:.0f} a minute, {per_core:.0f} a minute of one processor "
        f"(bound {PER_MINUTE}); memory of all processes {forum.memory():.0f} MB (PSS, bound {MEMORY})"
    )
    return per_core >= PER_MINUTE and rate >= PER_MINUTE and forum.memory() <= MEMORY


def _kills(engine: Engine, forum: Served, topic_id: int, posts: int, kills: int) -> bool:
    chance = random.Random(20261130)
    ids = [_write(topic_id, f"{_LONG}\n\nGolpe {number}.") for number in range(posts)]
    killed = {"forum.server.worker": 0, "forum.server.engine": 0, "apertium": 0}
    for _ in range(kills):
        time.sleep(chance.uniform(0.3, 1.5))
        victim = chance.choice(list(killed))
        for pid in forum.family():
            try:
                if victim in Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace"):
                    os.kill(pid, signal.SIGKILL)
                    killed[victim] += 1
                    break
            except OSError:
                continue
    # What a killed worker had in hand is free again after three minutes.
    _wait(lambda: _due(engine) == 0, 900)
    with engine.connect() as connection:
        counted = text("SELECT post_id, count(*) FROM translation WHERE post_id IS NOT NULL GROUP BY post_id")
        rows = dict(connection.execute(counted).all())
    lost, doubled = [one for one in ids if one not in rows], [one for one in ids if rows.get(one, 0) > 1]
    told = ", ".join(f"{what.rpartition('.')[2]} {number} times" for what, number in killed.items())
    print(f"killed with signal 9: {told}; {posts} posts due, {len(lost)} lost, {len(doubled)} translated twice")
    return not lost and not doubled


@contextmanager
def _writing(settings: dict[str, str]) -> Iterator[int]:
    """Open the same forum for writing as its members do, in this process; give a topic."""
    app = create_app(load_config({**settings, "FORUM_TRANSLATION": "none"}))
    with app.app_context():
        topic_id = session.scalar(select(func.min(Topic.id)).where(Topic.audience == "community"))
        if topic_id is None:
            sys.exit("the demonstration has no topic")
        yield topic_id


def _write(topic_id: int, body: str) -> int:
    # By the command that members use, each a few times, since none may write more than so many an hour.
    if next(_numbers) % EACH == 0:
        _authors.append(act(make_user()))
    return reply(_authors[-1], topic_id, NewReply(body=body, language="es")).id


def _due(engine: Engine) -> int:
    with engine.connect() as connection:
        deliveries = connection.scalar(text("SELECT count(*) FROM delivery WHERE NOT dead")) or 0
        return deliveries + (connection.scalar(text("SELECT count(*) FROM translation_request")) or 0)


def _made(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM translation")) or 0


def _is_translated(engine: Engine, post_id: int) -> bool:
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT id FROM translation WHERE post_id = :id"), {"id": post_id})
    return found is not None


def _forget(engine: Engine, ids: list[int]) -> None:
    with engine.begin() as connection:
        for post_id in ids:
            connection.execute(text("DELETE FROM translation WHERE post_id = :id"), {"id": post_id})


def _ask(engine: Engine, ids: list[int]) -> None:
    with transaction():
        request_posts(ids)
    translate_due.wake_now()


def _wait(condition, seconds: float, *, every: float = 0.5) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit("what was awaited did not come")
        time.sleep(every)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=400)
    parser.add_argument("--kills", type=int, default=20)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
