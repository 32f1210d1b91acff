"""Requests as bytes: what no client library would send. The server says 400 or closes, or a page of the site answers."""

import socket
from collections.abc import Callable

import pytest

from tests.server.conftest import PRODUCTION
from tests.server.conftest import Server

pytestmark = pytest.mark.long

HOST = b"Host: foro.example.org\r\nConnection: close\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


def get(target: bytes, more: bytes = b"", *, host: bytes = HOST, version: bytes = b"HTTP/1.1") -> bytes:
    """Return the bytes of a GET."""
    return b"GET " + target + b" " + version + b"\r\n" + host + more + b"\r\n"


def post(more: bytes, body: bytes) -> bytes:
    """Return the bytes of a POST."""
    return b"POST /login HTTP/1.1\r\n" + HOST + FORM + more + b"\r\n" + body


#: What the server refuses before the forum is asked: listed in docs/limits.md.
BY_SERVER = {
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no version": b"GET /login\r\n\r\n",
    "version of the future": get(b"/", version=b"HTTP/3.0"),
    "NUL in the target": get(b"/login\x00a"),
    "bytes of no text in the target": get(b"/login?\xff\xfe"),
    "space in the target": get(b"/log in"),
    "target too long": get(b"/" + b"a" * 70_000),
    "header without a name": get(b"/", b": a\r\n"),
    "space in the name of a header": get(b"/", b"X A: 1\r\n"),
    "folded header": get(b"/", b"X-A: a\r\n b\r\n"),
    "NUL in a header": get(b"/", b"X-A: a\x00b\r\n"),
    "header too long": get(b"/", b"X-A: " + b"a" * 500_000 + b"\r\n"),
    "too many headers": get(b"/", b"".join(b"X-%d: a\r\n" % number for number in range(300))),
    "two lengths": post(b"Content-Length: 5\r\nContent-Length: 6\r\n", b"hello!"),
    "negative length": post(b"Content-Length: -5\r\n", b""),
    "length beyond numbers": post(b"Content-Length: 99999999999999999999\r\n", b""),
    "length with a sign": post(b"Content-Length: +5\r\n", b"hello"),
    "unknown coding": post(b"Transfer-Encoding: gzip\r\n", b"hello"),
    "HTTP/2 at once": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
}
#: What reaches the forum, and with which status it answers.
BY_FORUM = {
    "another host in the target": (get(b"http://evil.example/login"), {"200"}),
    "another host in the target, none beside it": (
        get(b"http://evil.example/login", host=b"Connection: close\r\n"),
        {"400"},
    ),
    "no host": (get(b"/login", host=b"Connection: close\r\n"), {"400"}),
    "two hosts": (get(b"/login", b"Host: evil.example\r\n"), {"400"}),
    "another host": (get(b"/login", host=b"Host: evil.example\r\nConnection: close\r\n"), {"400"}),
    "everything as target": (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n", {"400", "404", "405"}),
    "method in lower case": (b"brew /login HTTP/1.1\r\n" + HOST + b"\r\n", {"405"}),
    "tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n", {"400", "404", "405"}),
    "TRACE": (b"TRACE /login HTTP/1.1\r\n" + HOST + b"\r\n", {"405"}),
    "path that climbs": (get(b"/../../../../etc/passwd"), {"404"}),
    "path that climbs, encoded": (get(b"/static/..%2f..%2f..%2fetc/passwd"), {"404"}),
    "path that climbs, encoded twice": (get(b"/static/%252e%252e/%252e%252e/config.py"), {"404"}),
    "path of dots": (get(b"/./..//"), {"302", "308", "404"}),
    "bytes of no text in the path": (get(b"/u/%ff%fe"), {"404"}),
    "NUL in the path": (get(b"/pages/about%00"), {"404"}),
    "long query": (get(b"/latest?q=" + b"a" * 40_000), {"200"}),
    "bytes of no text in headers": (get(b"/login", b"Accept-Language: \xff\xfe\r\nCookie: ui=\xff\r\n"), {"200"}),
    "header with underscores": (get(b"/login", b"X_Forwarded_Host: evil.example\r\n"), {"200"}),
    "line ends in a target": (get(b"/login?next=/a%0d%0aX-Injected:%20y"), {"200"}),
    "chunks": (post(b"Transfer-Encoding: chunked\r\n", b"5\r\nemail\r\n0\r\n\r\n"), {"411"}),
    "chunks and a length": (
        post(b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", b"5\r\nemail\r\n0\r\n\r\n"),
        {"411"},
    ),
    "chunks of no number": (post(b"Transfer-Encoding: chunked\r\n", b"zz\r\nemail\r\n"), {"411"}),
    "more than was announced": (post(b"Content-Length: 7\r\n", b"email=aGET /admin HTTP/1.1\r\n\r\n"), {"400"}),
    "too large": (post(b"Content-Length: 9000000\r\n", b"email=a"), {"413"}),
    "no form": (b"POST /login HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\n\r\n{", {"400"}),
}


def exchange(server: Server, sent: bytes) -> bytes:
    """Send bytes; return all that comes back."""
    got = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as one:
        try:
            one.sendall(sent)
            while piece := one.recv(65536):
                got += piece
                if len(got) > 2_000_000:
                    break
        except (ConnectionError, TimeoutError):
            pass
    return got


def test_requests_that_are_none_are_refused_and_the_site_goes_on(start: Callable[..., Server]):
    server = start(**PRODUCTION)
    server.wait_until_ready()
    wrong = []
    for kind, sent in BY_SERVER.items():
        got = exchange(server, sent)
        if got and not got.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 414 ", b"HTTP/1.1 431 ")):
            wrong.append(f"{kind}: {got[:80]!r}")
    for kind, (sent, statuses) in BY_FORUM.items():
        got = exchange(server, sent)
        head, _, body = got.partition(b"\r\n\r\n")
        status = got[9:12].decode()
        if status not in statuses:
            wrong.append(f"{kind}: {got[:80]!r}")
        if b"content-security-policy" not in head.lower():
            wrong.append(f"{kind}: no security headers")
        if status.startswith("4") and b"<h1" not in body:
            wrong.append(f"{kind}: no page")
        if any(word in got for word in (b"evil.example", b"X-Injected", b"Traceback", b"root:", b"site-packages")):
            wrong.append(f"{kind}: says too much")
        if got.count(b"HTTP/1.1 ") > 1:
            wrong.append(f"{kind}: two answers")
    assert not wrong, "\n".join(wrong)
    assert server.get("/health/live")[0] == 200
    said = server.said()
    assert "Traceback" not in said
    assert "panicked" not in said
    assert '"status": 5' not in said
