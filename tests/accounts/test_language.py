"""The language of the interface: for visitors in a cookie, for members with the account."""

import pytest

from tests.accounts.helpers import user_of
from tests.factories.accounts import make_user


def html_language(page):
    return page.text.split('<html lang="')[1].split('"')[0]


def test_a_visitor_chooses_and_it_is_remembered(client):
    assert html_language(client.get("/login")) == "es"
    answer = client.post("/language", data={"language": "pt", "next": "/login"})
    assert (answer.status_code, answer.location) == (303, "/login")
    cookie = next(value for name, value in answer.headers if name == "Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert html_language(client.get("/login")) == "pt-BR"


def test_on_https_the_choice_is_bound_to_the_host(app):
    app.config["SECURE"] = True
    browser = app.test_client()
    answer = browser.post("/language", data={"language": "pt"}, base_url="https://localhost")
    (cookie,) = [value for name, value in answer.headers if name == "Set-Cookie"]
    assert cookie.startswith("__Host-ui=pt;")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert html_language(browser.get("/login", base_url="https://localhost")) == "pt-BR"


def test_without_a_choice_the_browser_says_it(client):
    assert html_language(client.get("/login", headers={"Accept-Language": "pt-BR,pt;q=0.9"})) == "pt-BR"
    assert html_language(client.get("/login", headers={"Accept-Language": "fr,de"})) == "es"


def test_an_address_can_ask_for_a_language_and_nothing_is_remembered(client):
    assert html_language(client.get("/login?ui=pt")) == "pt-BR"
    assert html_language(client.get("/login")) == "es"


def test_a_members_choice_stays_with_the_account(sign_in):
    user = make_user(email="ana@rionegro.gov.co")
    assert sign_in(user).post("/language", data={"language": "pt"}).status_code == 303
    assert user_of("ana@rionegro.gov.co").ui_language == "pt"
    assert html_language(sign_in(user).get("/settings/devices")) == "pt-BR"


def test_the_switch_stands_on_the_pages_of_visitors_and_sets_no_cookie_there(client, csrf):
    page = client.get("/login/link/sent")
    assert 'action="/language"' in page.text
    assert "Set-Cookie" not in page.headers


def test_a_member_cannot_be_switched_by_another_site(sign_in, csrf):
    user = make_user(email="ana@rionegro.gov.co")
    assert sign_in(user).post("/language", data={"language": "pt"}).status_code == 400
    assert user_of("ana@rionegro.gov.co").ui_language == "es"


@pytest.mark.parametrize("language", ["", "fr", "pt-BR\x00", "x" * 5000])
def test_another_language_is_refused(client, language):
    assert client.post("/language", data={"language": language}).status_code == 400


def test_nobody_is_led_to_another_site(client):
    assert client.post("/language", data={"language": "pt", "next": "//evil.example"}).location == "/"


def test_a_get_changes_nothing(client):
    assert client.get("/language?language=pt").status_code == 405
