"""What else can go wrong around a forum: each is done under load, and somebody reads meanwhile."""

import random
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from typing import Protocol

from sqlalchemy import text

from tests.drill.browser import Browser
from tests.drill.browser import NoAnswer
from tests.drill.people import PASSWORD
from tests.drill.people import Place
from tests.drill.running import Forum
from tests.drill.running import wait_until
from tests.drill.writers import Crowd
from tests.postgres import server_command
from tests.server.conftest import free_port

#: Longer than a writer waits for a lock.
LOCKED_FOR: Final = 12.0
AWAY_FOR: Final = 8.0
#: Megabytes that the small disk has beyond what is on it.
_TMPFS: Final = 64
#: The disk stays full until so many writers were refused, and for at most so many seconds.
_REFUSED: Final = 20
_FULL_AT_MOST: Final = 60.0


class Stoppable(Protocol):
    """Something that can be away for a while."""

    def start(self) -> None:
        """Be there."""

    def stop(self) -> None:
        """Be away."""


class Scene:
    """The forum, who writes in it, who only reads, and what to print."""

    def __init__(self, forum: Forum, crowd: Crowd, place: Place, say: Callable[[str], None]) -> None:
        """Sign the reader in; nobody else uses this account."""
        self.forum = forum
        self.crowd = crowd
        self.wrong: list[str] = []
        self.happened = 0
        self._say = say
        self._place = place
        self._reader = Browser(forum.port, "10.8.0.1")
        page = self._reader.get("/login").form("/login")
        self._reader.post("/login", page | {"email": place.people[-1].email, "password": PASSWORD})
        say(f"\n  {'what happened':<38}{'a member reads':<26}{'refused':>8}{'mended after':>14}")

    def left_out(self, what: str, why: str) -> None:
        """Say that something could not be done here."""
        self._say(f"  {what:<38}left out: {why}")

    @contextmanager
    def disaster(self, what: str, allowed: set[str]) -> Iterator[None]:
        """Let somebody read while the block lasts, then wait for the next reply; print a line."""
        read: Counter[str] = Counter()
        refused = self.crowd.met["503"]
        over = threading.Event()
        reading = threading.Thread(target=self._read, args=(read, over))
        reading.start()
        try:
            yield
        finally:
            over.set()
            reading.join()
        ended, replies = time.monotonic(), self.crowd.met["replies"]
        wait_until(lambda: self.crowd.met["replies"] > replies, f"nobody can write after: {what}")
        mended = time.monotonic() - ended
        said = ", ".join(f"{number} × {status}" for status, number in sorted(read.items()))
        self._say(f"  {what:<38}{said:<26}{self.crowd.met['503'] - refused:>8}{mended:>12.1f} s")
        self.happened += 1
        if set(read) - allowed:
            self.wrong.append(f"{what}: somebody who reads got {said}")

    def _read(self, read: Counter[str], over: threading.Event) -> None:
        while not over.wait(0.4):
            topic = random.choice(self._place.topics)
            try:
                answer = self._reader.get(topic.path)
            except NoAnswer:
                read["no answer"] += 1
                continue
            clear = answer.status != 503 or answer.is_clear_refusal
            read[str(answer.status) if clear else "503 without its page"] += 1


def all_of_them(scene: Scene, mail: Stoppable) -> None:
    """Do everything that can be done here."""
    with scene.disaster("everything killed at once", {"200", "503", "no answer"}):
        scene.forum.kill_all()
        scene.forum.start()
    locked = {"200"} if scene.forum.is_sqlite else {"200", "503"}
    with scene.disaster(f"database locked for {LOCKED_FOR:.0f} s", locked), _locked(scene.forum):
        time.sleep(LOCKED_FOR)
    with scene.disaster(f"mail server away for {AWAY_FOR:.0f} s", {"200"}):
        mail.stop()
        time.sleep(AWAY_FOR)
        mail.start()
    if scene.forum.is_sqlite:
        _fill_disk(scene)
    else:
        for how in ("fast", "immediate"):
            with scene.disaster(f"PostgreSQL restarted ({how})", {"200", "503"}):
                _restart_postgresql(scene.forum, how)
        scene.left_out("disk full", "under PostgreSQL it is the database server's, which then needs its administrator")
    _lose_redis(scene)


@contextmanager
def _locked(forum: Forum) -> Iterator[None]:
    lock = "BEGIN EXCLUSIVE" if forum.is_sqlite else "LOCK TABLE topic, post IN EXCLUSIVE MODE"
    with forum.engine.connect() as connection:
        if forum.is_sqlite:
            connection.exec_driver_sql("PRAGMA busy_timeout=30000")
        connection.execute(text(lock))
        try:
            yield
        finally:
            connection.rollback()


def _restart_postgresql(forum: Forum, how: str) -> None:
    folder = Path(str(forum.one("SHOW data_directory")))
    forum.engine.dispose()
    command = server_command("pg_ctl", "-D", str(folder), "-l", str(folder.parent / "log"), "-m", how, "-w", "restart")
    subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _fill_disk(scene: Scene) -> None:
    """Move the forum onto a small file system, fill it, and make room again; it stays there."""
    forum, small = scene.forum, scene.forum.folder / "small"
    small.mkdir()
    size = _TMPFS + 3 * sum(file.stat().st_size for file in forum.data.rglob("*") if file.is_file()) // 2**20
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=700", "tmpfs", str(small)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        scene.left_out("disk full", "a small file system cannot be mounted here (only root can)")
        return
    forum.at_end(lambda: subprocess.run(["umount", "-l", str(small)], check=False))
    with scene.disaster("moved to a small disk (stopped)", {"200", "503", "no answer"}):
        forum.stop()
        forum.move_data(small)
        forum.start()
    ballast = small / "ballast"
    refused = scene.crowd.met["503"]
    with scene.disaster("disk full", {"200", "503"}):
        end = time.monotonic() + _FULL_AT_MOST
        while time.monotonic() < end:
            _take_all(ballast)
            time.sleep(0.05)
            # The log of the database has room for a while after the disk is full.
            if scene.crowd.met["503"] - refused > _REFUSED:
                break
        else:
            scene.wrong.append("disk full: nobody was refused, so nothing was shown")
        ballast.unlink()


def _take_all(ballast: Path) -> None:
    """Write until the disk is full."""
    try:
        with ballast.open("ab", buffering=0) as file:
            while file.write(b"x" * 4096) == 4096:
                pass
    except OSError:
        return


def _lose_redis(scene: Scene) -> None:
    program = shutil.which("redis-server")
    if program is None:
        scene.left_out("job queue (Redis) away", "redis-server is not installed")
        return
    redis = Redis(program, scene.forum.folder)
    scene.forum.at_end(redis.stop)
    redis.start()
    with scene.disaster("started again with Redis", {"200", "503", "no answer"}):
        scene.forum.stop()
        scene.forum.settings["FORUM_JOBS_URL"] = f"redis://127.0.0.1:{redis.port}/0"
        scene.forum.start()
    said = len(scene.forum.log())
    with scene.disaster(f"job queue (Redis) away for {AWAY_FOR:.0f} s", {"200"}):
        redis.stop()
        time.sleep(AWAY_FOR)
        redis.start()
    if "Traceback" in scene.forum.log()[said:]:
        scene.wrong.append("the log has a traceback because Redis was away")


class Redis:
    """A Redis that keeps nothing."""

    def __init__(self, program: str, folder: Path) -> None:
        """Choose a port."""
        self.port = free_port()
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        self._command = [program, "--port", str(self.port), *options]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        """Kill it: what waited in it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
