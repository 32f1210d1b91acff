"""Markup that is stored in every field that takes text, opened in a real browser by those who read most."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import Route
from werkzeug.serving import make_server

from config import Config
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import session_cookie
from forum.app import create_app
from forum.certification.commands import load_standard
from forum.certification.shipped import STANDARD
from forum.core import migrating
from forum.core import postman
from forum.core import relay
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from tests.browser.workshop import ORIGIN
from tests.privacy.hostile import hostile_pages
from tests.privacy.hostile import make_hostile_world
from tests.server.conftest import free_port

pytestmark = pytest.mark.browser

ROLES = ("admin", "moderator", "member_a")
#: Runs before the page: what a script of ours would never do is written down.
LISTENING = """
window.zqran = [];
window.zqrun = () => window.zqran.push("a stored script ran");
document.addEventListener("securitypolicyviolation",
  (event) => window.zqran.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
#: Elements and attributes that only a stored text could have made.
MADE = """() => [
  ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*(javascript|vbscript|data:text)/i.test(value)
      && ["href", "src", "action", "formaction", "xlink:href"].includes(name))
    .map(({ name, value }) => `<${element.localName} ${name}=${value.slice(0, 60)}>`)),
  ...[...document.querySelectorAll('img[src="x"], svg[onload], script:not([src]):not([type])')]
    .map((element) => element.outerHTML.slice(0, 80)),
  ...window.zqran,
]"""


@dataclass(frozen=True)
class Place:
    """A forum that answers in this process: its address, its pages, and a cookie for each role."""

    url: str
    pages: list[str]
    cookies: dict[str, dict[str, Any]]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Give a forum of its own, so that no other test finds these texts."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(Config(env="testing", data_dir=tmp_path / "var", url=url))
    with app.app_context():
        migrating.upgrade()
        load_standard(SYSTEM, json.loads(STANDARD.read_text(encoding="utf-8")))
        world = make_hostile_world()
        relay.deliver_pending()
        postman.send_due()
        cookies = {}
        for role in ROLES:
            with transaction():
                token = open_session(world.people[role].id, ORIGIN).token
            cookies[role] = {"name": session_cookie(), "value": token, "url": url}
        pages = list(dict.fromkeys(hostile_pages(app, world)))
        session.remove()
        db.engine.dispose()
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Place(url, pages, cookies)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


def _listen(page: Page, problems: list[str]) -> None:
    def on_dialog(dialog: Any) -> None:
        problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def on_console(message: Any) -> None:
        if "Content Security Policy" in message.text:
            problems.append(f"refused by the policy: {message.text[:160]}")

    page.on("dialog", on_dialog)
    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(f"an error: {error}"))
    page.add_init_script(LISTENING)


def _spare(route: Route) -> None:
    """Leave out what pages look like: it runs nothing, and there are many pages."""
    own = "/static/" in route.request.url and route.request.resource_type in {"stylesheet", "font", "image"}
    if own:
        route.abort()
    else:
        route.continue_()


def test_markup_that_is_stored_runs_for_nobody(chromium: Browser, place: Place):
    found: list[str] = []
    shown = 0
    for role in ROLES:
        context = chromium.new_context(locale="es-AR")
        context.add_cookies([place.cookies[role]])
        page = context.new_page()
        page.route("**/static/**", _spare)
        problems: list[str] = []
        _listen(page, problems)
        opened: set[str] = set()
        for address in place.pages:
            answer = context.request.get(place.url + address)
            # Of the refusals one of each kind is enough: they say the same, whatever was asked for.
            where = answer.url.partition("#")[0] if answer.ok else str(answer.status)
            # Of the pages that say these texts in their frame alone the first stands for all: it is the same frame.
            body = answer.text() if answer.headers.get("content-type", "").startswith("text/html") else ""
            if where in opened or "zq" not in (body.partition("<main")[2] if opened else body):
                continue
            opened.add(where)
            page.goto(place.url + address)
            shown += "zq" in page.content()
            problems += page.evaluate(MADE)
            found += [f"{role} {address}: {problem}" for problem in problems]
            problems.clear()
        context.close()
    assert shown > 40, f"the texts show on {shown} pages: this proves nothing"
    assert not found, "\n".join(found)
