"""Signing in by a mailed link: once, for a quarter of an hour, and only by a button."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.accounts.models import AccountToken
from forum.core import clock
from forum.core.db import session
from forum.core.mail import OutgoingMail
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import masked
from tests.factories.accounts import make_user


@pytest.fixture
def ask(client, run_worker):
    """Ask for a link and return its path."""

    def asking(email="ana@rionegro.gov.co", **more):
        client.post("/login/link", data={"email": email, **more})
        run_worker()
        return link_in(letters_to(email)[-1])

    return asking


def test_the_link_opens_a_page_with_a_button_that_signs_in(client, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    page = client.get(link)
    assert page.status_code == 200
    assert "<button" in page.text
    assert client.post(link).location == "/"
    assert is_signed_in(client)


def test_looking_at_the_link_does_not_use_it_up(client, app, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    for _ in range(3):
        app.test_client().get(link)
        app.test_client().head(link)
    client.post(link)
    assert is_signed_in(client)


def test_the_link_works_once(client, app, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    client.post(link)
    other = app.test_client()
    assert other.get(link).status_code == 404
    assert other.post(link).status_code == 404
    assert not is_signed_in(other)


def test_of_ten_who_press_at_the_same_time_one_gets_in(app, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    answers = at_the_same_time(app, 10, lambda _n: app.test_client().post(link).status_code)
    assert sorted(answers) == [303] + [404] * 9


def test_the_link_is_valid_for_fifteen_minutes(client, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    with time_machine.travel(clock.now() + timedelta(minutes=14)):
        assert client.get(link).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert client.get(link).status_code == 404
        assert client.post(link).status_code == 404
    assert not is_signed_in(client)


def test_the_answer_and_the_statements_are_the_same_for_unknown_addresses(app, count_queries, run_worker):
    make_user(email="known@rionegro.gov.co")
    app.test_client().get("/login")  # What surrounds each page is in memory from now on.
    seen = []
    for email in ("known@rionegro.gov.co", "never@rionegro.gov.co"):
        browser = app.test_client()
        with count_queries() as statements:
            answer = browser.post("/login/link", data={"email": email})
        page = browser.get(answer.location)
        seen.append((answer.status_code, answer.location, list(statements), masked(page.text, email)))
    assert seen[0] == seen[1]
    run_worker()
    assert len(letters_to("known@rionegro.gov.co")) == 1
    assert letters_to("never@rionegro.gov.co") == []


def test_at_most_three_letters_an_hour_go_to_one_address(app, run_worker):
    make_user(email="ana@rionegro.gov.co")
    answers = [
        app.test_client().post("/login/link", data={"email": "ana@rionegro.gov.co"}).status_code for _ in range(10)
    ]
    run_worker()
    assert answers == [303] * 3 + [429] * 7
    assert len(letters_to("ana@rionegro.gov.co")) == 3


def test_the_letter_is_in_the_language_of_its_reader(ask, mails):
    make_user(email="eva@recife.pe.gov.br", language="pt")
    ask("eva@recife.pe.gov.br", language="es")
    letter = letters_to("eva@recife.pe.gov.br")[-1]
    assert 'lang="pt-BR"' in (letter.html or "")
    assert "Fórum da Comunidade" in (letter.text or "")


def test_the_link_in_the_letter_has_the_address_of_the_site_whatever_host_was_asked(client, run_worker):
    make_user(email="ana@rionegro.gov.co")
    client.post("/login/link", data={"email": "ana@rionegro.gov.co"}, headers={"X-Forwarded-Host": "evil.example"})
    refused = client.post("/login/link", data={"email": "ana@rionegro.gov.co"}, headers={"Host": "evil.example"})
    run_worker()
    assert refused.status_code == 400
    texts = [letter.text or "" for letter in letters_to("ana@rionegro.gov.co")]
    assert len(texts) == 1
    assert "evil.example" not in texts[0]


def test_the_link_leads_to_the_page_that_was_wanted(client, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask(next="/t/acta/12?read=es")
    assert client.post(link).location == "/t/acta/12?read=es"


def test_a_link_with_another_site_as_next_leads_to_the_front_page(client, ask):
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    assert client.post(f"{link}?next=//evil.example").location == "/"


def test_the_token_is_in_the_letter_only(client, ask, mails, caplog):
    make_user(email="ana@rionegro.gov.co")
    with caplog.at_level(0):
        link = ask()
        answer = client.get(link)
        client.post(link)
    token = link.rsplit("/", 1)[-1]
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert token not in caplog.text
    rows = session.scalars(select(AccountToken)).all()
    assert token not in {str(value) for row in rows for value in vars(row).values()}


def test_outside_the_demonstration_nothing_of_the_letter_stays_in_the_database(app, client, run_worker, monkeypatch):
    app.config["DEMO_OUTBOX"] = False
    sent = []
    monkeypatch.setattr("forum.core.postman._hand_over", lambda made: sent.append(str(made.get_body())))
    make_user(email="ana@rionegro.gov.co")
    client.post("/login/link", data={"email": "ana@rionegro.gov.co"})
    run_worker()
    session.rollback()
    row = session.scalars(select(OutgoingMail)).one()
    assert "/login/link/" in sent[0]
    assert (row.state, row.secret, row.subject, row.text, row.html, row.params) == ("sent", True, None, None, None, {})


def test_somebody_suspended_can_sign_in_to_read_why(client, ask):
    make_user(email="sus@rionegro.gov.co", state="suspended")
    assert client.post(ask("sus@rionegro.gov.co")).location == "/account"


def test_a_token_of_another_kind_does_not_sign_in(client, run_worker):
    make_user(email="ana@rionegro.gov.co")
    client.post("/login/reset", data={"email": "ana@rionegro.gov.co"})
    run_worker()
    token = link_in(letters_to("ana@rionegro.gov.co")[-1]).rsplit("/", 1)[-1]
    assert client.post(f"/login/link/{token}").status_code == 404
    assert not is_signed_in(client)


@pytest.mark.parametrize("token", ["x", "a" * 100, "-", "..", "%00"])
def test_a_made_up_link_is_not_found(client, token):
    assert client.get(f"/login/link/{token}").status_code == 404
    assert client.post(f"/login/link/{token}").status_code == 404


def test_on_https_the_button_works_though_the_browser_names_our_origin_only(app, ask, csrf):
    """`strict-origin` keeps the token out of Referer; the check of forms wants at least the origin."""
    app.config["WTF_CSRF_ENABLED"] = False
    make_user(email="ana@rionegro.gov.co")
    link = ask()
    app.config["WTF_CSRF_ENABLED"] = True
    browser = app.test_client()
    page = browser.get(link, base_url="https://localhost")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    answers = [
        browser.post(link, data={"csrf_token": token}, base_url="https://localhost", headers={"Referer": origin})
        for origin in ("https://evil.example/", "https://localhost/")
    ]
    assert [answer.status_code for answer in answers] == [400, 303]
