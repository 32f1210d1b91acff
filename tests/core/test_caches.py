"""What is kept is given only to those for whom it was made, and only as long as it is true."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine

from forum.core import clock
from forum.core import pagecache
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Fact
from forum.core.events import record
from forum.core.kept import Kept
from forum.core.versions import cached_by_content
from forum.core.versions import cached_by_reference


@dataclass(frozen=True)
class WallPainted(Fact):
    wall_id: int


@dataclass(frozen=True)
class MapDrawn(Fact):
    map_id: int
    bumps = (versions.CONTENT, versions.REFERENCE)


def happen(fact):
    with transaction():
        record(SYSTEM, fact)


@pytest.fixture(autouse=True)
def still():
    """Stop the clock: a page is kept for the minute in which it was made."""
    pagecache.clear()
    with time_machine.travel(clock.now().replace(second=5), tick=False) as time:
        yield time


def test_a_visitor_without_cookies_gets_the_kept_page(planted):
    first = planted.get("/planted/count")
    second = planted.get("/planted/count")
    assert first.text == second.text
    assert {k: v for k, v in first.headers if k != "X-Request-Id"} == {
        k: v for k, v in second.headers if k != "X-Request-Id"
    }
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


@pytest.mark.parametrize(
    "header", [{"Cookie": "x=y"}, {"Cookie": "session=z"}, {"Authorization": "Bearer x"}, {"HX-Request": "true"}]
)
def test_whoever_sends_more_gets_a_page_of_their_own(planted, header):
    browser = planted.application.test_client(use_cookies=False)
    kept = browser.get("/planted/count").text
    assert browser.get("/planted/count", headers=header).text != kept
    assert browser.get("/planted/count").text == kept, "and leaves none behind"


def test_languages_encodings_and_addresses_are_kept_apart(planted):
    texts = {
        planted.get("/planted/count", headers={"Accept-Language": "es"}).text,
        planted.get("/planted/count", headers={"Accept-Language": "pt"}).text,
        planted.get("/planted/count?ui=pt").text,
        planted.get("/planted/count?a=1").text,
        planted.get("/planted/count", headers={"Accept": "application/json"}).text,
    }
    assert len(texts) == 5
    assert {text.split()[1] for text in texts} == {"es", "pt"}
    squeezed = planted.get("/planted/count", headers={"Accept-Encoding": "gzip"})
    assert squeezed.headers.get("Content-Encoding", "gzip") == "gzip"
    assert "Content-Encoding" not in planted.get("/planted/count").headers


@pytest.mark.parametrize(
    "first",
    ["*", "*;q=1", "identity;q=0, *", "br;q=0, gzip", "gzip;q=0, br;q=0", "xbrx", "gzip, br;q=0.5", "gzip;q=x, *"],
)
@pytest.mark.parametrize("then", ["", "gzip", "gzip, br"])
def test_nobody_gets_a_page_squeezed_as_somebody_else_asked_for_it(app, first, then):
    browser = app.test_client(use_cookies=False)
    wanted = browser.get("/latest?fresh", headers={"Accept-Encoding": then}).headers.get("Content-Encoding")
    pagecache.clear()
    browser.get("/latest", headers={"Accept-Encoding": first})
    found = browser.get("/latest", headers={"Accept-Encoding": then})
    assert found.headers.get("Content-Encoding") == wanted


def test_a_kept_page_is_not_given_in_an_encoding_that_is_refused(app):
    browser = app.test_client(use_cookies=False)
    assert browser.get("/latest", headers={"Accept-Encoding": "gzip, br"}).headers["Content-Encoding"] == "br"
    refusing = browser.get("/latest", headers={"Accept-Encoding": "br;q=0, gzip"})
    assert refusing.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("refused", ["gzip;q=0", "zstd;q=0", "br;q=0, gzip;q=0", "identity"])
@pytest.mark.parametrize("cookie", ["", "a=b"])
def test_what_somebody_refuses_is_not_used_though_they_ask_for_nothing_else(app, refused, cookie):
    browser = app.test_client(use_cookies=False)
    headers = {"Accept-Encoding": refused} | ({"Cookie": cookie} if cookie else {})
    answer = browser.get("/latest", headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert "<html" in answer.text


@pytest.mark.parametrize("path", ["count-with-form", "count-unstored", "count-gone", "count?" + "x" * 400])
def test_some_pages_are_never_kept(planted, path):
    app = planted.application
    texts = {app.test_client().get(f"/planted/{path}").text for _ in range(2)}
    assert len(texts) == 2


def test_each_form_gets_a_token_of_its_own(planted):
    tokens = {planted.application.test_client().get("/planted/count-with-form").text.split()[1] for _ in range(3)}
    assert len(tokens) == 3


def test_a_page_is_made_anew_when_data_change(planted, planted_app):
    before = planted.get("/planted/count").text
    with planted_app.app_context():
        happen(WallPainted(1))
    assert planted.get("/planted/count").text != before


def test_a_page_is_made_anew_each_minute(planted, still):
    before = planted.get("/planted/count").text
    still.shift(timedelta(minutes=1))
    assert planted.get("/planted/count").text != before


def test_the_cache_is_bounded(planted, monkeypatch):
    monkeypatch.setattr(pagecache, "CAPACITY", 3)
    first = planted.get("/planted/count?n=0").text
    for n in range(1, 5):
        planted.get(f"/planted/count?n={n}")
    assert len(pagecache._pages) == 3
    assert planted.get("/planted/count?n=0").text != first


def test_pages_of_before_a_change_or_of_an_earlier_minute_take_no_room(planted, planted_app, still):
    for n in range(3):
        planted.get(f"/planted/count?n={n}")
    assert len(pagecache._pages) == 3
    with planted_app.app_context():
        happen(WallPainted(1))
    planted.get("/planted/count?n=0")
    assert len(pagecache._pages) == 1
    still.shift(timedelta(minutes=1))
    planted.get("/planted/count?n=1")
    assert len(pagecache._pages) == 1


def calls_of(cached):
    seen = []

    @cached
    def ask(name):
        seen.append(name)
        return name.upper()

    return ask, seen


def test_an_answer_is_kept_by_the_version_that_it_depends_on(app):
    by_reference, reference = calls_of(cached_by_reference)
    by_content, content = calls_of(cached_by_content)

    def both():
        assert (by_reference("a"), by_content("a")) == ("A", "A")
        return len(reference), len(content)

    assert both() == (1, 1)
    assert both() == (1, 1)
    happen(WallPainted(1))
    assert both() == (1, 2)
    happen(MapDrawn(1))
    assert both() == (2, 3)


def test_a_command_sees_its_own_changes(app):
    ask, seen = calls_of(cached_by_reference)
    ask("a")
    with transaction():
        ask("a")
        ask("a")
    assert seen == ["a", "a", "a"], "inside a transaction nothing is taken from the cache"


def test_a_change_by_another_process_is_seen_by_the_next_request(app):
    ask, seen = calls_of(cached_by_reference)
    ask("a")
    happen(MapDrawn(1))
    session.remove()
    ask("a")
    assert seen == ["a", "a"]


def test_versions_are_read_once_per_request(app, count_queries):
    session.remove()
    with count_queries() as statements:
        versions.current(versions.CONTENT)
        versions.current(versions.REFERENCE)
        versions.data_versions()
    assert len([s for s in statements if "data_version" in s]) == 1


def test_what_is_kept_by_weight_stays_within_it():
    kept = Kept(10_000)
    for number in range(100):
        kept.put(number, "x", 100)
    assert kept.get(99) == "x"
    assert kept.get(0) is None
    assert kept._weight <= 10_000
    kept.put("heavy", "x" * 5000, 5000)
    assert kept.get("heavy") is None, "nothing takes the place of everything else"


def test_a_host_that_is_not_ours_gets_no_kept_page(planted):
    kept = planted.get("/planted/count").text
    foreign = planted.get("/planted/count", base_url="http://evil.example")
    assert foreign.status_code == 400
    assert planted.get("/planted/count").text == kept


def test_plain_and_encrypted_pages_are_kept_apart(planted):
    plain = {"base_url": "http://foro.example.org"}
    assert "Strict-Transport-Security" not in planted.get("/planted/count", **plain).headers
    assert "Strict-Transport-Security" in planted.get("/planted/count").headers
    assert "Strict-Transport-Security" not in planted.get("/planted/count", **plain).headers


def test_what_was_kept_under_an_earlier_version_goes_with_the_first_of_a_later_one():
    kept = Kept(100_000, versioned=True)
    kept.put(((1, 1), "list"), "before")
    kept.put(((2, 1), "list"), "after")
    assert kept.get(((1, 1), "list")) is None
    kept.put(((1, 1), "late"), "made from what was")
    assert kept.get(((1, 1), "late")) is None
    assert kept.get(((2, 1), "list")) == "after"
