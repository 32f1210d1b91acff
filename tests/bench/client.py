"""Readers and writers: a few connections, each asking again as soon as it was answered.

Plain sockets, since a client that computes much would take the processor from the server that it measures.
Each connection comes from an address of its own below 127.0.0.0/8 and changes it, so that nobody meets
the limits on how often one address may ask.
"""

import socket
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import count
from typing import Final

#: Requests from one address before another one is taken; searches are limited to 120 a minute.
_EACH_ADDRESS: Final = 100
_TIMEOUT: Final = 30.0
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and with which cookies."""

    path: str
    cookie: str = ""
    #: Not compressed: somebody is going to look into it.
    plain: bool = False

    def message(self, host: str) -> bytes:
        """Return the request as it is sent."""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        encoding = "identity" if self.plain else "gzip, deflate, br, zstd"
        return f"GET {self.path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encoding}\r\n{cookie}\r\n".encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes


@dataclass(slots=True)
class Timed:
    """How long answers took, and how many were none."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    duration: float = 0.0

    def note(self, status: int, seconds: float) -> None:
        """Add an answer."""
        self.seconds.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def add(self, other: "Timed") -> None:
        """Add what another connection measured."""
        self.seconds += other.seconds
        for status, number in other.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + number

    def percentile(self, part: float) -> float:
        """Return within how many milliseconds a part of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else 0.0


class Connection:
    """One connection, opened again from another address when it is time."""

    def __init__(self, port: int) -> None:
        """Connect at the first request."""
        self._port = port
        self._host = f"127.0.0.1:{port}"
        self._socket: socket.socket | None = None
        self._asked = 0

    def ask(self, asked: Asked) -> Answer:
        """Ask for a page."""
        return self.send(asked.message(self._host))

    def time(self, asked: Asked) -> Timed:
        """Ask for a page and note how long the answer took."""
        timed, started = Timed(), time.perf_counter()
        timed.note(self.ask(asked).status, time.perf_counter() - started)
        return timed

    def post(self, path: str, cookie: str, body: bytes) -> Answer:
        """Send a form."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._host}\r\nCookie: {cookie}\r\nOrigin: http://{self._host}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return self.send(head.encode() + body)

    def send(self, message: bytes) -> Answer:
        """Send a request and read its answer."""
        if self._socket is None or self._asked >= _EACH_ADDRESS:
            self.close()
            number = next(_numbers)
            source = f"127.{1 + number // 62_500 % 200}.{number // 250 % 250}.{1 + number % 250}"
            self._socket = socket.create_connection(("127.0.0.1", self._port), _TIMEOUT, (source, 0))
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._asked = 0
        self._asked += 1
        self._socket.sendall(message)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end]
        body = bytearray(received[end + 4 :])
        length = int(_header(head, b"content-length") or 0)
        while len(body) < length:
            body += self._more()
        return Answer(int(head[9:12]), head, bytes(body))

    def _more(self) -> bytes:
        assert self._socket is not None
        part = self._socket.recv(131_072)
        if not part:
            message = "the server closed the connection"
            raise ConnectionError(message)
        return part

    def close(self) -> None:
        """Close it; the next request opens it again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _header(head: bytes, name: bytes) -> bytes | None:
    for line in head.split(b"\r\n")[1:]:
        key, _colon, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return None


def cookies_of(answer: Answer) -> str:
    """Return the cookies that an answer sets, ready to be sent back."""
    lines = answer.head.split(b"\r\n")[1:]
    found = [line.split(b":", 1)[1] for line in lines if line.lower().startswith(b"set-cookie:")]
    return "; ".join(value.split(b";", 1)[0].strip().decode() for value in found)


def read_for(port: int, asked: list[Asked], seconds: float, connections: int = 4) -> Timed:
    """Ask for these pages in turn on some connections for a while; only answers with 200 count as pages."""
    turn = count()

    def work(connection: Connection, timed: Timed, end: float) -> None:
        while time.monotonic() < end:
            wanted = asked[next(turn) % len(asked)]
            started = time.perf_counter()
            answer = connection.ask(wanted)
            timed.note(answer.status, time.perf_counter() - started)

    return _in_parallel(port, connections, seconds, work)


def write_for(port: int, writers: list[Iterator[Callable[[Connection], Answer]]], seconds: float) -> Timed:
    """Let writers send forms for a while, each on its own connection; preparing a form is not timed."""
    waiting = list(writers)
    lock = threading.Lock()

    def work(connection: Connection, timed: Timed, end: float) -> None:
        with lock:
            forms = waiting.pop()
        for send in forms:
            if time.monotonic() >= end:
                return
            started = time.perf_counter()
            answer = send(connection)
            timed.note(answer.status, time.perf_counter() - started)

    return _in_parallel(port, len(writers), seconds, work)


def _in_parallel(
    port: int, connections: int, seconds: float, work: Callable[[Connection, Timed, float], None]
) -> Timed:
    each = [Timed() for _ in range(connections)]
    errors: list[BaseException] = []
    started = time.monotonic()

    def run(timed: Timed) -> None:
        connection = Connection(port)
        try:
            work(connection, timed, started + seconds)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(timed,)) for timed in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    total = Timed(duration=time.monotonic() - started)
    for timed in each:
        total.add(timed)
    return total
