"""A forgotten password, another password, another address."""

from datetime import timedelta

import pytest
import time_machine

from forum.core import clock
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import log_in
from tests.accounts.helpers import masked
from tests.accounts.helpers import token_of
from tests.accounts.helpers import user_of
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user

ANA = "ana@rionegro.gov.co"
NEW = "cuatro plazas y un río"


@pytest.fixture
def reset_link(client, run_worker):
    """Ask for a reset and return the path in the letter."""

    def asking(email=ANA):
        client.post("/login/reset", data={"email": email})
        run_worker()
        return link_in(letters_to(email)[-1])

    return asking


def test_a_forgotten_password_is_replaced_by_a_mailed_link(client, app, reset_link):
    make_user(email=ANA)
    link = reset_link()
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": NEW}).location == "/"
    assert is_signed_in(client)
    assert log_in(app.test_client(), ANA, PASSWORD).status_code == 400
    assert log_in(app.test_client(), ANA, NEW).status_code == 303


def test_a_reset_ends_all_sessions_and_the_person_is_told(client, sign_in, reset_link, run_worker):
    user = make_user(email=ANA)
    elsewhere = sign_in(user)
    client.post(reset_link(), data={"password": NEW})
    assert not is_signed_in(elsewhere)
    run_worker()
    assert letters_to(ANA)[-1].kind == "accounts.password_changed"


def test_the_link_works_once_and_for_an_hour(client, app, reset_link):
    make_user(email=ANA)
    link = reset_link()
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert client.post(link, data={"password": NEW}).status_code == 404
    client.post(link, data={"password": NEW})
    assert app.test_client().post(link, data={"password": "cinco plazas y un lago"}).status_code == 404
    assert log_in(app.test_client(), ANA, NEW).status_code == 303


def test_a_weak_password_is_refused_and_the_link_stays(client, reset_link):
    make_user(email=ANA)
    link = reset_link()
    assert client.post(link, data={"password": "password1234"}).status_code == 400
    assert client.post(link, data={"password": ANA}).status_code == 400
    assert client.post(link, data={"password": NEW}).status_code == 303


def test_a_reset_makes_earlier_links_useless(client, app, reset_link, run_worker):
    make_user(email=ANA)
    first = reset_link()
    client.post("/login/link", data={"email": ANA})
    run_worker()
    sign_in_link = link_in(letters_to(ANA)[-1])
    second = reset_link()
    client.post(second, data={"password": NEW})
    assert app.test_client().post(first, data={"password": PASSWORD}).status_code == 404
    assert app.test_client().post(sign_in_link).status_code == 404


def test_the_answer_and_the_statements_are_the_same_for_unknown_addresses(app, count_queries, run_worker):
    make_user(email="known@rionegro.gov.co")
    app.test_client().get("/login/reset")
    seen = []
    for email in ("known@rionegro.gov.co", "never@rionegro.gov.co"):
        browser = app.test_client()
        with count_queries() as statements:
            answer = browser.post("/login/reset", data={"email": email})
        page = browser.get(answer.location)
        seen.append((answer.status_code, answer.location, list(statements), masked(page.text, email)))
    assert seen[0] == seen[1]
    run_worker()
    assert letters_to("never@rionegro.gov.co") == []


def test_a_hundred_requests_for_one_address_are_three_letters(app, run_worker):
    make_user(email=ANA)
    answers = [app.test_client().post("/login/reset", data={"email": ANA}).status_code for _ in range(30)]
    run_worker()
    assert answers == [303] * 3 + [429] * 27
    assert len(letters_to(ANA)) == 3


def change_password(browser, present=PASSWORD, password=NEW):
    return browser.post("/settings/account/password", data={"present": present, "password": password})


def test_changing_the_password_ends_all_sessions_and_this_browser_gets_a_new_one(sign_in, app):
    user = make_user(email=ANA)
    here, elsewhere = sign_in(user), sign_in(user)
    before = token_of(here)
    assert change_password(here).location == "/settings/account"
    assert token_of(here) != before
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    replay = app.test_client()
    replay.set_cookie("session", before)
    assert not is_signed_in(replay)


def test_the_present_password_is_needed(sign_in):
    browser = sign_in(make_user(email=ANA))
    assert change_password(browser, present="no es esta").status_code == 400
    assert change_password(browser, password="corta").status_code == 400
    assert is_signed_in(browser)
    assert log_in(browser, ANA).status_code == 303


def test_the_present_password_cannot_be_guessed_without_end(sign_in):
    browser = sign_in(make_user(email=ANA))
    with time_machine.travel(clock.now().replace(minute=1), tick=False):
        answers = [change_password(browser, present=f"intento {number}").status_code for number in range(12)]
    assert answers == [400] * 10 + [429] * 2


def ask_for_address(browser, email="ana@medellin.gov.co", present=PASSWORD):
    return browser.post("/settings/account/address", data={"new-email": email, "new-present": present})


def test_a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told(sign_in, app, run_worker):
    browser = sign_in(make_user(email=ANA))
    assert ask_for_address(browser).location == "/settings/account"
    run_worker()
    told = letters_to(ANA)
    assert [letter.kind for letter in told] == ["accounts.address_change_asked"]
    assert "ana@medellin.gov.co" in (told[0].text or "")
    link = link_in(letters_to("ana@medellin.gov.co")[0])
    assert link not in (told[0].text or "")
    assert app.test_client().get(link).status_code == 200
    assert user_of(ANA) is not None
    assert app.test_client().post(link).location == "/login"
    assert user_of(ANA) is None
    assert log_in(app.test_client(), "ana@medellin.gov.co").status_code == 303


def test_a_change_of_address_needs_the_password(sign_in, mails):
    browser = sign_in(make_user(email=ANA))
    assert ask_for_address(browser, present="no es esta").status_code == 400
    assert mails() == []


def test_an_address_that_somebody_else_has_is_answered_alike_and_gets_no_letter(sign_in, run_worker):
    make_user(email="eva@medellin.gov.co")
    browser = sign_in(make_user(email=ANA))
    assert ask_for_address(browser, "eva@medellin.gov.co").location == "/settings/account"
    run_worker()
    assert letters_to("eva@medellin.gov.co") == []


def test_an_address_taken_in_the_meantime_is_not_taken_twice(sign_in, app, run_worker):
    browser = sign_in(make_user(email=ANA))
    ask_for_address(browser)
    run_worker()
    make_user(email="ana@medellin.gov.co")
    link = link_in(letters_to("ana@medellin.gov.co")[0])
    assert app.test_client().post(link).status_code == 409
    assert user_of(ANA) is not None


def test_links_that_went_to_the_old_address_open_nothing_any_more(sign_in, app, run_worker, reset_link):
    browser = sign_in(make_user(email=ANA))
    link = reset_link()
    ask_for_address(browser)
    run_worker()
    app.test_client().post(link_in(letters_to("ana@medellin.gov.co")[0]))
    assert app.test_client().post(link, data={"password": NEW}).status_code == 404
    assert log_in(app.test_client(), "ana@medellin.gov.co").status_code == 303


def test_a_reset_stops_a_change_of_address(sign_in, client, app, run_worker, reset_link):
    ask_for_address(sign_in(make_user(email=ANA)))
    run_worker()
    change = link_in(letters_to("ana@medellin.gov.co")[0])
    client.post(reset_link(), data={"password": NEW})
    assert app.test_client().post(change).status_code == 404
    assert user_of(ANA) is not None


@pytest.mark.parametrize("state", ["suspended"])
def test_somebody_suspended_changes_neither_password_nor_address(sign_in, state, mails):
    browser = sign_in(make_user(email=ANA, state=state))
    assert change_password(browser).status_code == 403
    assert ask_for_address(browser).status_code == 403
    assert mails() == []


@pytest.mark.parametrize("path", ["/settings/account/password", "/settings/account/address"])
def test_visitors_find_nothing_to_change(client, path):
    assert client.post(path, data={}).status_code == 404
