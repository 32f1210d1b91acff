"""Servers that are being measured: how they are started, what they compute, what memory they hold."""

import ctypes
import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from config import ROOT
from forum.server.interpreter import LEAN

#: Seconds until it must serve; a machine with much else to do takes its time.
_PATIENCE: Final = 240.0


@dataclass
class Served:
    """A process with its children; the port is 0 for one that does not listen."""

    pid: int
    port: int = 0

    def family(self) -> set[int]:
        """Return the ids of the process and of all below it."""
        parents: dict[int, int] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(path.parent.name)] = int(fields[1])
        family, grown = {self.pid}, True
        while grown:
            more = {pid for pid, parent in parents.items() if parent in family} - family
            family |= more
            grown = bool(more)
        return family

    def processor_time(self) -> float:
        """Return the seconds that it and its children have computed so far."""
        spent = 0.0
        for pid in self.family():
            # The process has ended since.
            with suppress(OSError):
                spent += time.clock_gettime(_clock_of(pid))
        return spent

    def memory(self) -> float:
        """Return the megabytes that it and its children hold, shared pages divided among those that share them."""
        total = 0
        for pid in self.family():
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
            except OSError:
                continue
            total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
        return total / 1024


@contextmanager
def serving(module: str, settings: dict[str, str]) -> Iterator[Served]:
    """Run a web server until the block ends."""
    port = int(settings["PORT"])
    with running(module, settings) as process:
        end = time.monotonic() + _PATIENCE
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                told = _log(module, settings).read_text(encoding="utf-8", errors="replace")
                sys.exit(f"{module} does not serve. {told[-2000:]}")
            time.sleep(0.1)
        yield Served(process.pid, port)


@contextmanager
def running(module: str, settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module until the block ends."""
    with _log(module, settings).open("ab") as output:
        process = subprocess.Popen(
            [*LEAN, "-m", module],
            cwd=ROOT,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _log(module: str, settings: dict[str, str]) -> Path:
    return Path(settings["FORUM_DATA_DIR"]) / f"{module}.log"


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health/live")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _clock_of(pid: int) -> int:
    """Return the clock of a process, in nanoseconds; `/proc` tells hundredths of a second."""
    clock = ctypes.c_int()
    failed = ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock))
    if failed:
        raise ProcessLookupError(pid)
    return clock.value
