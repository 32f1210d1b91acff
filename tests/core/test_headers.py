"""Security headers on every answer, whose acts are taken, and under which name the forum answers."""

import pytest

OK = "/planted/query"


def test_nothing_inline_and_nothing_from_elsewhere_may_run(planted):
    policy = dict(part.strip().split(" ", 1) for part in planted.get(OK).headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    allowed = " ".join(policy.values())
    assert "unsafe" not in allowed
    assert "http" not in allowed
    assert "*" not in allowed


@pytest.mark.parametrize("path", [OK, "/planted/nowhere", "/planted/error/crash", "/health/live"])
def test_every_answer_has_the_headers(planted, path):
    headers = planted.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"]
    assert headers["X-Robots-Tag"] == "noindex"
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in headers["Vary"].split(",")}
    assert headers["Cache-Control"].startswith("private")


def test_a_request_id_is_kept_when_it_is_one(planted):
    assert planted.get(OK, headers={"X-Request-Id": "abcdef-123456"}).headers["X-Request-Id"] == "abcdef-123456"
    assert "<" not in planted.get(OK, headers={"X-Request-Id": "<script>alert(1)</script>"}).headers["X-Request-Id"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_acts_from_other_sites_are_refused(planted, site):
    planted.application.config["WTF_CSRF_ENABLED"] = False
    assert planted.post("/planted/act", headers={"Sec-Fetch-Site": site}).status_code == 403
    assert planted.post("/planted/act", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert planted.post("/planted/act").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "foro.example.org.evil.example", "foro.example.org:8443", "evil@foro.example.org"]
)
def test_another_host_is_refused(planted, host):
    answer = planted.get(OK, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_forwarded_names_are_ignored_without_a_trusted_proxy(planted):
    answer = planted.get(OK, headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"})
    assert answer.status_code == 200
    assert "evil" not in answer.text


def test_probes_may_ask_under_any_name(planted):
    assert planted.get("/health/live", headers={"Host": "10.0.0.7"}).status_code == 200


def test_an_answer_to_somebody_with_a_cookie_is_not_stored(planted):
    planted.set_cookie("x", "y", domain="foro.example.org")
    assert planted.get(OK, headers={"Cookie": "x=y"}).headers["Cache-Control"] == "private, no-store"
