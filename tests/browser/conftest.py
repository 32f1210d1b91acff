"""A real server with demo data, a real Chromium, and a page for each kind of reader."""

import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from config import ROOT
from config import Config
from forum.app import create_app
from tests.browser.workshop import Workshop
from tests.browsers import find_browser
from tests.server.conftest import Server
from tests.server.conftest import environment
from tests.server.conftest import free_port


@dataclass
class Watched:
    """A page of the browser, and what went wrong on it: errors, refusals of the policy, foreign requests."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the first request on."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self._on_request)

    def _on_console(self, message: Any) -> None:
        # A page that answers 404 on purpose is reported as an error of the network: not one of the page.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _on_request(self, request: Any) -> None:
        if urlsplit(request.url).netloc not in {urlsplit(self.url).netloc, ""}:
            self.problems.append(f"foreign request: {request.url}")

    def go(self, path: str) -> int:
        """Open an address of the forum; return its status."""
        answer = self.page.goto(self.url + path)
        return answer.status if answer else 0

    def speaks(self, language: str) -> bool:
        """Tell whether the page is in an interface language."""
        return self.page.locator("html").get_attribute("lang") == {"es": "es", "pt": "pt-BR"}[language]

    def speak(self, language: str) -> None:
        """Change the interface language with the switch in the footer, as a reader does."""
        self.go("/pages/help")
        if not self.speaks(language):
            self.page.locator(".foot button.ui-lang").click()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the forum as a person would, with its demonstration, on a free port."""
    folder = tmp_path_factory.mktemp("forum")
    port = free_port()
    output = folder / "output.txt"
    with output.open("w") as file:
        process: subprocess.Popen[Any] = subprocess.Popen(
            [sys.executable, "-m", "forum.server"],
            cwd=ROOT,
            env=environment(folder / "var", PORT=str(port)),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    running = Server(process, port, output)
    try:
        running.wait_until_ready(120)
        yield running
    finally:
        if process.poll() is None:
            running.stop()


@pytest.fixture(scope="session")
def url(server: Server) -> str:
    """Give the address of the forum."""
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start a browser; skip when this machine has none."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def workshop(server: Server, url: str) -> Workshop:
    """Give a way to make what the demonstration does not have, in the server's own database."""
    return Workshop(create_app(Config(env="testing", data_dir=server.output.parent / "var", url=url)))


@pytest.fixture(scope="session")
def cookies(workshop: Workshop, url: str) -> Callable[[str], list[Any]]:
    """Give a function that signs somebody in once, and returns the cookies."""
    return cache(lambda role: workshop.cookies(role, url))


@pytest.fixture
def open_as(chromium: Browser, url: str, cookies: Callable[[str], list[Any]]) -> Iterator[Callable[..., Watched]]:
    """Give a function that opens a page as a reader: `visitor`, an account of the demonstration, or a person of the workshop."""
    opened: list[BrowserContext] = []

    def begin(role: str = "visitor", *, language: str = "es", **options: Any) -> Watched:
        locale = "pt-BR" if language == "pt" else "es-AR"
        context = chromium.new_context(locale=locale, **options)
        context.set_default_timeout(15_000)
        if role != "visitor":
            context.add_cookies(cookies(role))
        opened.append(context)
        return Watched(context.new_page(), url)

    yield begin
    for context in opened:
        context.close()
