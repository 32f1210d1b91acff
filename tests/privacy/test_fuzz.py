"""Whatever is sent, the answer is a page of the site, never a 500, and nothing is half-written.

Bounded: a fixed choice of hostile values at the addresses that take most; `tests/input` deals the same
values out over all routes.
"""

import io
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from tests.factories.accounts import make_staff

#: Texts that broke other programs: bytes of no character, numbers beyond all bounds, shapes of other formats.
TEXTS = (
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "9" * 30,
    "9" * 400,
    "9" * 5000,
    "-1",
    "1e400",
    "nan",
    "²",
    "٣",
    "['x']",
    '{"$ne": null}',
    "a" * 40_000,
    "'\"><script>alert(1)</script>",
    "../../../etc/passwd",
    "%00%ff",
    "\r\nX-Injected: y",
    "\u202eabc",
    "0001-01-01",
    "9999-12-31",
    "2024-02-30",
    "\U0001f600" * 50,
    "//evil.example",
    # Cursors that were given to nobody: of numbers, of texts, of nothing, of moments at the ends of time.
    "WzEsMl0",
    "WyJhIiwxXQ",
    "W251bGwsbnVsbF0",
    "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwxXQ",
    "WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAwIiwxXQ",
    "WzFlMzA4LDFd",
)
#: Every name that a page takes from its address.
NAMES = [
    "lang",
    "kind",
    "status",
    "period",
    "after",
    "before",
    "q",
    "stage",
    "city",
    "read",
    "number",
    "date",
    "show",
    "tab",
    "old",
    "new",
    "view",
    "to",
    "person",
    "since",
    "until",
    "ui",
    "next",
    "title",
    "practice",
    "criterion",
    "audience",
    "quote",
    "state",
]
#: More names of fields than any form has: each form finds its own among them.
FIELDS = [
    "body",
    "title",
    "language",
    "stage",
    "kind",
    "audience",
    "city",
    "practices",
    "criteria",
    "reason",
    "base",
    "post_id",
    "reply_to",
    "outcome",
    "answer",
    "note",
    "email",
    "password",
    "present",
    "name",
    "handle",
    "bio",
    "reads",
    "time_zone",
    "city_id",
    "days",
    "max_uses",
    "since",
    "until",
    "role",
    "domains",
    "country_code",
    "latitude",
    "population",
    "file",
    "picture",
    "terms_version",
    "based_on",
    "next",
    "request_id",
    "csrf_token",
    "topic",
    "lang",
    "status",
]
STRICT = "Content-Security-Policy"


def is_ours(response: TestResponse) -> bool:
    """Tell whether an answer is the site's own: with its headers, and for a refusal with its page."""
    if STRICT not in response.headers or response.status_code >= 500:
        return False
    return response.status_code < 400 or response.mimetype == "text/html" or response.is_json


def encoded(text: str) -> str:
    """Return a text as a browser, or somebody at a keyboard, puts it into an address."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.parametrize("language", ["es", "pt"])
def test_no_address_breaks_the_site(client, language):
    broken = []
    for text in TEXTS:
        for start in ("/t/", "/t/x/", "/u/", "/posts/", "/invitations/", "/unsubscribe/", "/avatars/", "/pages/", "/"):
            response = client.get(f"{start}{encoded(text[:3000])}?ui={language}")
            if not is_ours(response) and response.status_code != 302:
                broken.append(f"{response.status_code} {start}{text[:30]!r}")
    assert not broken, "\n".join(broken)


BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"body": ["a"], "title": {"x": 1}}'),
    ("application/json", b"{"),
    ("application/json; charset=utf-99", b"\xff\xfe"),
    ("application/x-www-form-urlencoded", b"body=%ff%fe&title=\xff\xfe&language=es&=&&&"),
    ("application/x-www-form-urlencoded", b"a=1&" * 2000),
    ("application/x-www-form-urlencoded; charset=utf-7", b"body=+ADw-"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=body"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n\xff\xfe\r\n--x--'),
    ("multipart/form-data; boundary=x", b"--x\r\n" * 3000 + b"--x--"),
    ("multipart/form-data; boundary=", b"----"),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("", b"\x00" * 100),
    ("\xff\xfe", b"x"),
)


@pytest.mark.parametrize(
    "address", ["/login", "/new-topic", "/settings/avatar", "/preview", "/join", "/admin/cities/import"]
)
def test_no_body_breaks_a_page(sign_in, address):
    browser = sign_in(make_staff(role="administrator"))
    for kind, body in BODIES:
        response = browser.post(address, data=body, content_type=kind)
        assert is_ours(response), (address, kind, body[:40], response.status_code)
        assert response.status_code != 303, (address, kind, body[:40])


def test_what_is_too_large_is_refused_with_a_page(sign_in):
    browser = sign_in(make_staff())
    for address in ("/new-topic", "/settings/avatar", "/login"):
        response = browser.post(
            address, data={"body": "x" * 9_000_000, "picture": (io.BytesIO(b"x" * 20_000_000), "x")}
        )
        assert response.status_code == 413
        assert is_ours(response)


HEADERS: tuple[dict[str, str], ...] = (
    {"Host": ""},
    {"Host": "evil.example"},
    {"Host": "localhost@evil.example"},
    {"Host": "local host"},
    {"Host": "[::1"},
    {"Host": "localhost:99999999"},
    {"Host": "localhost, evil.example"},
    {"Accept-Language": "es;q=nan, pt;q=1e999,*;q=,,;;" + "x" * 5000},
    {"Accept-Language": "\xff\xfe"},
    {"Accept": "application/json;q=nan, */*;q=-1"},
    {"Accept": "\xff"},
    {"Accept-Encoding": "br;q=x, gzip;q=\xff"},
    {"Cookie": "session=" + "x" * 5000},
    {"Cookie": "session=\xff\xfe; form=\x01; ui=zz; device=\xff"},
    {"Cookie": "session; =; ;;; session=a; session=b; form=.eJw.x.y"},
    {"Cookie": 'session="\\000\\377"; form=eyJhIjoxfQ.aaaa.bbbb'},
    {"If-None-Match": '"', "If-Modified-Since": "yesterday", "Range": "bytes=9-1"},
    {"Authorization": "Basic \xff", "Referer": "\xff", "Origin": "null"},
    {
        "X-Request-Id": "a\r\nb".replace("\r\n", " ") * 40,
        "X-Forwarded-For": "x" * 500,
        "X-Forwarded-Host": "evil.example",
    },
    {"HX-Request": "\xff", "User-Agent": "\xff" * 900, "Sec-Fetch-Site": "\xff"},
)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_header_and_no_method_breaks_the_site(client, method):
    for headers in ({}, *HEADERS):
        for address in ("/", "/login", "/t/x/1", "/avatars/x.webp", "/static/../config.py", "/search?q=a"):
            environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
            response = client.open(address, method=method, environ_overrides=environ)
            assert response.status_code < 500, (method, address, headers)
            assert b"evil.example" not in response.data, (method, address, headers)
            assert "evil.example" not in str(response.headers), (method, address, headers)
