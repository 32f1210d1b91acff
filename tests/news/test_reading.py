"""News are read by everybody in both languages, from their moment on and not a second before."""

import re
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine

from forum.core import clock
from forum.core import pagecache
from forum.core.db import session
from forum.core.db import transaction
from forum.news.commands.items import edit_news
from forum.news.commands.items import publish_news
from forum.news.commands.items import retract_news
from forum.news.models import NewsItem
from forum.news.policy import can_read_news
from forum.news.policy import visible_news
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.news.writing import TEXT
from tests.news.writing import make_draft
from tests.news.writing import make_published
from tests.news.writing import make_scheduled

ATOM = "{http://www.w3.org/2005/Atom}"
#: Where readers could meet an item.
PLACES = ("/", "/latest", "/news", "/news/{id}", "/news.atom", "/sitemaps/news.xml", "/search?q=convocatoria")
#: A title, a text, or the way to an item.
WORDS = re.compile(r"Nueva convocatoria|Nova chamada|Abrimos|(?:href=\"|<loc>)(?:http://localhost)?/news/[0-9]")
#: What differs between two answers to the same.
OWN = re.compile(r'name="csrf_token" value="[^"]+"|/news/[0-9]+')
DUE = datetime(2026, 12, 7, 13, 0, tzinfo=UTC)


@pytest.fixture
def staff(app):
    pagecache.clear()
    return make_staff()


@pytest.fixture
def browser(app):
    """Give a browser that sends no cookie: its pages are kept."""
    return app.test_client(use_cookies=False)


def _read(browser, item):
    """Return place → what is found there of an item."""
    return {place: bool(WORDS.search(browser.get(place.format(id=item.id)).text)) for place in PLACES}


@pytest.mark.parametrize(
    ("language", "title", "word"), [("es", TEXT.title_es, "convocatoria"), ("pt", TEXT.title_pt, "chamada")]
)
def test_a_visitor_reads_an_item_in_each_language(staff, browser, language, title, word):
    item = make_published(staff)
    page = browser.get(f"/news/{item.id}?ui={language}")

    assert page.status_code == 200
    assert f"<h1>{title}</h1>" in page.text
    assert f"<strong>{word}</strong>" in page.text
    assert "X-Robots-Tag" not in page.headers
    assert f'<link rel="canonical" href="http://localhost/news/{item.id}?ui={language}">' in page.text
    for code, address in (("es", "es"), ("pt-BR", "pt")):
        assert f'hreflang="{code}" href="http://localhost/news/{item.id}?ui={address}"' in page.text


def test_the_front_page_shows_the_latest_three_to_visitors_and_to_members(staff, browser, sign_in):
    for number in range(4):
        make_published(staff, replace(TEXT, title_es=f"Novedad {number}x", title_pt=f"Novidade {number}x"))

    for page in (browser.get("/?ui=es").text, sign_in(make_user()).get("/").text):
        assert [number for number in range(4) if f"Novedad {number}x" in page] == [1, 2, 3]
    assert "Novidade 3x" in browser.get("/?ui=pt").text


def test_a_scheduled_item_appears_everywhere_at_its_moment_and_nowhere_a_second_before(staff, browser, sign_in):
    with time_machine.travel(DUE - timedelta(hours=2), tick=False) as traveller:
        item = make_scheduled(staff, DUE)
        member = sign_in(make_user())
        for before in (timedelta(hours=1), timedelta(seconds=1)):
            traveller.move_to(DUE - before)
            for asking in (browser, browser, member, sign_in(staff)):
                assert not any(_read(asking, item).values()), before
            assert browser.get(f"/news/{item.id}").status_code == 404
        traveller.move_to(DUE)
        found = _read(browser, item)
        assert [place for place in PLACES if not found[place]] == ["/search?q=convocatoria"]
        assert TEXT.title_es in member.get("/").text


def test_an_item_that_is_retracted_is_gone_from_kept_pages_at_once(staff, browser):
    item = make_published(staff)
    assert _read(browser, item)["/news"]
    assert _read(browser, item)["/news"]

    retract_news(act(staff), item.id)
    assert not any(_read(browser, item).values())
    assert browser.get(f"/news/{item.id}").status_code == 404


def test_a_draft_is_read_nowhere(staff, browser, sign_in):
    item = make_draft(staff)

    assert not any(_read(browser, item).values())
    assert not any(_read(sign_in(make_user()), item).values())
    assert browser.get(f"/moderation/news/{item.id}").status_code == 404


def test_what_may_not_be_read_answers_like_what_does_not_exist(staff, browser):
    absent = browser.get("/news/999999")
    for item in (make_draft(staff), make_scheduled(staff, clock.now() + timedelta(days=1))):
        answer = browser.get(f"/news/{item.id}")
        assert answer.status_code == absent.status_code == 404
        assert OWN.sub("", answer.text) == OWN.sub("", absent.text)


def test_the_rule_and_its_twin_in_sql_agree(staff):
    items = [make_draft(staff), make_published(staff), make_scheduled(staff, clock.now() + timedelta(days=1))]
    items.append(retract_news(act(staff), make_published(staff).id))
    session.rollback()
    by_sql = {row.id for row in session.query(NewsItem).where(visible_news())}

    assert {row.id for row in session.query(NewsItem) if can_read_news(row)} == by_sql
    assert by_sql == {items[1].id}


def test_the_list_is_read_page_by_page_without_gap_or_repetition(staff, browser):
    with transaction():
        same = clock.now() - timedelta(days=1)
        for number in range(45):
            moment = same if number % 2 else same - timedelta(hours=number)
            made = NewsItem(state="published", version=1, published_at=moment)
            for name in ("title", "body", "html", "excerpt"):
                setattr(made, f"{name}_es", f"n{number}n")
                setattr(made, f"{name}_pt", f"n{number}n")
            session.add(made)
    seen, page = [], browser.get("/news").text
    while True:
        seen += re.findall(r'<h2><a href="/news/(\d+)">', page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        if older is None:
            break
        page = browser.get(older[1].replace("&amp;", "&")).text
    assert len(seen) == len(set(seen)) == 45
    newer = re.search(r'href="([^"]+)" rel="prev"', page)
    back = browser.get(newer[1].replace("&amp;", "&")).text
    assert re.findall(r'<h2><a href="/news/(\d+)">', back) == seen[20:40]


@pytest.mark.parametrize(
    "query", ["after=x", "after=WzEsMl0", "before=WyJhIiwxXQ", "after=WyIyMDI2LTAxLTAxIiwxXQ", "after=" + "a" * 400]
)
def test_an_address_that_nobody_was_given_is_refused_in_words(staff, browser, query):
    make_published(staff)
    answer = browser.get(f"/news?{query}")

    assert answer.status_code == 400
    assert "<h1" in answer.text


@pytest.mark.parametrize("language", ["es", "pt"])
def test_each_language_has_a_feed_of_its_own(staff, browser, language):
    make_published(staff)
    make_scheduled(staff, clock.now() + timedelta(days=1), replace(TEXT, title_es="Futuro", title_pt="Futuro"))
    answer = browser.get(f"/news.atom?ui={language}")
    feed = ET.fromstring(answer.data)

    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == [TEXT.title_pt if language == "pt" else TEXT.title_es]
    assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith(f"/news.atom?ui={language}")
    assert feed.findtext(f"{ATOM}id").endswith(f"news#{language}")
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href").endswith(f"?ui={language}")


def test_the_sitemap_names_each_item_in_both_languages(staff, browser):
    assert browser.get("/sitemaps/news.xml").status_code == 404
    assert "/sitemaps/news.xml" not in browser.get("/sitemap.xml").text
    item = make_published(staff)
    text = browser.get("/sitemaps/news.xml").text

    assert "<loc>http://localhost/sitemaps/news.xml</loc>" in browser.get("/sitemap.xml").text
    for code, language in (("es", "es"), ("pt-BR", "pt")):
        assert f"<loc>http://localhost/news/{item.id}?ui={language}</loc>" in text
        assert text.count(f'hreflang="{code}" href="http://localhost/news/{item.id}?ui={language}"') == 2


def test_readers_are_told_that_a_published_text_was_edited(staff, browser):
    item = make_published(staff)
    assert "editada" not in browser.get(f"/news/{item.id}?ui=es").text
    edit_news(act(staff), item.id, text=replace(TEXT, body_es="Ya cerró."), based_on=2)
    page = browser.get(f"/news/{item.id}?ui=es").text

    assert "Ya cerró." in page
    assert "editada" in page


def test_a_script_in_a_text_stays_text(staff, browser):
    bad = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    item = make_published(staff, text_of(bad))
    for address in (f"/news/{item.id}", "/news", "/", "/news.atom"):
        text = browser.get(address).text
        assert "<script>alert" not in text, address
        assert 'href="javascript:' not in text, address
        assert "<img src=x" not in text, address


def text_of(text):
    return replace(TEXT, title_es=text, title_pt=text, body_es=text, body_pt=text)


def test_a_visitors_page_costs_no_statement_more_for_the_news(staff, browser, count_queries):
    make_published(staff)
    item = publish_news(act(staff), make_draft(staff).id, based_on=1)
    for address, most in (("/?x=", 2), (f"/news/{item.id}?x=", 3), ("/news?x=", 3)):
        browser.get(f"{address}1")
        with count_queries() as seen:
            browser.get(f"{address}2")
        number = sum(not text.startswith(("BEGIN", "COMMIT", "ROLLBACK")) for text in seen)
        assert number <= most, (address, seen)
