"""Rendering in a child process with a limit on its time: no text can hold up the forum."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any
from typing import Final

import structlog

from forum.core import measuring
from forum.core.errors import Unavailable
from forum.core.markup import limits
from forum.core.rendering import frames
from forum.core.rendering.types import RenderContext
from forum.core.rendering.types import Rendered
from forum.core.rendering.words import prepare

#: Seconds on the clock until a child is ended. The child itself stops after its CPU time, well before; this
#: is for what does not listen, and leaves room for a busy machine, so that no honest text is refused.
TIMEOUT: Final = 2.5
#: Who computed so many of these seconds was at work on the text; who did not was stopped by the machine.
BUSY: Final = 0.4
#: Seconds to wait for a free child.
PATIENCE: Final = 5.0
#: A child that was just started must first import its libraries.
START_TIMEOUT: Final = 15.0
LANES: Final = 2
#: Seconds within which several ordinary texts are rendered one after the other. Only who would wait longer has another
#: child started, which takes 20 MB.
ORDINARY: Final = 0.25
#: Name of the thread that starts children in the background.
STARTER: Final = "renderer-start"

#: What a text beyond the bounds ends with in the child; anything else is a mistake of ours.
_EXPECTED: Final = {"_OutOfTimeError", "Beyond", "MemoryError"}

log = structlog.get_logger(__name__)
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_ROOT: Final = Path(__file__).resolve().parents[3]


class _Lane:
    """One child and the lock that gives it one text at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None
        #: Seconds of processor time that the child had used when it last answered.
        self.computed = 0.0

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request; a child that died in between is replaced once."""
        try:
            return self._ask(request)
        except frames.Closed:
            self.stop()
            return self._ask(request)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            frames.send(child.stdin.fileno(), request)
            return self._receive(child, TIMEOUT)
        except frames.TimedOut:
            computed = _computed(child.pid) - self.computed
            self.stop()
            if _keep_ready:
                _start_in_background()
            # A child that did not get to compute says nothing about the text.
            raise (limits.TooComplex if computed >= BUSY else Unavailable) from None
        except BaseException:
            # An answer that nobody took would be the next text's.
            self.stop()
            raise

    def warm(self) -> None:
        """Start the child, if there is none; not while the children are being ended."""
        with self.lock, suppress(frames.Closed, OSError):
            if _keep_ready:
                self._running()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.child is None or self.child.poll() is not None:
            self.stop()
            self.child = subprocess.Popen(
                [sys.executable, "-X", "no_debug_ranges", "-m", "forum.core.rendering.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=_ROOT,
            )
            assert self.child.stdin is not None
            assert self.child.stdout is not None
            frames.send(self.child.stdin.fileno(), {"text": "", "context": _context(RenderContext())})
            try:
                self._receive(self.child, START_TIMEOUT)
            except frames.TimedOut:
                self.stop()
                raise frames.Closed from None
        return self.child

    def _receive(self, child: subprocess.Popen[bytes], timeout: float) -> dict[str, Any]:
        assert child.stdout is not None
        reply = frames.receive(child.stdout.fileno(), timeout=timeout)
        self.computed = reply["computed"]
        return reply

    def stop(self) -> None:
        """End the child, and wait, so that no zombie stays."""
        child, self.child = self.child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()


#: A web server has its children ready; commands and tests start one when there is something to render.
_keep_ready = False
_lanes: Final = [_Lane() for _ in range(LANES)]
_turn = 0


def render_bounded(text: str, context: RenderContext | None = None) -> Rendered:
    """Render a text in a child process.

    Raises TooComplex when it is beyond the bounds or the time, Unavailable when too many others wait, or when the
    machine does not get to it.
    """
    try:
        return _render(text, context)
    except limits.TooComplex:
        measuring.happened("markup refused")
        raise


def _render(text: str, context: RenderContext | None) -> Rendered:
    text = prepare(text)
    limits.check(text)
    request = {"text": text, "context": _context(context or RenderContext())}
    lane = _free_lane()
    try:
        reply = lane.ask(request)
    except frames.Closed:
        raise limits.TooComplex from None
    except OSError as error:
        # No process, or no pipe, can be had at the moment.
        log.exception("renderer not started")
        raise Unavailable from error
    finally:
        lane.lock.release()
    if "ok" not in reply:
        if reply["error"] not in _EXPECTED:
            log.error("text not rendered", error=reply["error"])
        raise limits.TooComplex
    return Rendered(**reply["ok"])


def keep_children_ready() -> None:
    """Start a child in the background, now and whenever it had to be ended, so that no text waits for a start."""
    global _keep_ready
    _keep_ready = True
    _start_in_background()


def stop_children() -> None:
    """End the children of this process."""
    global _keep_ready
    _keep_ready = False
    for lane in _lanes:
        with lane.lock:
            lane.stop()


def _start_in_background() -> None:
    threading.Thread(target=_lanes[0].warm, name=STARTER, daemon=True).start()


def _free_lane() -> _Lane:
    """Return a locked lane: the first, which does for all ordinary texts; beside one that is slow another, in turn."""
    global _turn
    if _lanes[0].lock.acquire(timeout=ORDINARY):
        return _lanes[0]
    for lane in _lanes:
        if lane.lock.acquire(blocking=False):
            return lane
    _turn += 1
    lane = _lanes[_turn % LANES]
    if not lane.lock.acquire(timeout=PATIENCE):
        raise Unavailable
    return lane


def _computed(pid: int) -> float:
    """Return the seconds of processor time that a process has used; none where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _context(context: RenderContext) -> dict[str, Any]:
    return {
        "language": context.language,
        "prefix": context.prefix,
        "mentions": {key: [link.url, link.label] for key, link in context.mentions.items()},
        "quotes": [
            [topic, number, link.url, link.label, link.nameless, link.language]
            for (topic, number), link in context.quotes.items()
        ],
        "withheld": sorted(context.withheld),
        "uploads": {token: asdict(file) for token, file in context.uploads.items()},
        "own_host": context.own_host,
    }
