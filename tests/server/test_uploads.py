"""Files sent to the running forum by clients that break off, lie about the length, or come all at once."""

import http.client
import json
import re
import socket
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.media.documents import PDF
from tests.server.conftest import Server

pytestmark = pytest.mark.long

CONTENT = PDF + b"x" * 2_000_000
BOUNDARY = b"----limit"


class Browser:
    """A signed-in person of the demonstration, close enough to the network to break off."""

    def __init__(self, server: Server) -> None:
        self.port = server.port
        self.cookies: dict[str, str] = {}
        self.token = self._token("/login")
        form = f"csrf_token={self.token}&email=es%40demo.example&password=plaza-mayor-2026"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert self.ask("POST", "/login", form.encode(), headers)[0] == 303
        self.token = self._token("/files")

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, {"Cookie": self.cookie, **(headers or {})})
        response = connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _sign, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        data = response.read()
        connection.close()
        return response.status, data

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def upload(self, body: bytes, *, length: int | None = None, sent: int | None = None) -> str:
        """Send a body of a claimed length, or only so many bytes of it; return what comes back, if anything does."""
        head = (
            f"POST /files HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\nAccept: application/json\r\n"
            f"X-CSRFToken: {self.token}\r\nConnection: close\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY.decode()}\r\n"
            f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as one:
            try:
                one.sendall(head.encode() + body[:sent])
                if sent is not None:
                    return ""  # Gone in the middle.
                if length is not None and length > len(body):
                    with suppress(OSError):  # It may have been refused and ended by now.
                        one.shutdown(socket.SHUT_WR)
                got = b""
                while piece := one.recv(65536):
                    got += piece
            except (BrokenPipeError, ConnectionResetError):
                return ""
        return got.decode("utf-8", "replace")

    def listed(self) -> list[str]:
        """Return the tokens of the own files that no post uses."""
        status, page = self.ask("GET", "/files")
        assert status == 200
        return re.findall(r"\(upload:<wbr>([0-9a-f]{32})\)", page.decode())

    def _token(self, path: str) -> str:
        _status, page = self.ask("GET", path)
        found = re.search(rb'name="csrf_token" value="([^"]+)"', page)
        assert found
        return found[1].decode()


def multipart(content: bytes, name: str = "acta.pdf", *, end: bytes = b"--\r\n") -> bytes:
    return (
        b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name.encode() + b"\"\r\n"
        b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--" + BOUNDARY + end
    )  # fmt: skip


@pytest.fixture
def server(start) -> Server:
    made: Server = start()
    made.wait_until_ready(300)  # The demonstration is loaded first.
    return made


def test_uploads_that_break_off_lie_or_come_at_once_leave_only_whole_files(server, tmp_path: Path):
    browser = Browser(server)
    body = multipart(CONTENT)

    def kept() -> list[Path]:
        return [path for path in (tmp_path / "var" / "uploads").rglob("*") if path.is_file() and "files" in path.parts]

    for sent in (0, 40, 1000, len(body) // 2, len(body) - 30, len(body) - 1):
        browser.upload(body, sent=sent)
    answers = [
        browser.upload(body, length=len(body) + 1000),
        browser.upload(body, length=10**12),
        browser.upload(body, length=-1),
        browser.upload(body, length=len(body) // 2),
        browser.upload(body, length=len(body) - 4),
        browser.upload(body, length=0),
        browser.upload(multipart(CONTENT, end=b"")),
        browser.upload(b"\x00" * 5000),
        browser.upload(b"--" + BOUNDARY + b"\r\n" * 5000),
    ]
    for number, answer in enumerate(answers):
        assert re.match(r"$|HTTP/1.1 (4\d\d) ", answer), (number, answer[:300])
        assert "Traceback" not in answer
    assert (browser.listed(), kept()) == ([], [])

    stored: dict[str, str] = {}

    def send(number: int) -> None:
        got = browser.upload(multipart(CONTENT + b"%d" % (number % 4), f"acta{number}.pdf"))
        assert got.startswith("HTTP/1.1 201 "), got[:300]
        stored.update({file["token"]: file["url"] for file in json.loads(got[got.index("{") :])["files"]})

    threads = [Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(browser.listed()) == sorted(stored)
    assert (len(stored), len(kept())) == (8, 4)
    for address in stored.values():
        status, data = browser.ask("GET", address)
        assert (status, data[: len(CONTENT)]) == (200, CONTENT)
    assert "Traceback" not in server.said()
