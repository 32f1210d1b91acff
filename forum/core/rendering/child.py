"""The rendering child: reads a text, writes its HTML, until its input is closed."""

import os
import resource
import signal
import sys
import time
from dataclasses import asdict
from types import FrameType
from typing import Any
from typing import Final

from forum.core.rendering import frames
from forum.core.rendering.pipeline import render
from forum.core.rendering.types import File
from forum.core.rendering.types import Link
from forum.core.rendering.types import RenderContext

#: Seconds of CPU for one text: of time on the clock there may be more when the machine is busy.
CPU_SECONDS: Final = 0.8
MEMORY: Final = 1024 * 1024 * 1024


class _OutOfTimeError(BaseException):
    """The text took too long; not an Exception, so that no library swallows it."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError


def context_from(data: dict[str, Any]) -> RenderContext:
    """Rebuild the context from its JSON."""
    return RenderContext(
        language=data["language"],
        prefix=data["prefix"],
        mentions={key: Link(*value) for key, value in data["mentions"].items()},
        quotes={(topic, number): Link(*link) for topic, number, *link in data["quotes"]},
        withheld=frozenset((topic, number) for topic, number in data["withheld"]),
        uploads={token: File(**file) for token, file in data["uploads"].items()},
        own_host=data["own_host"],
    )


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Render one request within its CPU time."""
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        return {"ok": asdict(render(request["text"], context_from(request["context"])))}
    except (_OutOfTimeError, Exception) as error:
        return {"error": type(error).__name__}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main() -> None:
    """Serve until the parent goes."""
    # Ctrl-C reaches the whole group; the parent closes our input when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    output = os.dup(1)
    os.dup2(2, 1)
    try:
        while True:
            reply = answer(frames.receive(0))
            frames.send(output, reply | {"computed": time.process_time()})
    except frames.Closed:
        sys.exit(0)


if __name__ == "__main__":
    main()
