"""CPU per request of the pages that are asked for most, against a bare Flask route under the same server.

Processor time is read from the kernel, so other work on the machine disturbs it little; ratios are
what counts. The demonstration is loaded into a temporary folder first.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from sqlalchemy import select

from config import ROOT
from config import load_config
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import device_cookie
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.app import create_app
from forum.core.db import session
from forum.core.db import transaction
from tests.server.conftest import environment
from tests.server.conftest import free_port

ROUNDS = 5
WARM_UP = 40
#: Seconds per page and round.
SECONDS = 1.5
_TICKS = os.sysconf("SC_CLK_TCK")
_TOPIC = re.compile(r'href="(/t/[^"?#]+)"')
_POST = re.compile(r"<article\b")


@dataclass
class Page:
    """A page, who asks for it, and how many times the bare route's processor time it may take."""

    title: str
    path: str
    bound: float
    headers: dict[str, str] = field(default_factory=dict)
    costs: list[float] = field(default_factory=list)


@dataclass
class Served:
    """A web server that is being measured."""

    pid: int
    port: int

    def ask(self, connection: http.client.HTTPConnection, page: Page) -> bytes:
        """Request a page once; stop everything when it is not there."""
        connection.request("GET", page.path, headers={"Accept-Encoding": "br, gzip", **page.headers})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            sys.exit(f"{page.title}: {page.path} answered {response.status}")
        return body

    def measure(self, page: Page, seconds: float) -> float:
        """Return the milliseconds of processor time per request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(WARM_UP):
            self.ask(connection, page)
        before, number, end = self.processor_time(), 0, time.monotonic() + seconds
        while time.monotonic() < end:
            self.ask(connection, page)
            number += 1
        connection.close()
        return (self.processor_time() - before) * 1000 / number

    def processor_time(self) -> float:
        """Return the seconds that the server and its processes have computed so far."""
        spent = 0.0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                text = path.read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            fields = text.rsplit(")", 1)[1].split()
            if self.pid in {int(path.parent.name), int(fields[1])}:
                spent += (int(fields[11]) + int(fields[12])) / _TICKS
        return spent


def main() -> int:
    """Measure, print a table; 1 when a page takes more than its bound."""
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        settings = environment(Path(folder), PORT=str(free_port()))
        subprocess.run(
            [sys.executable, "-m", "forum.server.preparing"],
            cwd=ROOT,
            env=settings,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        bare_settings = {**settings, "PORT": str(free_port())}
        with _serving("tests.bench.bare", bare_settings) as bare, _serving("forum.server.web", settings) as forum:
            reference = Page("bare Flask route, 40 KB", "/", 1)
            pages = _pages(forum, settings)
            for _ in range(ROUNDS):
                reference.costs.append(bare.measure(reference, SECONDS))
                for page in pages:
                    page.costs.append(forum.measure(page, SECONDS))
    return _tell(reference, pages)


@contextmanager
def _serving(module: str, settings: dict[str, str]) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=settings,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    port = int(settings["PORT"])
    try:
        for _ in range(300):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=2).request("GET", "/")
                break
            except OSError:
                time.sleep(0.1)
        yield Served(process.pid, port)
    finally:
        process.terminate()
        process.wait(10)


def _pages(forum: Served, settings: dict[str, str]) -> list[Page]:
    cookies = {"Cookie": _sign_in(settings)}
    front = Page("visitor: front page", "/", 3)
    topic = _longest_topic(forum, front)
    return [
        front,
        Page("visitor: topic page", topic, 3),
        Page("member: topic page", topic, 25, cookies),
        Page("member: list", "/", 20, cookies),
    ]


def _longest_topic(forum: Served, front: Page) -> str:
    """Return the address of the public topic with the most posts on its page."""
    connection = http.client.HTTPConnection("127.0.0.1", forum.port, timeout=30)
    paths = sorted(set(_TOPIC.findall(forum.ask(connection, _plain(front)).decode())))
    if not paths:
        sys.exit("The front page shows a visitor no topic.")
    lengths = {path: len(_POST.findall(forum.ask(connection, _plain(Page("", path, 0))).decode())) for path in paths}
    return max(paths, key=lengths.__getitem__)


def _plain(page: Page) -> Page:
    return Page(page.title, page.path, page.bound, {"Accept-Encoding": "identity"})


def _sign_in(settings: dict[str, str]) -> str:
    """Return the cookies of a member of the demonstration."""
    with create_app(load_config(settings)).app_context():
        member = session.scalars(select(User.id).where(User.email == "es@demo.example")).one()
        with transaction():
            opened = open_session(member, Origin(address="127.0.0.1", network="127.0.0.0/24", device="bench"))
        return f"{session_cookie()}={opened.token}; {device_cookie()}={opened.device_token}"


def _tell(reference: Page, pages: list[Page]) -> int:
    base = statistics.median(reference.costs)
    print(f"\n{'page':28}{'ms CPU':>9}{'ratio':>9}{'bound':>9}")
    print(f"{reference.title:28}{base:9.2f}{1.0:9.1f}")
    above = 0
    for page in pages:
        cost = statistics.median(page.costs)
        ratio = cost / base
        above += ratio > page.bound
        print(f"{page.title:28}{cost:9.2f}{ratio:9.1f}{page.bound:9.0f}{'   above' if ratio > page.bound else ''}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
