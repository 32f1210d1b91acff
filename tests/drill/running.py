"""The forum that is drilled: the supervisor with its web server and worker, in a folder of its own."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine
from sqlalchemy import text

from config import ROOT
from config import load_config
from tests.drill.browser import URL
from tests.server.conftest import environment
from tests.server.conftest import free_port

_SECRET: Final = "a-secret-of-the-drill-with-more-than-32-characters"
#: What is awaited longer than this does not come.
PATIENCE: Final = 90.0
#: What can be killed: the parent of the processes that answer requests, such a process, and the worker.
VICTIMS: Final = ("web server", "web process", "worker")


class NeverCame(Exception):
    """Something that was awaited did not happen; the text says what."""


class Forum:
    """A running `python -m forum.server`, as in production behind a proxy."""

    def __init__(self, folder: Path, smtp_port: int, database_url: str = "") -> None:
        """Say where everything is; nothing is started yet."""
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.settings = environment(
            self.data,
            PORT=str(self.port),
            FORUM_ENV="production",
            FORUM_SECRET_KEY=_SECRET,
            FORUM_URL=URL,
            FORUM_PROXIES="1",
            FORUM_SMTP_URL=f"smtp://127.0.0.1:{smtp_port}",
            FORUM_DATABASE_URL=database_url,
        )
        # As on any server, what was compiled is kept: compiling everything afresh takes longer than importing it.
        self.settings.pop("PYTHONDONTWRITEBYTECODE", None)
        self.data.mkdir(parents=True, exist_ok=True)
        self.engine = create_engine(load_config(self.settings).sqlalchemy_url, pool_pre_ping=True)
        self._at_end: list[Callable[[], object]] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_sqlite(self) -> bool:
        """Tell on which database it runs."""
        return self.engine.dialect.name == "sqlite"

    def start(self) -> float:
        """Start everything; return the seconds until it serves."""
        started = time.monotonic()
        with (self.folder / "forum.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "forum.server"],
                cwd=ROOT,
                env=self.settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(lambda: self.is_ready() or not self.is_alive, "the forum does not serve")
        if not self.is_alive:
            message = f"the forum did not start: {self.log()[-600:]}"
            raise NeverCame(message)
        return time.monotonic() - started

    def __enter__(self) -> "Forum":
        """Be stopped when the block ends."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop, and undo what was set up for it."""
        self.stop()
        self.engine.dispose()
        for step in reversed(self._at_end):
            step()

    def at_end(self, step: Callable[[], object]) -> None:
        """Do something after it was stopped."""
        self._at_end.append(step)

    def move_data(self, folder: Path) -> None:
        """Go on in another folder, with every file that is in the present one."""
        shutil.copytree(self.data, folder, dirs_exist_ok=True, ignore=_sockets)
        self.data = folder
        self.settings["FORUM_DATA_DIR"] = str(folder)
        self.engine.dispose()
        self.engine = create_engine(load_config(self.settings).sqlalchemy_url, pool_pre_ping=True)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self._process is not None and self.is_alive:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(15)

    def kill_all(self) -> None:
        """Kill supervisor and all below it at once, as a power cut would."""
        assert self._process is not None
        for pid in [self._process.pid, *self._family()]:
            _kill(pid)
        self._process.wait()

    @property
    def is_alive(self) -> bool:
        """Tell whether the supervisor runs."""
        return self._process is not None and self._process.poll() is None

    def log(self) -> str:
        """Return what it wrote."""
        return (self.folder / "forum.log").read_text(encoding="utf-8", errors="replace")

    def kill(self, victim: str) -> float:
        """Kill one process with signal 9; return the seconds until its work is done again."""
        before = self._pids(victim)
        moment, started = time.time(), time.monotonic()
        _kill(before[0])
        wait_until(
            lambda: not self.is_alive or self._is_back(victim, before, moment), f"the {victim} did not come back"
        )
        if not self.is_alive:
            message = f"the supervisor gave up: {self.log()[-600:]}"
            raise NeverCame(message)
        return time.monotonic() - started

    def _is_back(self, victim: str, before: list[int], moment: float) -> bool:
        now = self._pids(victim)
        if not now or now[0] == before[0]:
            return False
        return self._has_beaten(moment) if victim == "worker" else self.is_ready()

    def _has_beaten(self, moment: float) -> bool:
        """Tell whether the worker has shown that it works, since a moment."""
        beat = self.one("SELECT beat_at FROM heartbeat WHERE name = 'worker'")
        if isinstance(beat, str):
            return beat > time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(moment + 0.999))
        return beat is not None and beat.timestamp() > moment

    def one(self, statement: str) -> object:
        """Return the one value of a statement."""
        with self.engine.connect() as connection:
            return connection.execute(text(statement)).scalar()

    def is_ready(self) -> bool:
        """Tell whether a new connection is served, with the database behind it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _pids(self, victim: str) -> list[int]:
        """Return the processes that do a victim's work: one, unless it is dying or starting."""
        assert self._process is not None
        module = "forum.server.worker" if victim == "worker" else "forum.server.web"
        family = self._family()
        first = {pid for pid, parent in family.items() if parent == self._process.pid and module in _command(pid)}
        if victim != "web process":
            return sorted(first)
        return sorted(pid for pid, parent in family.items() if parent in first)

    def _family(self) -> dict[int, int]:
        """Return the processes below the supervisor, and the parent of each."""
        assert self._process is not None
        parents: dict[int, int] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(path.parent.name)] = int(fields[1])
        family, grown = {self._process.pid}, True
        while grown:
            more = {pid for pid, parent in parents.items() if parent in family} - family
            family |= more
            grown = bool(more)
        return {pid: parents[pid] for pid in family if pid != self._process.pid}


def wait_until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait for something; NeverCame after a time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise NeverCame(what)
        time.sleep(0.03)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _sockets(folder: str, names: list[str]) -> list[str]:
    """Name what cannot be copied: each process makes its socket anew when it starts."""
    return [name for name in names if (Path(folder) / name).is_socket()]
