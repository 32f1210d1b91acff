"""Bodies: too large, malformed, of a wrong type, with files in the place of texts and texts in the place of files."""

import io
from itertools import cycle
from itertools import islice

import pytest

from forum.core import access
from forum.core.errorpages import view_of
from tests.input.sending import send
from tests.input.sending import shuffled
from tests.input.sending import writable
from tests.privacy.test_fuzz import FIELDS
from tests.privacy.test_fuzz import TEXTS

#: They need no token; `test_forms_from_elsewhere` says why.
WITHOUT = {"accounts.set_language", "news.create_closing", "notifications.create_unsubscription"}
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"


def part(name: str, value: bytes, *, more: bytes = b"", filename: bytes | None = None) -> bytes:
    """Return one part of a multipart body."""
    file = b"" if filename is None else b'; filename="' + filename + b'"'
    head = b'--x\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + file
    return head + b"\r\n" + more + b"\r\n" + value + b"\r\n"


KINDS: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"body": ["a"], "title": {"x": 1}, "page": 1e999}'),
    ("application/json", b"{"),
    ("application/json", b"[" * 20_000),
    ("application/json", b'"\\ud800"'),
    ("application/json; charset=utf-99", b"\xff\xfe"),
    ("application/vnd.api+json", b"null"),
    (FORM, b"body=%ff%fe&title=\xff\xfe&language=es&=&&&"),
    (FORM, b"body=%00&title=%ed%a0%80&email=%00"),
    (FORM, b"a=1&" * 2000),
    (FORM, b"body=" + b"%" * 5000),
    (f"{FORM}; charset=utf-7", b"body=+ADw-"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=", b"----"),
    ("multipart/form-data; boundary=" + "x" * 5000, b"--x--"),
    (PARTS, b"--x\r\nContent-Disposition: form-data; name=body"),
    (PARTS, part("body", b"cut")[:40]),
    (PARTS, part("body", b"a") * 3 + b"--x"),
    (PARTS, part("body", b"\xff\xfe\x00") + b"--x--\r\n"),
    (PARTS, part("body", b"a") * 400 + b"--x--\r\n"),
    (PARTS, part("body", b"a") * 10_000 + b"--x--\r\n"),
    (PARTS, b"--x\r\n" * 3000 + b"--x--"),
    (PARTS, part("body", b"a", more=b"X-A: " + b"a" * 100_000 + b"\r\n") + b"--x--\r\n"),
    (PARTS, part("body", b"a", more=b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=zz\r\n")),
    (PARTS, part("body", part("inner", b"a"), more=b"Content-Type: multipart/mixed; boundary=x\r\n") + b"--x--\r\n"),
    (PARTS, part("file", b"MZ", filename=b"../../a\x00.php") + b"--x--\r\n"),
    (PARTS, part("picture", b"", filename=b"") + part("file", b"", filename=b"\xff") + b"--x--\r\n"),
    ("text/plain", b"csrf_token=x\r\nbody=a"),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("", b"\x00" * 100),
    ("\xff\xfe", b"x"),
)


def test_no_malformed_body_breaks_a_page_and_nothing_is_written(app, world, browsers, complaints):
    """With tokens checked, as the site does: none of these bodies has one, so none of them may do anything."""
    app.config["WTF_CSRF_ENABLED"] = True
    kinds = cycle(shuffled(KINDS))
    for who, browser in browsers.items():
        for target in writable(app, world):
            for kind, body in islice(kinds, 1):
                answer = complaints.ask(
                    who,
                    (target, kind[:40], body[:40]),
                    lambda b=browser, t=target, k=kind, d=body: send(b, t, data=d, content_type=k),
                )
                assert answer.status_code >= 400 or target.rule.endpoint in WITHOUT, (target, kind, body[:40])
    complaints.none()


def test_no_malformed_body_gets_past_a_form(app, world, browsers, complaints):
    """Without the check of tokens, so that the forms themselves meet what is sent."""
    kinds = cycle(shuffled(KINDS))
    for who in ("member", "admin"):
        for target in writable(app, world):
            for kind, body in islice(kinds, 1):
                complaints.ask(
                    who,
                    (target, kind[:40], body[:40]),
                    lambda b=browsers[who], t=target, k=kind, d=body: send(b, t, data=d, content_type=k),
                )
    complaints.none()


def test_no_value_of_a_field_breaks_a_form_or_writes_half_of_something(app, world, browsers, complaints):
    texts = cycle(shuffled(text for text in TEXTS if not text.startswith("\ud800")))
    for who, browser in browsers.items():
        for target in writable(app, world):
            half = {
                name: (value if place % 2 else next(texts)) for place, (name, value) in enumerate(target.form.items())
            }
            for data in (
                dict.fromkeys(FIELDS, next(texts)),
                {name: [next(texts), next(texts)] for name in FIELDS},
                half,
                {name: (io.BytesIO(b"\xff\x00\x01"), "x\x00.csv") for name in (*target.form, "file", "picture")},
            )[:: 2 if who == "admin" else 4]:
                complaints.ask(who, target, lambda b=browser, t=target, d=data: send(b, t, data=d))
    complaints.none()


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(app, world, browsers, complaints):
    app.config["WTF_CSRF_ENABLED"] = True
    for who, browser in browsers.items():
        for target in writable(app, world):
            limit = access.body_limit_of(view_of(target.rule.endpoint)) or app.config["MAX_CONTENT_LENGTH"]
            source = io.BytesIO(b"body=")
            answer = complaints.ask(
                who,
                target,
                lambda b=browser, t=target, s=source, n=limit: send(
                    b, t, input_stream=s, environ_overrides={"CONTENT_LENGTH": str(n + 1), "CONTENT_TYPE": FORM}
                ),
            )
            assert answer.status_code in {413, 404, 403} or target.rule.endpoint in WITHOUT, target
    complaints.none()


@pytest.mark.parametrize("language", ["es", "pt"])
def test_what_is_too_large_is_refused_in_the_readers_language(browsers, language):
    answer = browsers["visitor"].post("/login", data={"body": "x" * 3_000_000}, headers={"Accept-Language": language})
    assert answer.status_code == 413
    assert f'<html lang="{"pt-BR" if language == "pt" else "es"}"' in answer.text


def test_a_body_that_says_it_is_longer_than_it_is_does_nothing(app, world, browsers, complaints):
    app.config["WTF_CSRF_ENABLED"] = True
    for target in writable(app, world)[::2]:
        answer = complaints.ask(
            "admin",
            target,
            lambda t=target: send(
                browsers["admin"],
                t,
                input_stream=io.BytesIO(b"body=half+of+a&language=es"),
                environ_overrides={"CONTENT_LENGTH": "9000", "CONTENT_TYPE": FORM},
            ),
        )
        assert answer.status_code >= 400 or target.rule.endpoint in WITHOUT, target
    complaints.none()
