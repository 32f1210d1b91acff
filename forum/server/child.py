"""A process that the parent keeps alive: the web server, the worker or the translation engine."""

import os
import signal
import subprocess
import time
from collections import deque
from contextlib import suppress
from typing import Final

from config import ROOT
from forum.server.interpreter import LEAN
from forum.server.lifeline import FLAG

#: A child that ends this often within this many seconds is not started again.
MOST_STARTS: Final = 5
WINDOW: Final = 60.0
#: One that lived this long had started well: it was killed, and what came before says nothing about it.
STEADY: Final = 5.0
#: The longest pause before a start: within five seconds of its end it works again.
LONGEST_PAUSE: Final = 2.0
#: One without which the forum can do rests so long when it ends again and again.
REST: Final = 60.0


class Child:
    """One module that runs as `python -m`, in a session of its own.

    Ctrl-C in a terminal therefore reaches the parent alone, which then says in what order things
    end; and what a killed child leaves behind (its own children) can be ended with its group.
    """

    def __init__(self, title: str, module: str, *, vital: bool = True) -> None:
        """Name what is run, and whether the forum ends with it; nothing is started yet."""
        self.title = title
        self.module = module
        self.vital = vital
        self._process: subprocess.Popen[bytes] | None = None
        self._starts: deque[float] = deque(maxlen=MOST_STARTS)
        self._due = 0.0

    def start(self) -> None:
        """Start it. Its standard input is the line by which it sees that the parent lives."""
        self._starts.append(time.monotonic())
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [*LEAN, "-m", self.module, FLAG],
            stdin=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        )

    @property
    def has_fallen(self) -> bool:
        """Tell whether it was started and has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def bury(self) -> str:
        """End what a dead child left running, set when it may start again, and say how it ended."""
        assert self._process is not None
        self._signal_group(signal.SIGKILL)
        self._close_line()
        code = self._process.returncode
        self._process = None
        now = time.monotonic()
        if now - self._starts[-1] >= STEADY:
            self._starts.clear()
        self._due = now + min(LONGEST_PAUSE, 0.125 * 2 ** len(self._starts))
        return f"by signal {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"

    @property
    def is_hopeless(self) -> bool:
        """Tell whether it ends again and again."""
        return len(self._starts) == MOST_STARTS and time.monotonic() - self._starts[0] < WINDOW

    def rest(self) -> None:
        """Try again later, as if for the first time."""
        self._starts.clear()
        self._due = time.monotonic() + REST

    @property
    def is_due(self) -> bool:
        """Tell whether it is not running and the pause before its next start is over."""
        return self._process is None and time.monotonic() >= self._due

    def ask_to_stop(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self._process is not None and not self.has_fallen:
            with suppress(ProcessLookupError):
                self._process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for its end until a moment of the monotonic clock; then end it and all it started."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        self._signal_group(signal.SIGKILL)
        self._process.wait()
        self._close_line()

    def _close_line(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def _signal_group(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)
