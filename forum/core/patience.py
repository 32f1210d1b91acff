"""Slow clients hold up nobody.

The server gives every request a thread, and neither reading a body nor sending an answer has a time
limit there. So a request works only while it has one of the few turns; it gives its turn back while its
body is awaited, and a body that does not come in time, or not whole, is refused. Answers are handed to
the server in one piece, which keeps them for a client that does not read; only large ones are handed
over bit by bit, to a bounded number of clients at once.
"""

import tempfile
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import chain
from threading import Event
from threading import Semaphore
from threading import Thread
from time import monotonic
from typing import IO
from typing import Any
from typing import Final
from wsgiref.types import StartResponse
from wsgiref.types import WSGIApplication
from wsgiref.types import WSGIEnvironment

from werkzeug.exceptions import ClientDisconnected
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import LengthRequired
from werkzeug.exceptions import RequestTimeout

from forum.core.errors import Unavailable
from forum.core.places import RECEIVING
from forum.core.places import SENDING
from forum.core.places import Places

#: One network address can have a fourth of the places.
_PART: Final = 4
#: A body may take this many seconds, and one more for each so many bytes: 128 kbit/s.
GRACE: Final = 15.0
SLOWEST: Final = 16_000
#: An answer up to here is handed to the server in one piece.
AT_ONCE: Final = 1_000_000
_PIECE: Final = 16_384
_IN_MEMORY: Final = 128 * 1024
_KEY: Final = "forum.body"
#: No view is asked any more when this is said, so it is said in both languages.
_BUSY: Final = (
    b"Demasiadas descargas a la vez; intentar de nuevo en unos segundos.\n"
    b"Downloads demais ao mesmo tempo; tente de novo em alguns segundos.\n"
)
_BUSY_HEADERS: Final = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Retry-After": "10",
}


class Patience:
    """Stands before the application in the web server."""

    def __init__(self, inner: WSGIApplication, *, threads: int, proxies: int = 0) -> None:
        """Let `threads` requests work at once. Behind a proxy all come from one address: it may have all places."""
        self._inner = inner
        self._turns = Semaphore(threads)
        self._receiving = Places(RECEIVING, RECEIVING if proxies else RECEIVING // _PART)
        self._sending = Places(SENDING, SENDING if proxies else SENDING // _PART)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request when it is its turn."""
        with self._turns:
            if environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ:
                environ[_KEY] = environ["wsgi.input"] = Body(environ, self._turns, self._receiving)
            answer = self._inner(environ, start_response)
            if isinstance(answer, list):
                return answer
            parts, rest = _begin(answer)
        if rest is None:
            return parts
        address = environ.get("REMOTE_ADDR", "")
        if self._sending.take(address):
            return Sending(parts, rest, answer, lambda: self._sending.give_back(address))
        _close(answer)
        start_response("503 Service Unavailable", list(_BUSY_HEADERS.items()))
        return [_BUSY]


def _begin(answer: Iterable[bytes]) -> tuple[list[bytes], Iterator[bytes] | None]:
    """Take an answer as far as it is handed over at once, and what is left if it is larger."""
    parts: list[bytes] = []
    size = 0
    rest = iter(answer)
    try:
        for part in rest:
            parts.append(part)
            size += len(part)
            if size > AT_ONCE:
                return parts, rest
    except BaseException:
        _close(answer)
        raise
    _close(answer)
    return parts, None


def _close(answer: Iterable[bytes]) -> None:
    close = getattr(answer, "close", None)
    if close is not None:
        close()


class Sending:
    """A large answer, handed over bit by bit."""

    def __init__(
        self, parts: list[bytes], rest: Iterator[bytes], answer: Iterable[bytes], done: Callable[[], None]
    ) -> None:
        """Go on after the parts; `done` is called once, at the end."""
        self._bits = chain(parts, rest)
        self._answer = answer
        self._done: Callable[[], None] | None = done

    def __iter__(self) -> Iterator[bytes]:
        """Give the bits; the place is free when the last was taken."""
        try:
            yield from self._bits
        finally:
            self.close()

    def close(self) -> None:
        """Free the place and what the answer holds."""
        done, self._done = self._done, None
        if done is not None:
            done()
            _close(self._answer)


class Body:
    """The body of a request: received whole, by a thread that nobody else needs, or refused."""

    def __init__(self, environ: WSGIEnvironment, turns: Semaphore, places: Places) -> None:
        """Wait for nothing yet: whoever may not come in is refused before their body is read."""
        self._source: Any = environ["wsgi.input"]
        self._length = environ.get("CONTENT_LENGTH", "")
        self._address = environ.get("REMOTE_ADDR", "")
        self._turns = turns
        self._places = places
        self._file: IO[bytes] | None = None
        self._received = 0
        self._no_room = False
        self._ended = Event()
        self._refused: HTTPException | None = None

    @property
    def length(self) -> int:
        """Return how many bytes are announced; a body without an announced length is refused."""
        if not (self._length.isascii() and self._length.isdecimal()):
            raise LengthRequired
        return int(self._length)

    def receive(self) -> None:
        """Wait for the whole body, without a turn meanwhile; raise what makes it a refusal."""
        if self._refused is not None:
            raise self._refused
        if self._file is not None:
            return
        if not self._places.take(self._address):
            raise Unavailable
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the request
        Thread(target=self._read, args=(self._file,), daemon=True).start()
        self._turns.release()
        try:
            self._refused = self._wait()
        finally:
            self._turns.acquire()
        if self._refused is not None:
            raise self._refused
        self._file.seek(0)

    def read(self, size: int = -1) -> bytes:
        """Return some bytes of the body."""
        self.receive()
        assert self._file is not None
        return self._file.read(size)

    def readline(self, size: int = -1) -> bytes:
        """Return a line of the body."""
        self.receive()
        assert self._file is not None
        return self._file.readline(size)

    def __iter__(self) -> Iterator[bytes]:
        """Give the lines of the body."""
        while line := self.readline():
            yield line

    def _wait(self) -> HTTPException | None:
        started = monotonic()
        while not self._ended.wait(1.0):
            if monotonic() - started > GRACE + self._received / SLOWEST:
                return RequestTimeout()
        if self._no_room:
            raise Unavailable
        # The server ends a body that broke off like one that is whole.
        return None if self._received == self.length else ClientDisconnected()

    def _keep(self, file: IO[bytes], piece: bytes) -> None:
        try:
            file.write(piece)
        except OSError:
            self._no_room = True  # The folder for what is large is full.

    def _read(self, file: IO[bytes]) -> None:
        """Read to the end, even if nobody waits any more: this thread is free when the client goes."""
        try:
            while left := self.length - self._received:
                piece: bytes = self._source.read(min(left, _PIECE))
                if not piece:
                    break
                if self._refused is None and not self._no_room:
                    self._keep(file, piece)
                self._received += len(piece)
        finally:
            self._ended.set()
            self._places.give_back(self._address)


def receive_body(environ: WSGIEnvironment, limit: int | None) -> None:
    """Wait for the body of a request, if one of acceptable length is announced."""
    body = environ.get(_KEY)
    if isinstance(body, Body) and (limit is None or body.length <= limit):
        body.receive()
