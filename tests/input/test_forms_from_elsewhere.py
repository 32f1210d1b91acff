"""Forms that are not ours: without a token, with another's, from other sites; and where they would lead."""

from urllib.parse import quote
from urllib.parse import urlsplit

import pytest
from flask import Response

from forum.core.asked import local_path
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user
from tests.input.sending import send
from tests.input.sending import writable

#: No token stands in these forms: a visitor's language and closed banners can be forged only for oneself; a letter's link is its own proof.
WITHOUT = {"accounts.set_language", "news.create_closing", "notifications.create_unsubscription"}


def token_in(browser, path="/login/reset"):
    """Return the token that a page gives to a browser."""
    return browser.get(path).text.partition('name="csrf_token" value="')[2].partition('"')[0]


@pytest.fixture
def tokens(app, world, browsers, sign_in):
    """Give tokens that are none for these browsers: of others, changed, of another secret, of nothing."""
    app.config["WTF_CSRF_ENABLED"] = True
    stranger = token_in(sign_in(world.people["member_b"]), "/settings/profile")
    assert stranger
    own = token_in(browsers["member"], "/settings/profile")
    app.config["SECRET_KEY"], kept = "another secret of the same length as before", app.config["SECRET_KEY"]
    foreign = token_in(app.test_client())
    app.config["SECRET_KEY"] = kept
    return {
        "missing": None,
        "empty": "",
        "of somebody else": stranger,
        "changed": own[:-2] + ("AA" if own[-2:] != "AA" else "BB"),
        "cut": own[:20],
        "signed by another secret": foreign,
        "text": "ñ\x00" * 50,
        "huge": own * 300,
    }


def test_no_form_is_taken_with_a_token_that_is_not_its_own(app, world, browsers, tokens, complaints):
    for who, browser in browsers.items():
        for number, target in enumerate(writable(app, world)):
            if target.rule.endpoint in WITHOUT:
                continue
            kinds = list(tokens)
            for kind in (kinds[number % len(kinds)],):
                form = dict(target.form) | ({} if tokens[kind] is None else {"csrf_token": tokens[kind]})
                answer = complaints.ask(who, (kind, target), lambda b=browser, t=target, f=form: send(b, t, data=f))
                assert answer.status_code in {400, 404}, (kind, target)
    complaints.none()


def test_a_form_whose_token_expired_says_so_and_that_the_text_is_still_there(app, browsers):
    app.config["WTF_CSRF_ENABLED"] = True
    for language, word in (("es", "formulario"), ("pt-BR", "formulário")):
        answer = browsers["visitor"].post("/login", data={"csrf_token": "x"}, headers={"Accept-Language": language})
        assert answer.status_code == 400
        assert word in answer.text


#: What browsers say of a form on another site: newer ones both, older ones the origin alone.
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:8080"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "localhost"},
)


@pytest.mark.parametrize("origin", ["http://localhost", "HTTP://LOCALHOST", "null", None])
def test_a_form_of_our_own_is_taken_whatever_the_browser_says_of_it(app, sign_in, origin):
    more = {} if origin is None else {"Origin": origin}
    answer = sign_in(make_user()).post("/settings/avatar/removal", headers=more)
    assert answer.status_code == 303


def test_no_form_of_another_site_is_taken(app, world, browsers, complaints):
    for who, browser in browsers.items():
        for place, target in enumerate(writable(app, world)):
            if target.rule.endpoint in WITHOUT:
                continue
            more = FOREIGN[place % len(FOREIGN)]
            answer = complaints.ask(who, target, lambda b=browser, t=target, m=more: send(b, t, data=t.form, headers=m))
            assert answer.status_code in {403, 404}, target
    complaints.none()


#: Every way of writing another site as if it were a path, as a browser would read it.
ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "https://evil.example",
    "HTTPS:evil.example",
    "https:/evil.example",
    "http:evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\x0b/evil.example",
    "/\u2028/evil.example",
    "/\u3000/evil.example",
    "／／evil.example",
    "/／evil.example",
    "javascript:alert(1)",
    "data:text/html,evil.example",
    "//evil.example@localhost",
    "//localhost@evil.example",
    "https://localhost@evil.example/",
    "//evil%E3%80%82example",
    "//[::1]evil.example",
    "/%09/evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    ".evil.example",
    "evil.example",
    "?next=//evil.example",
    "/a\r\nX-Injected: y",
    "/a\r\n\r\n<script>alert(1)</script>",
    "/" + "a" * 9000,
)


def leads_away(answer):
    """Tell whether an answer leads to another site, as a browser reads its header."""
    target = answer.headers.get("Location", "")
    as_read = "".join(c for c in target.replace("\\", "/") if c not in "\t\r\n").strip()
    return (
        urlsplit(as_read).netloc not in {"", "localhost"} or as_read.startswith("//") or "X-Injected" in answer.headers
    )


@pytest.mark.parametrize("twice", [False, True])
def test_signing_in_leads_nowhere_else(app, client, sign_in, twice):
    user = make_user("Ana")
    member = sign_in(user)
    for place, text in enumerate(ELSEWHERE):
        written = quote(quote(text)) if twice else text
        asked = f"next={quote(written)}"
        assert not leads_away(member.get(f"/login?{asked}")), text
        page = client.get(f"/login?{asked}")
        assert page.status_code == 200
        assert 'value="//' not in page.text
        if place % 4 == twice:  # A password takes its time, on purpose; `local_path` has every text below.
            answer = client.post("/login", data={"email": user.email, "password": PASSWORD, "next": written})
            assert answer.status_code in {303, 400, 429}, text
            assert not leads_away(answer), text
            client.delete_cookie("session")
        answer = client.post("/language", data={"language": "pt", "next": written})
        assert answer.status_code in {303, 400}, text
        assert not leads_away(answer), text


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_could_be_read_as_another_site_is_no_path_of_ours(text):
    for written in (text, f" {text}", f"{text}/", f"{text}?next=/"):
        path = local_path(written)
        assert path == "" or not leads_away(Response(headers={"Location": path})), written
    assert local_path("/t/tema/1?read=es#post-3") == "/t/tema/1?read=es#post-3"


def test_no_act_leads_elsewhere(app, world, browsers, complaints):
    """Every route that acts, with `next` in form and address, signed in as whoever may do most."""
    for place, target in enumerate(writable(app, world)):
        text = ELSEWHERE[place % len(ELSEWHERE)]
        answer = complaints.ask(
            "admin",
            (target, text),
            lambda t=target, x=text: send(
                browsers["admin"], t, data=t.form | {"next": x}, query=f"next={quote(x, safe='')}"
            ),
        )
        assert not leads_away(answer), (target, text)
    complaints.none()


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "../../etc/passwd", "America/Bogotá", "a" * 300, "UTC\x00", "/etc/localtime"]
)
def test_a_time_zone_that_there_is_not_is_refused(app, world, sign_in, zone):
    browser = sign_in(world.people["member_a"])
    answer = browser.post(
        "/settings/profile",
        data={"name": "Ana", "handle": "ana", "ui_language": "es", "reads": "es", "time_zone": zone},
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("language", ["fr", "es-AR", "ES", "", "\x00", "pt_BR", "x" * 500])
def test_a_language_that_there_is_not_is_refused(browsers, language):
    assert browsers["visitor"].post("/language", data={"language": language}).status_code == 400
    answer = browsers["member"].post("/preview", data={"body": "Hola", "language": language, "audience": "community"})
    assert answer.status_code in {200, 422}
    assert (answer.status_code == 200) is (language == "")
