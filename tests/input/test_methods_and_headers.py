"""Methods that an address does not know, and headers that no browser sends."""

from itertools import cycle
from itertools import islice

import pytest

from tests.input.sending import readable
from tests.input.sending import send
from tests.input.sending import shuffled
from tests.input.sending import writable

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "BREW", "G\xcbT", "X" * 300)


def test_a_wrong_method_is_refused_with_the_right_ones_named(app, world, browsers, complaints):
    methods = cycle(METHODS)
    targets = {target.rule.rule: target for target in (*readable(app, world), *writable(app, world))}
    for who, browser in browsers.items():
        for target in targets.values():
            allowed = set().union(*(r.methods or set() for r in app.url_map.iter_rules() if r.rule == target.rule.rule))
            for method in islice(methods, 3):
                if method in allowed:
                    continue
                answer = complaints.ask(
                    who, (method, target.address), lambda b=browser, t=target, m=method: send(b, t, method=m)
                )
                assert answer.status_code in {404, 405}, (method, target.address)
                if answer.status_code == 405:
                    assert set(answer.headers["Allow"].split(", ")) & allowed
                    assert "<h1" in answer.text
    complaints.none()


def test_options_and_head_write_nothing_and_say_no_more_than_get(app, world, browsers, complaints):
    for who, browser in browsers.items():
        for target in readable(app, world)[:: 2 if who == "visitor" else 5]:
            whole = browser.get(target.address)
            head = complaints.ask(who, target, lambda b=browser, t=target: send(b, t, method="HEAD"))
            assert head.status_code == whole.status_code, target
            assert head.data == b""
            answer = complaints.ask(who, target, lambda b=browser, t=target: send(b, t, method="OPTIONS"))
            assert answer.status_code in {200, 404}
            assert answer.status_code == 404 or answer.data == b""
    complaints.none()


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"])
def test_the_method_is_the_one_of_the_request(browsers, header):
    for wanted in ("POST", "DELETE", "PUT"):
        assert browsers["admin"].get("/admin/settings", headers={header: wanted}).status_code == 200
        assert browsers["visitor"].get(f"/language?_method={wanted}", headers={header: wanted}).status_code == 405


#: As the server hands them on: Latin-1.
HEADERS = (
    ("HTTP_ACCEPT", "application/json;q=nan, */*;q=-1"),
    ("HTTP_ACCEPT", "," * 9000),
    ("HTTP_ACCEPT", "\xff\xfe"),
    ("HTTP_ACCEPT", "text/html;" + "a=b;" * 900),
    ("HTTP_ACCEPT_LANGUAGE", "es;q=nan, pt;q=1e999,*;q=,,;;" + "x" * 5000),
    ("HTTP_ACCEPT_LANGUAGE", "-" * 5000),
    ("HTTP_ACCEPT_LANGUAGE", ",".join(f"x{number};q=0.{number}" for number in range(2000))),
    ("HTTP_ACCEPT_LANGUAGE", "\xff"),
    ("HTTP_ACCEPT_ENCODING", "br;q=x, gzip;q=\xff, *;q=-0"),
    ("HTTP_ACCEPT_ENCODING", "zstd,br,gzip,identity;q=0,*;q=0"),
    ("HTTP_RANGE", "bytes=9-1"),
    ("HTTP_RANGE", "bytes=0-,-1,5-5," + "0-0," * 2000),
    ("HTTP_RANGE", "bytes=" + "9" * 400 + "-"),
    ("HTTP_IF_NONE_MATCH", '"'),
    ("HTTP_IF_NONE_MATCH", '"a",' * 3000),
    ("HTTP_IF_NONE_MATCH", "*"),
    ("HTTP_IF_MATCH", "*"),
    ("HTTP_IF_MODIFIED_SINCE", "yesterday"),
    ("HTTP_IF_MODIFIED_SINCE", "Fri, 99 Abc 99999 99:99:99 GMT"),
    ("HTTP_IF_MODIFIED_SINCE", "Mon, 01 Jan 0001 00:00:00 +2400"),
    ("HTTP_IF_UNMODIFIED_SINCE", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("HTTP_IF_RANGE", "\xff"),
    ("HTTP_COOKIE", "session=" + "x" * 5000),
    ("HTTP_COOKIE", "session=\xff\xfe; form=\x01; ui=zz; device=\xff"),
    ("HTTP_COOKIE", "session; =; ;;; session=a; session=b; form=.eJw.x.y"),
    ("HTTP_COOKIE", 'session="\\000\\377"; form=eyJhIjoxfQ.aaaa.bbbb; ui="pt\\"'),
    ("HTTP_COOKIE", "form=" + "." * 4000),
    ("HTTP_COOKIE", "; ".join(f"c{number}=1" for number in range(2000))),
    ("HTTP_COOKIE", "ui=pt\r\nX-Injected: y"),
    ("HTTP_AUTHORIZATION", "Basic \xff"),
    ("HTTP_AUTHORIZATION", "Bearer " + "a" * 9000),
    ("HTTP_REFERER", "\xff//\x00"),
    ("HTTP_ORIGIN", "null"),
    ("HTTP_USER_AGENT", "\xff" * 9000),
    ("HTTP_SEC_FETCH_SITE", "\xff"),
    ("HTTP_HX_REQUEST", "\xff"),
    ("HTTP_HX_TARGET", "<script>"),
    ("HTTP_X_REQUEST_ID", "a b" * 400),
    ("HTTP_X_REQUEST_ID", "abcdefgh\r\nX-Injected: y"),
    ("HTTP_CONTENT_ENCODING", "gzip"),
    ("HTTP_EXPECT", "200-ok"),
    ("HTTP_UPGRADE", "websocket"),
    ("CONTENT_TYPE", "\xff\xfe; boundary=\x00"),
    ("CONTENT_LENGTH", "-1"),
    ("CONTENT_LENGTH", "9" * 40),
    ("CONTENT_LENGTH", "\xb2"),
)


def test_no_header_breaks_a_page(app, world, browsers, complaints):
    headers = cycle(shuffled(HEADERS))
    for who, browser in browsers.items():
        for target in (*readable(app, world), *writable(app, world)):
            for name, value in islice(headers, 1):
                more = {name: value}
                complaints.ask(
                    who, (target, name, value[:60]), lambda b=browser, t=target, m=more: send(b, t, environ_overrides=m)
                )
    complaints.none()


FORGED = (
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "localhost@evil.example"},
    {"HTTP_HOST": "evil.example:80#localhost"},
    {"HTTP_HOST": "localhost.evil.example"},
    {"HTTP_HOST": "localhost, evil.example"},
    {"HTTP_HOST": "local host"},
    {"HTTP_HOST": "[::1"},
    {"HTTP_HOST": "localhost:99999999"},
    {"HTTP_HOST": "\xff"},
    {"HTTP_HOST": ""},
    {"HTTP_HOST": "x" * 5000},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_PORT": "666", "HTTP_X_FORWARDED_PREFIX": "/evil.example"},
    {"HTTP_FORWARDED": "host=evil.example;proto=https;for=evil.example"},
    {"HTTP_X_ORIGINAL_URL": "/admin", "HTTP_X_REWRITE_URL": "/admin"},
    {"HTTP_X_HOST": "evil.example", "HTTP_X_FORWARDED_SERVER": "evil.example"},
    {"HTTP_REFERER": "https://evil.example/", "HTTP_ORIGIN": "https://evil.example"},
)


def test_no_forged_host_or_forwarding_steers_an_answer(app, world, browsers, complaints):
    forged = cycle(shuffled(FORGED))
    for who, browser in browsers.items():
        for target in readable(app, world):
            for more in islice(forged, 2):
                answer = complaints.ask(
                    who, (target, more), lambda b=browser, t=target, m=more: send(b, t, environ_overrides=m)
                )
                assert b"evil.example" not in answer.data, (target, more)
                assert "evil.example" not in str(answer.headers), (target, more)
                if more.get("HTTP_HOST"):
                    assert answer.status_code == 400, (target, more)
    complaints.none()


def test_a_header_that_names_another_address_opens_none(browsers):
    hidden = {"X-Original-URL": "/admin", "X-Rewrite-URL": "/admin", "X-Forwarded-Uri": "/admin"}
    assert browsers["visitor"].get("/login", headers=hidden).status_code == 200
    assert "/admin" not in browsers["visitor"].get("/login", headers=hidden).text
