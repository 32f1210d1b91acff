"""`make drill`: kill, starve and lock the forum under load; exit code 0 when nothing acknowledged was lost."""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from config import ROOT
from tests.drill.disasters import Scene
from tests.drill.disasters import all_of_them
from tests.drill.people import prepare
from tests.drill.running import VICTIMS
from tests.drill.running import Forum
from tests.drill.running import NeverCame
from tests.drill.verdict import judge
from tests.drill.writers import Crowd
from tests.postgres import temporary_cluster
from tests.server.conftest import free_port

#: What was killed works again within so many seconds, on a machine that does nothing else.
AGAIN_WITHIN: Final = 5.0
MOST_ROUNDS: Final = 200
#: A kill comes at any moment up to so many seconds after the one before was mended.
UP_TO: Final = 4.0
_WRITERS: Final = 10
_PEOPLE: Final = 60
_TOPICS: Final = 8


def main() -> int:
    """Run the drill on one database."""
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=50, help="how often something is killed (at most 200)")
    parser.add_argument("--within", type=float, default=AGAIN_WITHIN, help="seconds in which it must work again")
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--only-kills", action="store_true", help="leave the other disasters out")
    wanted = parser.parse_args()
    started = time.monotonic()
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="forum-drill-", ignore_cleanup_errors=True))
        )
        url = stack.enter_context(temporary_cluster(durable=True)) if wanted.database == "postgresql" else ""
        try:
            right = drill(folder, url, wanted)
        except NeverCame as error:
            say(f"Stopped: {error}")
            right = False
    minutes = (time.monotonic() - started) / 60
    say(
        f"\n{'Nothing was lost.' if right else 'FAILED.'}  {wanted.database}, seed {wanted.seed}, {minutes:.1f} minutes"
    )
    return 0 if right else 1


def drill(folder: Path, url: str, wanted: argparse.Namespace) -> bool:
    """Start everything, do harm, and judge; True when all is right."""
    smtp, letters, ledgers = free_port(), folder / "letters", folder / "ledgers"
    letters.touch()
    ledgers.mkdir()
    forum = Forum(folder, smtp, url)
    place = prepare(forum, _PEOPLE, _TOPICS)
    with mail_server(smtp, letters) as sink, forum:
        say(f"Started in {forum.start():.1f} s; {_WRITERS} writers.")
        crowd = Crowd(forum.port, place, ledgers, writers=_WRITERS, seed=wanted.seed)
        crowd.start()
        try:
            killed, wrong = kills(forum, min(wanted.rounds, MOST_ROUNDS), random.Random(wanted.seed), wanted.within)
            if not wanted.only_kills:
                scene = Scene(forum, crowd, place, say)
                all_of_them(scene, sink)
                killed += scene.happened
                wrong += scene.wrong
        finally:
            crowd.stop()
        say(f"\nThe writers met: {', '.join(f'{number} × {what}' for what, number in sorted(crowd.met.items()))}.")
        verdict = judge(forum, place, ledgers, letters, most_doubled=killed)
    say("")
    for what, number in verdict.numbers.items():
        say(f"  {number:>7}  {what}")
    wrong += crowd.odd + verdict.wrong
    for sentence in wrong:
        say(f"  wrong: {sentence}")
    return not wrong


def kills(forum: Forum, rounds: int, chance: random.Random, within: float) -> tuple[int, list[str]]:
    """Kill something so many times and print how long each was away; return the worker's kills, and what was slow."""
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        time.sleep(chance.uniform(0, UP_TO))
        victim = chance.choice(VICTIMS)
        took[victim].append(forum.kill(victim))
    say(f"\n  {'killed with signal 9':<22}{'times':>6}{'median':>9}{'worst':>9}   seconds until it works again")
    for victim, seconds in took.items():
        say(f"  {victim:<22}{len(seconds):>6}{sorted(seconds)[len(seconds) // 2]:>9.2f}{max(seconds):>9.2f}")
    slow = {victim: max(seconds) for victim, seconds in took.items() if max(seconds) > within}
    return len(took["worker"]), [f"the {victim} was away for {seconds:.1f} s" for victim, seconds in slow.items()]


class MailServer:
    """The mail server's process, which can be away for a while."""

    def __init__(self, port: int, letters: Path) -> None:
        """Remember where; nothing is started yet."""
        self._command = [sys.executable, "-m", "tests.drill.sink", str(port), str(letters)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.DEVNULL)

    def stop(self) -> None:
        """End it; what it took is on the disk."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(15)
            self._process = None


@contextmanager
def mail_server(port: int, letters: Path) -> Iterator[MailServer]:
    """Run a mail server until the block ends."""
    server = MailServer(port, letters)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
