"""A PostgreSQL cluster for one test run: in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Where Debian and Ubuntu put the server's programs, which are not on the PATH.
_DEBIAN = Path("/usr/lib/postgresql")
#: Who may run the server when the tests run as root, which PostgreSQL refuses.
_USERS = ("postgres", "nobody")
#: Tests keep nothing, so nothing need reach the disk; what is measured must.
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SETTINGS = {
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
}


class NotHere(Exception):
    """PostgreSQL cannot be started here; the text says why."""


@contextmanager
def temporary_cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster and give the URL of a database in it; NotHere when that cannot be done."""
    programs = _programs()
    become = _become()
    folder = Path(tempfile.mkdtemp(prefix="forum-pg-"))
    try:
        if become:
            shutil.chown(folder, become[1])
        folder.chmod(0o700)
        data, port = folder / "data", _free_port()
        chosen = _SETTINGS if durable else _SETTINGS | _CARELESS
        settings = " ".join(f"-c {name}={value}" for name, value in chosen.items())
        options = f"-p {port} -k {folder} {settings}"
        control = [*become[0], str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
        _run([*become[0], str(programs / "initdb"), "-D", str(data), "-U", "forum", "-A", "trust", "-E", "UTF8"])
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"postgresql://forum@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_command(program: str, *arguments: str) -> list[str]:
    """Return how to run one of the server's programs, as the user who owns the cluster."""
    return [*_become()[0], str(_programs() / program), *arguments]


def _programs() -> Path:
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if not versions:
        message = "its server programs were not found (apt install postgresql)"
        raise NotHere(message)
    return versions[-1].parent


def _become() -> tuple[list[str], str] | tuple[list[str], None]:
    """Return how to start the server as somebody other than root, and who that is."""
    if os.geteuid() != 0:
        return [], None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = next((name for name in _USERS if name in names), None)
    runner = shutil.which("runuser")
    if user is None or runner is None:
        message = "the tests run as root, and there is no user postgres to run it as"
        raise NotHere(message)
    return [runner, "-u", user, "--"], user


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str]) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"{Path(command[-1]).name or command[0]} failed: {' '.join(done.stdout.split())[-300:]}"
        raise NotHere(message)
