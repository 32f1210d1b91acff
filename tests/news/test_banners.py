"""Banners stand over every page of those they are for, from their beginning to their end."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core import pagecache
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.news.commands.banners import close_banner
from forum.news.commands.banners import retract_banner
from forum.news.models import Banner
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.news.writing import banner_form
from tests.news.writing import make_banner

WORDS = "Corte el viernes"
DUE = datetime(2026, 12, 7, 13, 0, tzinfo=UTC)


@pytest.fixture
def staff(app):
    pagecache.clear()
    return make_staff()


@pytest.fixture
def browser(app):
    """Give a browser that sends no cookie: its pages are kept."""
    return app.test_client(use_cookies=False)


def test_everybody_reads_a_banner_on_every_page_in_their_language(staff, browser, sign_in):
    make_banner(staff)
    topic = make_topic(audience="public")
    for address in ("/", "/latest", f"/t/{topic.slug}/{topic.id}", "/search?q=x", "/news", "/not-there"):
        assert browser.get(f"{address}{'&' if '?' in address else '?'}ui=es").text.count(WORDS) == 1, address
    assert "Parada na sexta" in browser.get("/?ui=pt").text
    assert WORDS in sign_in(make_user()).get("/latest").text
    assert "Parada na sexta" in sign_in(make_user(language="pt")).get("/latest").text


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("everybody", {"visitor", "pending", "suspended", "member", "lead", "staff"}),
        ("members", {"member", "lead", "staff"}),
        ("staff", {"staff"}),
    ],
)
def test_a_banner_is_read_by_those_it_is_for_and_nobody_else_can_close_it(staff, client, sign_in, audience, readers):
    banner = make_banner(staff, audience=audience)
    browsers = {
        "visitor": client,
        "pending": sign_in(make_user(state="pending")),
        "suspended": sign_in(make_user(state="suspended")),
        "member": sign_in(make_user()),
        "lead": sign_in(make_user(role="lead")),
        "staff": sign_in(staff),
    }
    for role, browser in browsers.items():
        assert (WORDS in browser.get("/pages/nothing").text) == (role in readers), role
        answer = browser.post(f"/banners/{banner.id}/closing", data={"next": "/latest"})
        assert answer.status_code == (303 if role in readers else 404), role
        assert WORDS not in browser.get("/pages/nothing").text


def test_a_banner_begins_and_ends_at_its_moments_though_pages_are_kept(staff, browser, sign_in):
    with time_machine.travel(DUE - timedelta(days=1), tick=False) as traveller:
        make_banner(staff, from_at=DUE, until_at=DUE + timedelta(hours=1))
        member = sign_in(make_user())
        for moment, shown in (
            (DUE - timedelta(seconds=1), False),
            (DUE, True),
            (DUE + timedelta(minutes=59, seconds=59), True),
            (DUE + timedelta(hours=1), False),
        ):
            traveller.move_to(moment)
            for asking in (browser, browser, member):
                assert (WORDS in asking.get("/latest?ui=es").text) == shown, moment


def test_a_banner_that_is_taken_away_is_gone_from_kept_pages_at_once(staff, browser):
    banner = make_banner(staff)
    assert WORDS in browser.get("/latest?ui=es").text
    assert WORDS in browser.get("/latest?ui=es").text

    retract_banner(act(staff), banner.id)
    assert WORDS not in browser.get("/latest?ui=es").text


def test_pages_of_visitors_are_kept_under_a_banner_that_can_be_closed(staff, browser, count_queries):
    make_banner(staff)
    first = browser.get("/latest?ui=es")
    assert "Set-Cookie" not in first.headers
    with count_queries() as seen:
        assert WORDS in browser.get("/latest?ui=es").text

    assert sum("data_version" in text for text in seen) == 1
    assert sum(not text.startswith(("BEGIN", "COMMIT", "ROLLBACK")) for text in seen) == 1


def test_a_banner_costs_no_page_a_statement(staff, client, sign_in, count_queries):
    browsers = [client, sign_in(make_user()), sign_in(staff)]
    before = [_cost(browser, count_queries) for browser in browsers]
    make_banner(staff)
    make_banner(staff, audience="members")

    assert [_cost(browser, count_queries) for browser in browsers] == before


def _cost(browser, count_queries):
    for number in range(2):
        browser.get(f"/latest?x={number}")
    with count_queries() as seen:
        browser.get("/latest?x=3")
    return len(seen)


def test_what_does_not_run_answers_like_what_does_not_exist(staff, client):
    later = make_banner(staff, from_at=clock.now() + timedelta(days=1))
    gone = make_banner(staff)
    retract_banner(act(staff), gone.id)

    for number in (later.id, gone.id, 999_999):
        assert client.post(f"/banners/{number}/closing", data={}).status_code == 404
        with pytest.raises(NotFound):
            close_banner(act(make_user()), number)


def test_no_more_than_three_meet(staff):
    for _number in range(3):
        make_banner(staff)
    with pytest.raises(Conflict):
        make_banner(staff)
    make_banner(staff, from_at=clock.now() + timedelta(days=20), until_at=clock.now() + timedelta(days=21))
    retract_banner(act(staff), session.scalar(select(func.min(Banner.id))))
    make_banner(staff)


@pytest.mark.parametrize(
    "change",
    [
        {"until_at": timedelta(0)},
        {"until_at": timedelta(days=-1)},
        {"from_at": timedelta(days=11)},
        {"until_at": timedelta(days=400)},
        {"from_at": timedelta(days=900), "until_at": timedelta(days=901)},
    ],
)
def test_moments_that_cannot_be_are_refused(staff, change):
    with pytest.raises(Invalid):
        make_banner(staff, **{name: clock.now() + shift for name, shift in change.items()})
    assert session.scalar(select(func.count(Banner.id))) == 0


def test_ril_previews_publishes_changes_and_takes_away(staff, sign_in, browser):
    desk = sign_in(staff)
    shown = desk.post("/moderation/banners", data=banner_form(act="preview", kind="warning")).text
    assert WORDS in shown.partition('<form class="stack-form')[0]
    assert "Parada na sexta" in shown.partition('<form class="stack-form')[0]
    assert session.scalar(select(func.count(Banner.id))) == 0

    assert desk.post("/moderation/banners", data=banner_form(url="/news")).status_code == 303
    number = session.scalar(select(Banner.id))
    page = browser.get("/latest?ui=es").text
    assert f'<a href="/news" aria-describedby="banner-{number}">Leer más</a>' in page
    assert "Advertencia" not in page
    changed = desk.post(f"/moderation/banners/{number}", data=banner_form(text_es="Corte el lunes", based_on="1"))
    assert changed.status_code == 303
    assert "Corte el lunes" in browser.get("/latest?ui=es").text
    stale = desk.post(f"/moderation/banners/{number}", data=banner_form(text_es="Tarde", based_on="1"))
    assert stale.status_code == 409
    assert "Tarde" in stale.text
    assert "A la vista" in desk.get("/moderation/banners").text
    assert desk.post(f"/moderation/banners/{number}/removal", data={}).status_code == 303
    assert "Corte el lunes" not in browser.get("/latest?ui=es").text
    assert "Quitado" in desk.get("/moderation/banners").text
    log = desk.get("/moderation/log").text
    for words in ("Banner publicado", "Banner modificado", "Banner quitado"):
        assert f"<b>{words}</b>" in log
    over = desk.post(f"/moderation/banners/{number}", data=banner_form(based_on="3"))
    assert over.status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"text_es": ""},
        {"text_pt": ""},
        {"text_es": "x" * 281},
        {"text_pt": "a\x00"},
        {"url": "javascript:alert(1)"},
        {"url": "http://inseguro.example"},
        {"url": "//evil.example"},
        {"url": "https://user@evil.example"},
        {"url": 'https://x.example/"><script>'},
        {"audience": "city"},
        {"kind": "party"},
        {"until_at": ""},
        {"until_at": "nunca"},
        {"until_at": "9999-12-31T23:59"},
        {"from_at": "0001-01-01T00:00"},
        {"based_on": "x"},
    ],
)
def test_a_banner_that_cannot_be_is_refused_and_stays_in_the_form(staff, sign_in, change):
    answer = sign_in(staff).post("/moderation/banners", data=banner_form(**change))

    if change.get("url", "").startswith("https://x"):
        assert "<script>" not in answer.text
    assert answer.status_code == 400
    assert 'name="text_es"' in answer.text
    assert session.scalar(select(func.count(Banner.id))) == 0


@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_for_everybody_else_there_is_no_desk_of_banners(staff, client, sign_in, who):
    banner = make_banner(staff, from_at=clock.now() + timedelta(days=1))
    browser = client if who == "visitor" else sign_in(make_user(role=who))

    for path in ("", "/new", f"/{banner.id}/edit"):
        assert browser.get(f"/moderation/banners{path}").status_code == 404
    for path in ("", f"/{banner.id}", f"/{banner.id}/removal"):
        assert browser.post(f"/moderation/banners{path}", data=banner_form(based_on="1")).status_code == 404
    assert session.scalar(select(Banner.retracted_at)) is None
