"""The forum as a person starts it: real processes on a free port, in a folder of their own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy import make_url
from sqlalchemy import text

from config import ROOT

PRODUCTION = {
    "FORUM_ENV": "production",
    "FORUM_SECRET_KEY": "a-secret-of-this-test-with-more-than-32-characters",
    "FORUM_SMTP_URL": "smtp://127.0.0.1:9",
    "FORUM_URL": "https://foro.example.org",
}


@dataclass
class Server:
    """A running `python -m forum.server`."""

    process: subprocess.Popen[str]
    port: int
    output: Path

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; (0, "") when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def wait_until(self, condition: Callable[[], bool], seconds: float = 60) -> None:
        """Wait for something; fail with the server's output when it does not come."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(self.said())
            time.sleep(0.1)

    def wait_until_ready(self, seconds: float = 60) -> None:
        """Wait until it has said its address."""
        self.wait_until(lambda: "Ctrl-C stops it" in self.said() or self.process.poll() is not None, seconds)
        assert self.process.poll() is None, self.said()

    def said(self) -> str:
        """Return what it printed so far."""
        return self.output.read_text(encoding="utf-8")

    def children(self, module: str = "") -> list[int]:
        """Return the process ids of what runs below it, at any depth, perhaps of one module only."""
        table = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in table.splitlines()]
        family, grown = {self.process.pid}, True
        while grown:
            more = {int(pid) for pid, parent, *_ in rows if int(parent) in family} - family
            family |= more
            grown = bool(more)
        family.discard(self.process.pid)
        return [int(pid) for pid, _, args in rows if int(pid) in family and module in args]

    def stop(self, number: int = signal.SIGINT) -> float:
        """Send a signal; return the seconds until it has ended."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(15)
        return time.monotonic() - started


def alive(pids: list[int]) -> list[int]:
    """Return those processes that still run."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.append(pid)
    return found


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of this process without its FORUM_ variables, with those given."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("FORUM_") and k != "PORT"}
    # Tests and measurements ask more often than people do; those of the limits turn them on.
    return {**clean, "FORUM_DATA_DIR": str(folder), "FORUM_READING_LIMITS": "off", **variables}


@pytest.fixture
def start(tmp_path: Path, forum_database: dict[str, str]) -> Iterator[Callable[..., Server]]:
    """Give a function that starts the forum in this test's folder."""
    running: list[Server] = []

    def begin(**variables: str) -> Server:
        port = int(variables.get("PORT") or free_port())
        output = tmp_path / f"output-{len(running)}.txt"
        with output.open("w") as file:
            process: subprocess.Popen[Any] = subprocess.Popen(
                [sys.executable, "-m", "forum.server"],
                cwd=ROOT,
                env=environment(tmp_path / "var", **forum_database, **{**variables, "PORT": str(port)}),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        running.append(Server(process, port, output))
        return running[-1]

    yield begin
    for server in running:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def forum_database() -> Iterator[dict[str, str]]:
    """Name an empty PostgreSQL database when the suite runs on PostgreSQL; else SQLite's default serves."""
    server = os.environ.get("FORUM_TEST_DATABASE_URL", "")
    if not server:
        yield {}
        return
    name = f"forum_server_{uuid4().hex[:12]}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield {"FORUM_DATABASE_URL": url.set(database=name).render_as_string(hide_password=False)}
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()
