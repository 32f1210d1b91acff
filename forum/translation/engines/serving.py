"""The process that holds the engine: takes requests on a Unix socket, one connection each, and hands them to the pipes."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import Any
from typing import Final

from forum.core.languages import Language
from forum.core.rendering import frames
from forum.translation.engines.modes import MODES
from forum.translation.engines.modes import find_mode
from forum.translation.engines.pipes import Pipe
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed

#: Requests that may wait or be worked on at once; the next is told that the engine is full.
MOST: Final = 8
#: Seconds that a client may take to say what it wants, and that a request waits for its turn.
ASKING: Final = 5.0
WAITING: Final = 10.0
#: Texts of one request, and characters in all of them.
MOST_TEXTS: Final = 500
MOST_CHARACTERS: Final = 100_000

Direction = tuple[Language, Language]


class Service:
    """The pipes of both directions, and who waits for them."""

    def __init__(self) -> None:
        """Find the modes; raise EngineAway when one is missing."""
        self._pipes: dict[Direction, tuple[Pipe, threading.Lock]] = {}
        for source, target in MODES:
            mode = find_mode(source, target)
            if mode is None:
                raise EngineAway
            self._pipes[source, target] = Pipe(mode), threading.Lock()
        self._places = threading.BoundedSemaphore(MOST)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one request: `ok` with translations, or `error`."""
        try:
            pipe, lock = self._pipes[request["source"], request["target"]]
            texts = [str(text) for text in request["texts"]]
            hasty = bool(request.get("hasty"))
        except (KeyError, TypeError):
            return {"error": "unknown"}
        if len(texts) > MOST_TEXTS or sum(map(len, texts)) > MOST_CHARACTERS:
            return {"error": "unknown"}
        if not self._places.acquire(blocking=False):
            return {"error": "full"}
        try:
            if not lock.acquire(timeout=1.0 if hasty else WAITING):
                return {"error": "full"}
            try:
                return {"ok": pipe.translate(texts)}
            finally:
                lock.release()
        except EngineAway:
            return {"error": "late"}
        except EngineFailed:
            return {"error": "failed"}
        finally:
            self._places.release()

    def stop(self) -> None:
        """End the pipes."""
        for pipe, _lock in self._pipes.values():
            pipe.stop()


def serve(path: Path, service: Service) -> None:
    """Answer until the process is told to end."""
    with suppress(FileNotFoundError):
        path.unlink()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with reachable(path) as address:
        # Only whoever runs the forum may ask.
        before = os.umask(0o177)
        try:
            listener.bind(address)
        finally:
            os.umask(before)
    listener.listen(64)
    while True:
        connection, _peer = listener.accept()
        threading.Thread(target=_serve_one, args=(connection, service), daemon=True).start()


def _serve_one(connection: socket.socket, service: Service) -> None:
    with connection, suppress(frames.Closed, frames.TimedOut, ValueError, OSError):
        request = frames.receive(connection.fileno(), timeout=ASKING)
        frames.send(connection.fileno(), service.answer(request))


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """Give an address of a socket that is short enough for the system, however deep its folder lies."""
    if len(os.fsencode(path)) < 100:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
