"""What the composer shows while somebody writes: previews, hints, similar topics."""

import time_machine
from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands import previewing
from forum.discussion.models import Topic
from tests.answers import without_token
from tests.discussion.world import first_post
from tests.discussion.world import new_topic_form
from tests.discussion.world import row_counts
from tests.factories.accounts import make_user


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def the_topic():
    session.rollback()
    return session.scalars(select(Topic)).one()


def test_preview_without_scripts_shows_the_text_and_keeps_the_form(app, sign_in):
    browser = sign_in(make_user())

    answer = browser.post("/new-topic", data=new_topic_form(body="Con **negrita**", title="", preview="1"))

    page = soup(answer)
    assert answer.status_code == 200
    assert page.select_one(".preview strong").text == "negrita"
    assert page.select_one("textarea[name=body]").text.strip() == "Con **negrita**"
    assert not page.select("[role=alert]"), "what is missing is said when it is published"
    assert row_counts()[0] == 0


def test_the_preview_is_what_will_be_published(app, sign_in):
    user = make_user("Ana Prieto")
    browser = sign_in(user)
    body = "| a | b |\n|--|--|\n| 1 | 2 |\n\n@ana.prieto ![foto](https://example.org/x.png)\n\n- [ ] uno"

    preview = soup(browser.post("/preview", data={"body": body, "language": "es"})).select_one(".prose")
    browser.post("/new-topic", data=new_topic_form(body=body))

    assert preview.decode_contents() == first_post(the_topic()).html


def test_previews_are_limited(app, sign_in, monkeypatch):
    monkeypatch.setattr(previewing, "PREVIEWS", previewing.Limit("previews", 2, 60))
    browser = sign_in(make_user())
    with time_machine.travel("2026-11-25T12:00:05Z", tick=False):
        statuses = [browser.post("/preview", data={"body": "hola"}).status_code for _ in range(3)]
        refused = browser.post("/new-topic", data=new_topic_form(preview="1"))

    assert statuses == [200, 200, 429]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]
    assert soup(refused).select_one("textarea[name=body]").text.strip() == new_topic_form()["body"]


def test_only_members_get_previews_similar_topics_and_mentions(app, sign_in, visitor):
    for browser in (visitor, sign_in(make_user(state="suspended")), sign_in(make_user(state="pending"))):
        assert browser.post("/preview", data={"body": "hola"}).status_code == 404
        assert browser.get("/similar-topics?title=actas").status_code == 404
        assert browser.get("/mentions?q=a").status_code == 404


def test_a_preview_for_a_topic_that_may_not_be_seen_is_like_one_for_none(world, sign_in):
    topic = world.topic("city")
    browser = sign_in(world.people["foreign member"])

    there = browser.post("/preview", data={"body": "hola", "topic": topic.id})
    nowhere = browser.post("/preview", data={"body": "hola", "topic": 987654})

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert without_token(there.text) == without_token(nowhere.text)


def test_the_hint_speaks_up_when_the_text_looks_like_the_other_language(app, sign_in):
    browser = sign_in(make_user())
    body = "Nós não fazemos assim: a prefeitura publica os dados e as pessoas podem usar."

    preview = soup(browser.post("/preview", data={"body": body, "language": "es"}))
    right = soup(browser.post("/preview", data={"body": body, "language": "pt"}))
    published = browser.post("/new-topic", data=new_topic_form(body=body))

    assert preview.select_one(".hint--lang")
    assert not right.select_one(".hint--lang")
    assert published.status_code == 303, "a hint, not a refusal"
    assert the_topic().language == "es", "nothing is changed by itself"
    assert f"/topics/{the_topic().id}/edit" in browser.get(published.location).text


def test_similar_topics_are_those_that_one_may_see(world, sign_in, run_worker):
    world.topic("city", title="Inventario de actas barriales secretas")
    world.topic("community", title="Inventario de actas barriales abiertas")
    run_worker()

    foreign = sign_in(world.people["foreign member"]).get("/similar-topics?title=inventario+de+actas").text
    colleague = sign_in(world.people["colleague"]).get("/similar-topics?title=inventario+de+actas").text

    assert "abiertas" in foreign
    assert "secretas" not in foreign
    assert "secretas" in colleague
