"""Measurements: only where they are wanted, only to who shows the token, of all processes, and of nobody."""

import http.client

import pytest

from config import Config
from forum.core import measuring
from forum.core.errors import Invalid
from forum.core.markup.bounded import render_bounded
from tests.server.conftest import PRODUCTION
from tests.server.conftest import forum_database
from tests.server.conftest import start

__all__ = ["forum_database", "start"]

TOKEN = "a-token-of-this-test-that-is-long-enough"


class Counting:
    """A meter that remembers what it was told."""

    def __init__(self):
        self.requests, self.others = [], []

    def request(self, method, route, status, seconds, *, kept):
        self.requests.append((method, route, status, kept))

    def happened(self, what):
        self.others.append(what)


@pytest.fixture
def meter(app):
    counting = Counting()
    measuring.use(counting)
    yield counting
    measuring.use(None)


def test_without_a_token_there_is_no_such_address(app, visitor):
    absent = visitor.get("/nowhere")
    found = visitor.get("/metrics", headers={"Authorization": "Bearer "})
    assert (found.status_code, found.content_type) == (absent.status_code, absent.content_type)
    assert found.text.count("\n") == absent.text.count("\n")


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer x", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ñ"])
def test_without_the_right_token_there_is_no_such_address(app, visitor, shown):
    app.config["METRICS_TOKEN"] = TOKEN
    answer = visitor.get("/metrics", headers={"Authorization": shown.encode("latin-1")} if shown else {})
    assert answer.status_code == 404


def test_a_short_token_is_refused():
    assert any("FORUM_METRICS_TOKEN" in said for said in Config(metrics_token="short").problems())
    assert not Config(metrics_token=TOKEN).problems()


def test_answers_are_told_by_their_route_and_never_by_their_path(app, visitor, meter):
    visitor.get("/t/word-in-a-path/999?q=word-in-a-query")
    visitor.get("/nowhere/word-in-a-path")
    assert [(status, kept) for _method, _route, status, kept in meter.requests] == [(404, False)] * 2
    assert "word" not in repr(meter.requests)


def test_pages_from_the_cache_are_told_too(app, visitor, meter):
    for _ in range(2):
        visitor.get("/")
    assert [kept for *_rest, kept in meter.requests] == [False, True]


def test_a_refused_text_is_told(app, meter):
    with pytest.raises(Invalid):
        render_bounded("> " * 5000 + "x")
    assert meter.others == ["markup refused"]


def numbers(text):
    """Return name with labels → value."""
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def ask(server, path, **headers):
    """Ask for a page under the public name of the forum."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Host": "foro.example.org", **headers})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_what_all_processes_did_is_added_up_and_what_waits_is_told(start):
    # In production no demonstration is loaded first.
    server = start(**PRODUCTION, FORUM_METRICS_TOKEN=TOKEN, FORUM_WORKERS="2")
    server.wait_until_ready(180)
    assert ask(server, "/metrics")[0].status == 404
    for _ in range(12):
        assert ask(server, "/pages/about")[0].status == 200

    answer, text = ask(server, "/metrics", Authorization=f"Bearer {TOKEN}")
    found = numbers(text)
    assert answer.status == 200
    assert "no-store" in answer.headers["Cache-Control"]
    told = [n for n in found if n.startswith("forum_request_seconds_count") and 'status="200"' in n]
    assert sum(found[name] for name in told) == 12
    assert any(name.startswith("forum_pages_from_cache_total") for name in found)
    assert {"forum_mail_due", "forum_mail_failed", "forum_deliveries_due", "forum_deliveries_dead"} <= set(found)
    assert "forum_files_bytes" in found
    assert any(name.startswith("forum_request_statements_count") for name in found)
