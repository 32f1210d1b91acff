"""Classes 13, 17, 20: what could be told by order, by what a cache kept for somebody else, by fields that no form has."""

import pytest
from flask import Flask

from forum.accounts.models import User
from forum.core import pagecache
from forum.core.db import session
from forum.discussion.models import Topic
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic

WORD = "zqpalabradelasala"
#: By what others have let their lists be sorted.
ORDERS = ("email", "password_hash", "stage", "stage_id", "last_seen_at", "city_id", "id", "random()")


@pytest.mark.parametrize("page", ["/latest", "/top", "/c/evidence", "/cities", "/search?q=pregunta", "/unanswered"])
def test_13_no_list_is_sorted_by_what_is_not_shown(app: Flask, sign_in, run_worker, page):
    for stage, shares in (("evidence", False), ("roadmap", True), (None, False)):
        city = make_city(stage=stage, shares=shares)
        make_topic(make_user(city=city))
    run_worker()
    browser = sign_in(make_user())
    plain = _links(browser.get(page).text)
    assert plain
    for order in ORDERS:
        for name in ("sort", "order", "order_by", "by"):
            joined = f"{page}{'&' if '?' in page else '?'}{name}={order}&direction=desc"
            assert _links(browser.get(joined).text) == plain, joined


def _links(text: str) -> list[str]:
    main = text.partition("<main")[2].partition("</main>")[0]
    return [part.partition('"')[0] for part in main.split('href="')[1:] if part.startswith(("/t/", "/g/"))]


def test_17_no_odd_header_has_a_page_given_to_somebody_else(app: Flask, sign_in):
    pagecache.clear()
    city = make_city()
    author = make_user(city=city)
    topic = make_topic(author, title="Sobre nuestra sala", body=WORD, audience="city")
    inside, outside = sign_in(author), sign_in(make_user(city=make_city()))
    odd = (
        {},
        {"X-Forwarded-Host": "localhost", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"},
        {"X-Original-URL": f"/t/x/{topic.id}", "X-Rewrite-URL": f"/t/x/{topic.id}"},
        {"Accept-Language": "pt-BR", "Referer": f"http://localhost/t/x/{topic.id}"},
        {"Accept-Encoding": "identity", "Accept": "application/json"},
        {"HX-Request": "true"},
        {"Cache-Control": "only-if-cached", "Pragma": "x"},
        {"Range": "bytes=0-100", "If-Modified-Since": "Wed, 21 Oct 2065 07:28:00 GMT", "If-None-Match": "*"},
    )
    for page in ("/latest", f"/t/{topic.slug}/{topic.id}", f"/g/{city.slug}", "/search?q=sobre", "/unanswered"):
        for headers in odd:
            mine = inside.get(page, headers=headers)
            if mine.status_code == 200 and mine.mimetype == "text/html":
                assert "no-store" in mine.headers["Cache-Control"], (page, headers)
                assert "Cookie" in mine.headers["Vary"], (page, headers)
            for other in (app.test_client(use_cookies=False), outside, app.test_client(use_cookies=False)):
                answer = other.get(page, headers=headers)
                assert WORD not in answer.get_data(as_text=True), (page, headers)
                assert answer.status_code in {200, 404}, (page, headers)
    assert WORD in inside.get(f"/t/{topic.slug}/{topic.id}").text


EXTRA = {
    "site_role": "administrator",
    "role": "administrator",
    "city_role": "lead",
    "city_id": "1",
    "state": "active",
    "is_demo": "1",
    "id": "1",
    "author_id": "1",
    "user_id": "1",
    "pinned": "1",
    "pinned_at": "2030-01-01",
    "confirmed": "1",
    "terms_version": "99",
}


def test_20_fields_that_a_form_does_not_have_raise_nobody(app: Flask, sign_in, client):
    make_staff(role="administrator")
    home, other = make_city(), make_city()
    person = make_user(city=other)
    browser = sign_in(person)
    profile = {
        "name": "Otro Nombre",
        "handle": person.handle,
        "reads": ["es"],
        "ui_language": "es",
        "time_zone": "America/Bogota",
        "theme": "dark",
        "density": "compact",
    }
    assert browser.post("/settings/profile", data=EXTRA | profile).status_code == 303
    topic = {"title": "Una pregunta mía", "body": "Un texto.", "stage": "evidence", "kind": "question"}
    sent = browser.post("/new-topic", data=EXTRA | topic | {"language": "es", "audience": "community"})
    assert sent.status_code == 303
    made = session.query(Topic).one()
    assert (made.author_id, made.city_id, made.pinned_at, made.is_demo) == (person.id, None, None, False)
    row = session.get_one(User, person.id, populate_existing=True)
    assert (row.name, row.site_role, row.city_role, row.city_id) == ("Otro Nombre", "member", "member", other.id)
    assert home.id != other.id
    assert not act(row).is_staff


@pytest.mark.parametrize("page", ["/mentions?q=p", "/notices/panel", "/similar-topics?title=pregunta", "/t/x/1"])
def test_20_no_answer_for_programs_has_a_column_too_many(app: Flask, sign_in, run_worker, page):
    author = make_user(city=make_city(), email="zqsecreta@example.org", shown_outside=True)
    make_topic(author, title="Una pregunta")
    run_worker()
    text = sign_in(make_user()).get(page, headers={"Accept": "application/json"}, follow_redirects=True).text
    for column in ("zqsecreta", "password", "argon2", "handle_folded", "site_role", "token_hash"):
        assert f'"{column}' not in text, (page, column)
    assert "zqsecreta" not in text, page
