"""Sixty-four clients that are slow in every way, and one that is answered nevertheless: real processes, two turns."""

import socket
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager

import pytest

from tests.server.conftest import PRODUCTION
from tests.server.conftest import Server

pytestmark = pytest.mark.long

NUMBER = 64
HOST = b"Host: foro.example.org\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"

SLOW = {
    "says nothing": b"",
    "dribbles its headers": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: ",
    "sends half a form": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1000\r\n\r\nemail=a",
    "sends half a form with a session": b"POST /login HTTP/1.1\r\n"
    + HOST
    + FORM
    + b"Cookie: __Host-session=abc\r\nContent-Length: 1000\r\n\r\nemail=a",
    "sends half a chunk": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\nem",
    "never reads a page": (b"GET /pages/about HTTP/1.1\r\n" + HOST + b"\r\n") * 3,
    "never reads a script": b"",  # Its name has a hash: filled in by the test.
}


@contextmanager
def connected(server: Server, number: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Hold connections that have sent something and read nothing."""
    with ExitStack() as stack:
        opened = []
        for _ in range(number):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.sendall(sent)
            opened.append(one)
        yield opened


def answer(server: Server, sent: bytes, *, half_close: bool = False) -> str:
    """Send bytes; return what comes back until the server says no more."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as one:
        one.sendall(sent)
        if half_close:
            one.shutdown(socket.SHUT_WR)
        got = b""
        while (b"\r\n\r\n" not in got or b"</html>" not in got) and (piece := one.recv(65536)):
            got += piece
    return got.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def production() -> dict[str, str]:
    """Name the settings: two turns, one process, the name that the requests say."""
    return {**PRODUCTION, "FORUM_THREADS": "2", "FORUM_WORKERS": "1"}


def test_slow_and_half_sent_requests_hold_up_nobody(start: Callable[..., Server], production: dict[str, str]):
    server = start(**production)
    server.wait_until_ready()
    page = answer(server, b"GET /login HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    script = next(part for part in page.split('"') if part.startswith("/static/") and ".js" in part)
    kinds = SLOW | {"never reads a script": (f"GET {script} HTTP/1.1\r\n".encode() + HOST + b"\r\n") * 20}

    for kind, sent in kinds.items():
        with connected(server, NUMBER, sent):
            for path in (b"/login", b"/pages/about", b"/search?q=agua", script.encode()):
                got = answer(server, b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
                assert got.startswith("HTTP/1.1 200 "), (kind, path, got[:200])

    # A body that breaks off is no body: without its end, a half-written post would look like a whole one.
    half = b"POST /language HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1000\r\n\r\nlanguage=pt&next=/"
    got = answer(server, half, half_close=True)
    assert got == "" or got.startswith("HTTP/1.1 400 "), got[:200]
    assert "set-cookie" not in got.lower()
    whole = (
        b"POST /language HTTP/1.1\r\n"
        + HOST
        + FORM
        + b"Connection: close\r\nContent-Length: 18\r\n\r\nlanguage=pt&next=/"
    )
    assert "set-cookie: __host-ui=pt" in answer(server, whole).lower()

    # Without an announced length nothing tells a whole body from a broken one.
    chunked = (
        b"POST /language HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\n12\r\nlanguage=pt&next=/\r\n"
    )
    for end in (b"0\r\n\r\n", b"zz\r\n"):
        got = answer(server, chunked + end)
        assert got.startswith("HTTP/1.1 411 "), got[:200]
        assert "<h1" in got
    assert "Traceback" not in server.said()
