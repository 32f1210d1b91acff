"""Who asks too often is told to wait, page or JSON; nobody passes the limit with a header that they wrote themselves."""

import logging
import shutil
import socket
import subprocess
import time
from contextlib import closing
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from limits import RateLimitItemPerMinute
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config
from forum.app import create_app
from forum.core import clock
from forum.core import reading_limits
from forum.core.db import db
from forum.core.pagecache import PageCache
from forum.core.reading_limits import ACTS
from forum.core.reading_limits import COMPLETIONS
from forum.core.reading_limits import PAGES
from forum.core.reading_limits import SEARCHES
from forum.core.reading_limits import Counters
from forum.core.reading_limits import ReadingLimits
from forum.core.reading_limits import network_of
from tests.factories.accounts import make_user

THREE = RateLimitItemPerMinute(3, namespace="test")
FORGED = (
    {},
    {"X-Forwarded-For": "198.51.100.7"},
    {"X-Forwarded-For": "198.51.100.8, 198.51.100.9"},
    {"Forwarded": "for=198.51.100.10"},
    {"X-Real-IP": "198.51.100.11"},
    {"X-Client-IP": "198.51.100.12", "True-Client-IP": "198.51.100.13", "CF-Connecting-IP": "198.51.100.14"},
    {"X-Forwarded-For": "\xff, ,,;for=x"},
)


@pytest.fixture
def limits(app: Flask) -> ReadingLimits:
    """Turn the limits on, with counters at nothing."""
    app.config["READING_LIMITS"] = True
    made = app.extensions["reading_limits"] = ReadingLimits()
    return made


def use_up(limits, reading, key, *, member=False):
    """Read as often as is allowed."""
    for _ in range(reading.members if member else reading.visitors):
        limits.wait(reading.items[int(member)], key)


@pytest.mark.parametrize(("language", "tag"), [("es", "es"), ("pt-BR", "pt-BR")])
def test_a_visitor_who_reads_too_often_gets_a_page_that_says_how_long_to_wait(limits, client, language, tag):
    use_up(limits, PAGES, "127.0.0.1")
    answer = client.get("/login", headers={"Accept-Language": language})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert f'<html lang="{tag}"' in answer.text
    assert "<h1" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_program_that_reads_too_often_gets_the_one_shape_of_json(limits, client):
    use_up(limits, PAGES, "127.0.0.1")
    answer = client.get("/login", headers={"Accept": "application/json"})
    assert answer.status_code == 429
    assert answer.json["error"]["status"] == 429
    assert answer.headers["Retry-After"]


def test_another_address_is_not_held_up_and_a_minute_later_nobody_is(limits, client):
    use_up(limits, PAGES, "127.0.0.1")
    assert client.get("/login").status_code == 429
    assert client.get("/login", environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code == 200
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert client.get("/login").status_code == 200


def test_members_are_counted_by_their_account_wherever_they_are(limits, client, sign_in):
    use_up(limits, PAGES, "127.0.0.1")
    ana, bia = make_user("Ana"), make_user("Bia")
    assert sign_in(ana).get("/login").status_code == 303, "the office of a member may be full of visitors"
    use_up(limits, PAGES, str(ana.id), member=True)
    for address in ("127.0.0.1", "192.0.2.1", "2001:db8::1"):
        assert sign_in(ana).get("/latest", environ_overrides={"REMOTE_ADDR": address}).status_code == 429
    assert sign_in(bia).get("/latest").status_code == 200


def test_a_session_that_is_none_counts_as_its_address(limits, client):
    use_up(limits, PAGES, "127.0.0.1")
    for number in range(3):
        client.set_cookie("session", f"{number}" * 43)
        assert client.get("/login").status_code == 429


@pytest.mark.parametrize(
    ("reading", "path"),
    [(SEARCHES, "/search?q=agua"), (COMPLETIONS, "/mentions?q=an"), (COMPLETIONS, "/similar-topics")],
)
def test_what_is_dear_has_a_limit_of_its_own(limits, sign_in, reading, path):
    ana = make_user("Ana")
    use_up(limits, reading, str(ana.id), member=True)
    assert sign_in(ana).get(path).status_code == 429
    assert sign_in(ana).get("/latest").status_code == 200


def test_acts_have_a_limit_of_their_own_for_visitors_and_members(limits, client, sign_in):
    use_up(limits, ACTS, "127.0.0.1")
    assert client.post("/language", data={"language": "pt"}).status_code == 429
    assert client.get("/login").status_code == 200
    ana = make_user("Ana")
    use_up(limits, ACTS, str(ana.id), member=True)
    assert sign_in(ana).post("/new/readings").status_code == 429
    assert sign_in(ana).get("/latest").status_code == 200


def test_health_and_static_files_are_not_counted(limits, client):
    use_up(limits, PAGES, "127.0.0.1")
    assert client.get("/health/live").status_code == 200
    assert client.get("/static/favicon.svg").status_code == 200


def test_pages_from_the_cache_count_too(limits, client):
    assert [client.get("/stages").status_code for _ in range(3)] == [200] * 3
    for _ in range(PAGES.visitors - 3):
        assert limits.admits_from_cache({"REMOTE_ADDR": "127.0.0.1"})
    assert client.get("/stages").status_code == 429
    assert client.get("/stages", environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code == 200


def test_requests_that_are_refused_count_too(limits, client):
    for _ in range(PAGES.visitors - 2):
        limits.wait(PAGES.items[0], "127.0.0.1")
    assert client.get("/nowhere").status_code == 404
    assert client.open("/login", method="BREW").status_code == 405
    assert client.get("/nowhere").status_code == 429


@pytest.mark.parametrize("headers", FORGED)
def test_no_header_passes_the_limit_without_a_proxy(limits, client, headers):
    use_up(limits, PAGES, "127.0.0.1")
    for path in ("/login", "/stages"):
        assert client.get(path, headers=headers).status_code == 429, headers


@pytest.mark.parametrize("hops", [1, 2])
def test_behind_proxies_only_what_the_last_of_them_wrote_counts(limits, app, client, hops):
    plain = app.wsgi_app
    app.wsgi_app = ProxyFix(plain, x_for=hops, x_proto=hops, x_host=hops)  # As `core.web` does with FORUM_PROXIES.
    try:
        use_up(limits, PAGES, "203.0.113.5")
        behind = ", 10.0.0.1" * (hops - 1)
        for forged in ("", "198.51.100.7, ", "198.51.100.8, 198.51.100.9, ", "203.0.113.5, \xff, "):
            headers = {"X-Forwarded-For": f"{forged}203.0.113.5{behind}", "X-Real-IP": "198.51.100.1"}
            assert client.get("/login", headers=headers).status_code == 429, headers
        # Another client of the same proxies, who claims to be the first.
        headers = {"X-Forwarded-For": f"203.0.113.5, 203.0.113.6{behind}"}
        assert client.get("/login", headers=headers).status_code == 200
    finally:
        app.wsgi_app = plain


@pytest.mark.parametrize("hops", [0, 1, 2])
def test_the_site_trusts_as_many_proxies_as_it_is_told_and_reads_them_before_the_page_cache(tmp_path, hops):
    made = create_app(Config(env="testing", data_dir=tmp_path, url="http://localhost", proxies=hops))
    outermost = made.wsgi_app
    if hops:
        assert isinstance(outermost, ProxyFix)
        assert (outermost.x_for, outermost.x_proto, outermost.x_host) == (hops, hops, hops)
        outermost = outermost.app
    assert isinstance(outermost, PageCache)
    with made.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "?"),
        (None, "?"),
        ("x" * 9000, "?"),
        ("192.0.2.1:80", "?"),
        ("1.2.3.4, 5.6.7.8", "?"),
    ],
)
def test_one_address_is_an_ipv4_address_or_a_64_of_ipv6(address, network):
    assert network_of(address) == network


def test_counters_of_any_number_of_addresses_take_a_bounded_part_of_memory():
    counters = Counters(capacity=100)
    for number in range(5_000):
        counters.incr(str(number), 60)
    assert len(counters._windows) == 100
    assert counters.get("4999") == 1
    assert counters.get("0") == 0
    assert counters.reset() == 100
    assert reading_limits.CAPACITY <= 50_000
    assert network_of.cache_info().maxsize is not None


def test_a_window_ends_and_a_counter_can_be_forgotten():
    counters = Counters()
    assert [counters.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    assert counters.get_expiry("a") - time.time() > 50
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert counters.get("a") == 0
        assert counters.incr("a", 60) == 1
        counters.clear("a")
        assert counters.get("a") == 0
    assert counters.check()


def test_nothing_is_limited_where_it_is_not_turned_on(app, client):
    assert not app.config["READING_LIMITS"]
    assert reading_limits.of(app) is None
    assert client.get("/login").status_code == 200


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_without_redis_memory_counts_and_no_trace_is_logged(caplog):
    limits = ReadingLimits(f"redis://127.0.0.1:{free_port()}/0")
    with caplog.at_level(logging.WARNING):
        assert [limits.wait(THREE, "a") is None for _ in range(5)] == [True, True, True, False, False]
    assert "Traceback" not in caplog.text
    # It is asked again only after a pause: nobody waits for it meanwhile.
    assert limits._away_until > time.monotonic()


@pytest.mark.skipif(not shutil.which("redis-server"), reason="needs redis-server")
def test_processes_share_the_counters_of_redis_and_go_on_when_it_ends():
    port = free_port()
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""], stdout=subprocess.DEVNULL
    )
    try:
        one, two = (ReadingLimits(f"redis://127.0.0.1:{port}/0") for _ in range(2))
        for _ in range(100):
            if one.shared.storage.check():
                break
            time.sleep(0.1)
        assert [each.wait(THREE, "a") is None for each in (one, two, one, two)] == [True, True, True, False]
        assert 1 <= two.wait(THREE, "a") <= 60
    finally:
        server.terminate()
        server.wait(10)
    assert two.wait(THREE, "a") is None, "in memory it is the first"


def test_the_socket_of_redis_may_be_a_file():
    assert ReadingLimits("unix:///run/redis/redis.sock").shared is not None
