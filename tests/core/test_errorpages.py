"""Whatever goes wrong, the reader gets a page of the site in their language, and nobody learns how it is built."""

import pytest

from tests.core.conftest import SECRET

PAGES = [
    ("not-found", 404),
    ("forbidden", 403),
    ("conflict", 409),
    ("too-many", 429),
    ("crash", 500),
    ("locked", 503),
    ("pool", 503),
    ("broken", 500),
    ("too-large", 400),
]


@pytest.mark.parametrize(("language", "tag"), [("es", "es"), ("pt-BR", "pt-BR"), ("de", "es")])
@pytest.mark.parametrize(("kind", "status"), PAGES)
def test_a_refusal_is_a_page_in_the_readers_language(planted, kind, status, language, tag):
    answer = planted.get(f"/planted/error/{kind}", headers={"Accept-Language": language})
    assert answer.status_code == status
    assert f'<html lang="{tag}"' in answer.text
    assert "<h1" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("kind", "status"), PAGES)
def test_a_program_gets_one_shape_of_json(planted, kind, status):
    answer = planted.get(f"/planted/error/{kind}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert set(answer.json) == {"error"}
    assert answer.json["error"]["status"] == status
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("kind", ["crash", "locked", "broken", "too-large"])
def test_an_error_tells_nothing_of_the_inside(planted, kind, accept):
    text = planted.get(f"/planted/error/{kind}", headers={"Accept": accept}).text
    for inside in (SECRET, "Traceback", "RuntimeError", "sqlalchemy", "SELECT", "forum/", ".py", "no such column"):
        assert inside not in text


def test_one_may_try_again_after_the_time_said(planted):
    assert planted.get("/planted/error/too-many").headers["Retry-After"] == "17"
    assert planted.get("/planted/error/locked").headers["Retry-After"] == "5"


def test_absent_forbidden_and_undeclared_are_answered_alike(planted):
    answers = [
        planted.application.test_client().get(path, headers={"X-Request-Id": "same-request"})
        for path in ("/planted/nowhere", "/planted/undeclared", "/planted/error/not-found")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert SECRET not in answers[1].text
    texts = [a.text for a in answers]
    for i, path in enumerate(("/planted/nowhere", "/planted/undeclared", "/planted/error/not-found")):
        texts[i] = _without_token(texts[i].replace(path, "").replace(path.replace("/", "%2F"), ""))
    assert texts[0] == texts[1] == texts[2]
    assert len({frozenset(dict(answer.headers)) for answer in answers}) == 1


def _without_token(text):
    head, mark, rest = text.partition('name="csrf_token" value="')
    return head + mark + rest.partition('"')[2]


@pytest.mark.parametrize(
    "path",
    ["/planted/id/99999999999999999999", "/planted/id/2147483648", "/planted/id/-1", "/planted/id/1x", "/planted/id/١"],
)
def test_an_id_that_no_row_can_have_is_not_found(planted, path):
    assert planted.get(path).status_code == 404


def test_the_largest_id_is_still_an_id(planted):
    assert planted.get("/planted/id/2147483647").text == "2147483647"


def test_a_wrong_method_says_which_are_right(planted):
    answer = planted.open("/planted/act", method="DELETE")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "<h1" in answer.text


@pytest.mark.parametrize(
    "request_",
    [
        {"path": "/planted/query?q=%00"},
        {"path": "/planted/act", "method": "POST", "data": b"x" * (3 * 1024 * 1024)},
        {
            "path": "/planted/act",
            "method": "POST",
            "data": b"--x\r\nbroken",
            "content_type": "multipart/form-data; boundary=x",
        },
        {"path": "/planted/act", "method": "POST", "data": b"", "content_type": "multipart/form-data"},
        {
            "path": "/planted/act",
            "method": "POST",
            "data": b"%00%ff=%ff",
            "content_type": "application/x-www-form-urlencoded",
        },
        {"path": "/planted/act", "method": "POST", "data": b"{", "content_type": "application/json"},
        {"path": "/planted/%ff%fe"},
        {"path": "/planted/query", "headers": {"Accept-Language": "x" * 5000}},
        {"path": "/planted/query", "headers": {"Cookie": "form=" + "x" * 3000}},
        {"path": "/planted/query", "headers": {"Cookie": "session=\xff; ui=\x00pt"}},
        {"path": "/planted/query", "headers": {"Accept": "*/*;q=abc, ,;"}},
        {"path": "/planted/query?" + "&".join(f"a{i}=1" for i in range(2000))},
    ],
)
def test_whatever_is_sent_is_never_an_error_of_ours(planted, request_):
    planted.application.config["WTF_CSRF_ENABLED"] = True
    answer = planted.open(**request_)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text


def test_a_language_can_be_asked_for_in_the_address(planted):
    assert '<html lang="pt-BR"' in planted.get("/planted/nowhere?ui=pt").text
    assert '<html lang="es"' in planted.get("/planted/nowhere?ui=xx", headers={"Accept-Language": "es"}).text
