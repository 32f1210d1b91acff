"""How bad input is sent: to every route, by three kinds of people, dealt out so that it stays quick."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from itertools import islice
from random import Random
from typing import Any
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.privacy.acts import ACTS
from tests.privacy.addresses import values
from tests.privacy.watching import traffic
from tests.privacy.world import World

T = TypeVar("T")

#: Always the same order: a failure can be run again.
SEED = 20261129
#: What no answer may say: how it is made, and where on the machine.
INSIDE = ("Traceback", "site-packages", "sqlalchemy", "werkzeug", "jinja2", "/forum/core", "SELECT ", "RuntimeError")
#: Kept whatever becomes of the rest: how often somebody tried, and that RIL read in a city's room.
ALWAYS_KEPT = ("rate_count", "sign_in_failure", "data_version", "INTO event ")
#: Of these the browser of a test lives.
ENDING = {"accounts.sign_out", "accounts.delete_device"}


@dataclass(frozen=True)
class Target:
    """A route with an address that leads to it."""

    rule: Rule
    method: str
    address: str
    #: What stands in the address for each argument of the route.
    given: dict[str, Any]
    #: Makes a right form, for routes that take one.
    make_form: Callable[[], dict[str, Any]] = dict

    @property
    def form(self) -> dict[str, Any]:
        """Return a right form, with files that nobody has read yet."""
        return self.make_form()

    def __str__(self) -> str:
        """Return a name for reports."""
        return f"{self.method} {self.address} ({self.rule.endpoint})"


def shuffled(items: Iterable[T]) -> list[T]:
    """Return items in an order that is the same in every run."""
    made = list(items)
    Random(SEED).shuffle(made)
    return made


def deal(items: Iterable[T], number: int) -> Iterator[list[T]]:
    """Give some of the items, then some others, round and round."""
    endless = cycle(shuffled(items))
    while True:
        yield list(islice(endless, number))


def readable(app: Flask, world: World) -> list[Target]:
    """Return every route that is read, each with arguments that lead somewhere."""
    return [target for target in _targets(app, world, "GET") if not target.rule.endpoint.startswith("health.")]


def writable(app: Flask, world: World) -> list[Target]:
    """Return every route that acts, each once, with a right form."""
    return [target for target in _targets(app, world, "POST") if target.rule.endpoint not in ENDING]


def _targets(app: Flask, world: World, method: str) -> Iterator[Target]:
    known = values(world)
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or set()):
            continue
        package = rule.endpoint.split(".")[0]
        given = {
            name: (known.get(f"{rule.endpoint}.{name}") or known.get(f"{package}.{name}") or known[name])[0]
            for name in rule.arguments
        }
        form = partial(ACTS[rule.endpoint].form, world) if method == "POST" else dict
        yield Target(rule, method, adapter.build(rule.endpoint, given, method=method), given, form)


def send(browser: FlaskClient, target: Target, **more: Any) -> TestResponse:
    """Send a request to a target; `path` and `query` go as they are, past what a client would do to them."""
    overrides: dict[str, Any] = dict(more.pop("environ_overrides", {}))
    if "path" in more:
        overrides["PATH_INFO"] = more.pop("path")
    if "query" in more:
        overrides["QUERY_STRING"] = more.pop("query")
    method = more.pop("method", target.method)
    return browser.open(target.address, method=method, environ_overrides=overrides, **more)


class Complaints:
    """What went wrong, over all that was sent."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: list[str] = []
        self.sent = 0
        self.refused = 0

    def ask(self, who: str, what: object, act: Any) -> TestResponse:
        """Send something and look at the answer."""
        with traffic() as seen:
            response: TestResponse = act()
        self.sent += 1
        where = f"{who} {what!s:.200}"
        self.found += [f"{response.status_code} {where}: {problem}" for problem in problems(response)]
        if response.status_code >= 400:
            self.refused += 1
            half = [s[:100] for s in seen.written if not any(name in s for name in ALWAYS_KEPT)]
            if half:
                self.found.append(f"{response.status_code} {where} wrote {half[0]}")
        return response

    def none(self) -> None:
        """Fail if anything went wrong, or if nothing was sent."""
        assert not self.found, "\n".join(self.found[:30])
        assert self.sent > 30, "nothing was sent: this proves nothing"


def problems(response: TestResponse) -> Iterator[str]:
    """Say what is wrong with an answer, whatever was asked."""
    if response.status_code >= 500:
        yield "an error of ours"
    if "Content-Security-Policy" not in response.headers or "X-Content-Type-Options" not in response.headers:
        yield "no security headers"
    if urlsplit(response.headers.get("Location", "")).netloc not in {"", "localhost"}:
        yield f"leads to {response.headers['Location']}"
    if "X-Injected" in response.headers:
        yield "a header of the sender's"
    if response.status_code >= 400:
        text = response.get_data(as_text=True)
        if response.is_json:
            error = response.json.get("error", {}) if isinstance(response.json, dict) else {}
            if not ({"status", "message"} <= set(error) or "errors" in response.json):
                yield "another shape of JSON"
        elif response.mimetype != "text/html":
            yield f"not a page but {response.mimetype}"
        elif response.request.method != "HEAD" and "<h1" not in text and "<p" not in text:
            yield "an empty page"
        yield from (f"says «{word}»" for word in INSIDE if word in text)
