"""Signing in by address and password: who gets in, what failures say, and how long they wait."""

import json
import logging
import re
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.accounts.passwords import hash_password
from forum.accounts.tokens import hash_token
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import log_in
from tests.accounts.helpers import masked
from tests.accounts.helpers import token_of
from tests.accounts.helpers import user_of
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user

WRONG = "no es la contraseña buena"


def test_a_member_signs_in_with_address_and_password(client):
    make_user(email="ana@rionegro.gov.co")
    answer = log_in(client, "ana@rionegro.gov.co")
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_signed_in(client)


def test_the_address_may_be_written_in_capitals_and_with_spaces(client):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "  Ana@Rionegro.GOV.co ")
    assert is_signed_in(client)


def test_a_wrong_password_is_refused_and_the_address_stays_in_the_form(client):
    make_user(email="ana@rionegro.gov.co")
    answer = log_in(client, "ana@rionegro.gov.co", WRONG)
    assert answer.status_code == 400
    assert 'value="ana@rionegro.gov.co"' in answer.text
    assert WRONG not in answer.text
    assert not is_signed_in(client)


def test_an_unknown_address_is_answered_with_the_same_page_statements_and_argon2_runs(app, count_queries, argon2_runs):
    make_user(email="known@rionegro.gov.co")
    app.test_client().get("/login")  # What surrounds each page is in memory from now on.
    seen = []
    for email in ("known@rionegro.gov.co", "never@rionegro.gov.co"):
        argon2_runs.clear()
        with count_queries() as statements:
            answer = log_in(app.test_client(), email, WRONG)
        headers = sorted(name for name, _value in answer.headers)
        page = masked(answer.text, email)
        seen.append((answer.status_code, headers, page, list(statements), len(argon2_runs)))
    assert seen[0] == seen[1]
    assert seen[0][4] == 1


def test_an_account_without_a_password_is_answered_like_an_unknown_one(app, count_queries, argon2_runs):
    user = make_user(email="nopass@rionegro.gov.co")
    with transaction():
        session.merge(user).password_hash = None
    answers = [
        log_in(app.test_client(), email, WRONG) for email in ("nopass@rionegro.gov.co", "xxpass@rionegro.gov.co")
    ]
    assert masked(answers[0].text, "nopass") == masked(answers[1].text, "xxpass")
    assert len(argon2_runs) == 2


def test_the_cookie_is_only_for_http_and_only_for_this_site(client):
    make_user(email="ana@rionegro.gov.co")
    answer = log_in(client, "ana@rionegro.gov.co")
    cookies = [value for name, value in answer.headers if name == "Set-Cookie"]
    session_cookie = next(value for value in cookies if value.startswith("session="))
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in session_cookie
    assert "Domain" not in session_cookie


def test_on_https_the_cookie_is_bound_to_the_host(app):
    app.config["SECURE"] = True
    make_user(email="ana@rionegro.gov.co")
    answer = log_in(app.test_client(), "ana@rionegro.gov.co")
    cookies = [value for name, value in answer.headers if name == "Set-Cookie"]
    session_cookie = next(value for value in cookies if value.startswith("__Host-session="))
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in session_cookie
    assert "Domain" not in session_cookie


def test_only_the_hash_of_the_token_is_stored(client):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "ana@rionegro.gov.co")
    token = token_of(client)
    rows = session.scalars(select(UserSession)).all()
    assert [row.token_hash for row in rows] == [hash_token(token)]
    assert token not in {str(value) for row in rows for value in vars(row).values()}


def test_the_password_is_kept_as_argon2id_with_19_mib(app):
    assert hash_password("x" * 12).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_hash_of_older_parameters_is_renewed_at_the_next_sign_in(client):
    user = make_user(email="ana@rionegro.gov.co")
    with transaction():
        session.merge(user).password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    assert log_in(client, "ana@rionegro.gov.co").status_code == 303
    renewed = user_of("ana@rionegro.gov.co")
    assert "m=19456,t=2,p=1" in renewed.password_hash


def test_a_cookie_planted_before_signing_in_is_not_the_session_afterwards(client):
    make_user(email="ana@rionegro.gov.co")
    client.set_cookie("session", "planted-by-somebody-else")
    log_in(client, "ana@rionegro.gov.co")
    assert token_of(client) != "planted-by-somebody-else"
    assert is_signed_in(client)


def test_signing_in_anew_ends_the_session_that_the_browser_had(client, app):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "ana@rionegro.gov.co")
    before = token_of(client)
    log_in(client, "ana@rionegro.gov.co")
    assert token_of(client) != before
    old = app.test_client()
    old.set_cookie("session", before)
    assert not is_signed_in(old)


def test_signing_out_ends_the_session_on_the_server(client, app):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "ana@rionegro.gov.co")
    token = token_of(client)
    assert client.post("/logout").status_code == 303
    assert token_of(client) is None
    replay = app.test_client()
    replay.set_cookie("session", token)
    assert not is_signed_in(replay)


def test_a_get_does_not_sign_out(client):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "ana@rionegro.gov.co")
    assert client.get("/logout").status_code == 405
    assert is_signed_in(client)


def test_a_session_ends_after_sixty_days(client):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "ana@rionegro.gov.co")
    for days in (20, 40, 59):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            assert is_signed_in(client)
    with time_machine.travel(clock.now() + timedelta(days=61)):
        assert not is_signed_in(client)


def test_a_session_that_nobody_uses_for_thirty_days_ends(client):
    make_user(email="ana@rionegro.gov.co")
    log_in(client, "ana@rionegro.gov.co")
    token = token_of(client)
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert is_signed_in(client)
    with time_machine.travel(clock.now() + timedelta(days=36)):
        client.set_cookie("session", token)
        assert not is_signed_in(client)


def test_who_signs_in_and_who_is_refused_stands_in_the_log(client, caplog):
    ana = make_user(email="ana@rionegro.gov.co")
    with caplog.at_level(logging.INFO, logger="forum.accounts.commands.sessions"):
        log_in(client, "ana@rionegro.gov.co", password="no-es-esta-plaza-77")
        log_in(client, "nadie@rionegro.gov.co")
        log_in(client, "ana@rionegro.gov.co")
    lines = [json.loads(line) for line in caplog.messages if '"account"' in line]
    told = [(line["event"], line["account"]) for line in lines]
    assert told == [("sign-in refused", ana.id), ("sign-in refused", None), ("signed in", ana.id)]
    assert "rionegro" not in caplog.text, "no addresses"


def test_afterwards_one_comes_to_the_page_that_one_wanted(client):
    make_user(email="ana@rionegro.gov.co")
    page = client.get("/login?next=/t/acta/12%3Fread%3Des")
    assert 'name="next"' in page.text
    assert 'value="/t/acta/12?read=es"' in page.text
    assert log_in(client, "ana@rionegro.gov.co", next="/t/acta/12?read=es").location == "/t/acta/12?read=es"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "///evil.example",
        "@evil.example",
        "http://localhost@evil.example/",
        " //evil.example",
        "evil.example",
        "/" + "x" * 600,
    ],
)
def test_afterwards_nobody_is_led_to_another_site(client, path):
    make_user(email="ana@rionegro.gov.co")
    answer = log_in(client, "ana@rionegro.gov.co", next=path)
    assert answer.status_code in {303, 400}
    if answer.status_code == 303:
        assert answer.location == "/"


def test_the_404_page_offers_visitors_the_form_with_the_page_as_next(client):
    make_user(email="ana@rionegro.gov.co")
    page = client.get("/settings/profile")
    assert page.status_code == 404
    assert 'action="/login"' in page.text
    assert re.search(r'name="next" value="/settings/profile"', page.text)
    assert log_in(client, "ana@rionegro.gov.co", next="/settings/profile").location == "/settings/profile"


def test_the_page_shows_no_city_member_or_count(client):
    make_user("Lucía Prieto")
    page = client.get("/login").text
    assert "Ciudad " not in page
    assert "Lucía" not in page


def test_somebody_suspended_comes_in_only_to_read_why(client):
    make_user(email="sus@rionegro.gov.co", state="suspended")
    assert log_in(client, "sus@rionegro.gov.co").location == "/account"
    assert "Razón de prueba" in client.get("/account").text
    assert client.get("/invitations").status_code == 404


def test_somebody_who_waits_comes_to_the_page_that_says_so(client):
    make_user(email="wait@rionegro.gov.co", state="pending")
    assert log_in(client, "wait@rionegro.gov.co", next="/latest").location == "/account"
    assert client.get("/account").status_code == 200


def test_a_form_without_its_token_is_refused(client, csrf):
    make_user(email="ana@rionegro.gov.co")
    assert log_in(client, "ana@rionegro.gov.co").status_code == 400
    assert not is_signed_in(client)


def test_a_form_sent_from_another_site_is_refused(client):
    make_user(email="ana@rionegro.gov.co")
    answer = client.post(
        "/login",
        data={"email": "ana@rionegro.gov.co", "password": PASSWORD},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "email", ["", "\x00", "a" * 300 + "@example.org", "\ud800@example.org", "a\u202eb@example.org"]
)
@pytest.mark.parametrize("password", ["", "\x00" * 20, "x" * 2000])
def test_whatever_is_sent_the_answer_is_a_sentence(client, email, password):
    body = {"email": email.encode("utf-8", "surrogatepass"), "password": password}
    assert client.post("/login", data=body).status_code == 400


def test_the_sign_in_page_with_its_form_is_not_kept_for_others(app, csrf):
    pages = [app.test_client().get("/login") for _ in range(2)]
    assert all("Set-Cookie" in page.headers for page in pages)
    tokens = {re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1) for page in pages}
    assert len(tokens) == 2


def test_a_password_kept_by_an_older_measure_is_kept_by_the_present_one_after_signing_in(client):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    user = make_user(email="ana@rionegro.gov.co")
    with transaction():
        session.get_one(User, user.id).password_hash = weak
    assert log_in(client, "ana@rionegro.gov.co").status_code == 303
    renewed = user_of("ana@rionegro.gov.co").password_hash
    assert renewed != weak
    assert "m=19456,t=2,p=1" in renewed
    assert log_in(client, "ana@rionegro.gov.co").status_code == 303
