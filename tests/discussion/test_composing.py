"""Opening a topic: what the form offers, what it keeps, what it refuses."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands import topics
from forum.discussion.commands.topics import TOPICS_PER_DAY
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from tests.discussion.world import new_topic_form
from tests.discussion.world import row_counts
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def checked(page, name):
    return [box["value"] for box in page.select(f"input[name={name}][checked]")]


def the_topic():
    session.rollback()
    return session.scalars(select(Topic)).one()


def test_the_composer_begins_in_the_language_of_the_interface_and_at_the_stage_of_the_city(app, sign_in):
    browser = sign_in(make_user(city=make_city(stage="evidence"), language="pt"))

    page = soup(browser.get("/new-topic"))

    assert checked(page, "language") == ["pt"]
    assert checked(page, "stage") == ["evidence"]
    assert checked(page, "audience") == ["community"]
    assert checked(page, "kind") == ["question"]


def test_the_address_fills_in_title_stage_practice_and_criterion(app, sign_in):
    browser = sign_in(make_user())

    page = soup(browser.get("/new-topic?stage=roadmap&title=Una+pregunta&practice=DM&criterion=OD1&kind=experience"))

    assert page.select_one("input[name=title]")["value"] == "Una pregunta"
    assert checked(page, "stage") == ["roadmap"]
    assert checked(page, "practices") == ["DM"]
    assert checked(page, "criteria") == ["OD1"]
    assert checked(page, "kind") == ["experience"]


@pytest.mark.parametrize("who", ["member", "lead", "staff"])
def test_the_composer_offers_only_the_audiences_that_one_may_choose(app, sign_in, who):
    offered = {"member": ["community", "city"], "lead": ["community", "city", "public"]}
    user = make_staff() if who == "staff" else make_user(role=who)

    page = soup(sign_in(user).get("/new-topic"))

    found = [box["value"] for box in page.select("input[name=audience]")]
    assert found == offered.get(who, ["community", "city", "staff", "public"])
    assert bool(page.select("input[name=kind][value=announcement]")) == (who == "staff")


def test_the_composer_says_how_visitors_will_see_the_author(app, sign_in):
    city = make_city("Rionegro")
    hidden = make_user("Ana Prieto", city=city, role="lead")

    page = soup(sign_in(hidden).get("/new-topic")).select_one(".hint--public").text

    assert "Ana" not in page


def test_a_question_is_published_with_all_that_was_chosen(app, sign_in):
    browser = sign_in(make_user())

    answer = browser.post(
        "/new-topic", data=new_topic_form(practices=["PA", "DM"], criteria=["OD1"], body="Con **negrita** y 1 | 2")
    )

    topic = the_topic()
    assert answer.status_code == 303
    assert answer.location == f"/t/{topic.slug}/{topic.id}"
    assert (topic.title, topic.language, topic.kind, topic.status) == (
        "¿Cómo guardan las actas?",
        "es",
        "question",
        "open",
    )
    assert "<strong>negrita</strong>" in browser.get(answer.location).text
    practices = session.scalars(select(TopicPractice.practice_id).where(TopicPractice.topic_id == topic.id)).all()
    assert len(practices) == 3, "the criterion brings its practice along"
    assert len(session.scalars(select(TopicCriterion).where(TopicCriterion.topic_id == topic.id)).all()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "     "),
        ("title", "x" * 201),
        ("title", "Con\x00nulo y más"),
        ("title", "Dos\nrenglones aquí"),
        ("title", "al revés \u202e aquí"),
        ("body", ""),
        ("body", " \n\t "),
        ("body", "x" * 32_001),
        ("body", "[" * 4_000),
        ("body", "nulo \x00 aquí"),
        ("stage", "no-such-stage"),
        ("stage", ""),
        ("kind", "event"),
        ("language", "en"),
        ("language", ""),
        ("audience", "secret"),
        ("practices", ["PA", "DM", "OD", "EI"]),
        ("practices", ["XX"]),
        ("criteria", ["DM999"]),
    ],
)
def test_a_wrong_field_gives_the_form_back_with_everything_typed(app, sign_in, field, value):
    browser = sign_in(make_user())
    form = new_topic_form() | {field: value}

    answer = browser.post("/new-topic", data=form)

    page = soup(answer)
    assert answer.status_code == 422
    assert page.select_one("[role=alert]")
    if field != "title":
        assert page.select_one("input[name=title]")["value"] == form["title"]
    if field != "body":
        assert page.select_one("textarea[name=body]").text.strip() == form["body"]
    if field != "stage":
        assert checked(page, "stage") == [form["stage"]]
    assert page.select_one("input[name=request_id]")["value"] == form["request_id"]
    assert row_counts()[0] == 0


def test_the_refusal_is_in_the_language_of_the_reader(app, sign_in):
    spanish, portuguese = sign_in(make_user()), sign_in(make_user(language="pt"))

    for browser, language in ((spanish, "es"), (portuguese, "pt-BR")):
        page = soup(browser.post("/new-topic", data=new_topic_form(title="")))
        assert page.html["lang"] == language


def test_a_refused_topic_can_be_sent_again(app, sign_in):
    browser = sign_in(make_user())
    page = soup(browser.post("/new-topic", data=new_topic_form(title="")))
    form = {
        box["name"]: box["value"] for box in page.select("input[type=hidden], input[checked]") if box.has_attr("name")
    }

    answer = browser.post("/new-topic", data=form | {"title": "Ahora con título", "body": page.textarea.text})

    assert answer.status_code == 303


def test_beyond_the_limit_of_topics_the_text_comes_back(app, sign_in, monkeypatch):
    monkeypatch.setattr(topics, "TOPICS_PER_DAY", type(TOPICS_PER_DAY)("topics", 1, 86400))
    browser = sign_in(make_user())
    browser.post("/new-topic", data=new_topic_form())

    refused = browser.post("/new-topic", data=new_topic_form(request_id="form-2"))

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert soup(refused).select_one("input[name=title]")["value"] == "¿Cómo guardan las actas?"
