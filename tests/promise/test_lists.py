"""The lists of what waits: which question stands in which, late ones, who could help, pages, filters, counts."""

import html
import re
from datetime import timedelta

import pytest
import time_machine

from forum.core import clock
from forum.core import versions
from forum.core.db import transaction
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.curation import mark_answer
from forum.promise.commands.assigning import assign
from forum.promise.commands.assigning import take
from forum.promise.queries import lists
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import text


def titles(browser, query=""):
    return re.findall(
        r'<h2 lang="[^"]+"><a href="/t/[^"]+">([^<]+)</a>', text(browser, f"/moderation/unanswered{query}")
    )


@pytest.fixture
def browser(app, sign_in):
    return sign_in(make_staff())


def test_the_longest_wait_stands_first_and_answered_questions_are_gone(browser):
    for days, title in ((5, "Vieja"), (9, "Más vieja"), (0, "Nueva")):
        with time_machine.travel(clock.now() - timedelta(days=days), tick=False):
            make_topic(title=title)
    make_reply(make_topic(title="Respondida"))
    make_topic(title="Conversación", kind="discussion")

    assert titles(browser) == ["Más vieja", "Vieja", "Nueva"]


def test_a_reply_by_the_asker_alone_is_no_answer(browser):
    asker = make_user()
    make_reply(make_topic(asker, title="Sigo esperando"), asker)

    assert titles(browser) == ["Sigo esperando"]


def test_the_list_is_narrowed_by_stage_and_language(browser):
    make_topic(title="Una", stage="evidence", language="es")
    make_topic(title="Duas", stage="validation", language="pt")

    assert titles(browser, "?stage=evidence") == ["Una"]
    assert titles(browser, "?lang=pt") == ["Duas"]
    assert titles(browser, "?stage=evidence&lang=pt") == []
    assert browser.get("/moderation/unanswered?stage=nowhere").status_code == 400
    assert browser.get("/moderation/unanswered?lang=en").status_code == 400


def test_ril_reads_which_cities_have_passed_the_stage_whether_they_share_it_or_not(browser):
    home = make_city("Casa", stage="certification")
    make_city("Adelante", stage="certification")
    make_city("Abierta", stage="validation", shares=True)
    make_city("Aquí", stage="evidence")
    make_city("Atrás", stage="registration")
    make_topic(make_user(city=home), stage="evidence")

    page = re.search(r'<p class="case-ctx">(.*?)</p>', text(browser, "/moderation/unanswered"), re.DOTALL).group(1)

    assert re.findall(r'href="/g/[^"]+">([^<>]+)</a>', page) == ["Abierta", "Adelante"]


@pytest.mark.parametrize("audience", ["city", "staff"])
def test_no_other_city_is_named_for_a_question_that_it_cannot_read(browser, audience):
    city = make_city("Casa")
    make_city("Adelante", stage="certification")
    make_topic(
        make_staff() if audience == "staff" else make_user(city=city),
        stage="evidence",
        audience=audience,
        city=city if audience == "city" else None,
    )

    page = text(browser, "/moderation/unanswered")
    assert "Adelante" not in page[page.index('<ol class="cases">') :]


def test_a_lead_has_no_such_page(app, sign_in):
    assert sign_in(make_user(role="lead")).get("/moderation/unanswered").status_code == 404


OPEN_LISTS = ("unanswered", "ril", "asker", "stale")


def listed(browser, *names):
    return {name: titles(browser, f"?list={name}") for name in names}


def counts(page):
    found = re.findall(r'<a href="[^"]*"[^>]*>([^<]+?)(?: <span class="count">(\d+)</span>)?</a>', tabs_of(page))
    return [int(number or 0) for _name, number in found]


def tabs_of(page):
    return re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)[0]


@pytest.fixture
def world(app):
    """Make one question for each reason to stand in a list, and what stands in none."""
    staff, other = make_staff("Colega"), make_user()
    asker = make_user("Quien pregunta")
    with time_machine.travel(clock.now() - timedelta(days=40), tick=False):
        make_reply(make_topic(asker, title="Parada"))
        silent = make_topic(asker, title="Volvió a preguntar hace tiempo")
        make_reply(silent, other)
        make_reply(silent, asker, body="¿Y entonces?")
    make_topic(asker, title="Sin respuesta")
    make_reply(make_topic(asker, title="Respondida"), other)
    again = make_topic(asker, title="Volvió a preguntar")
    make_reply(again, other)
    make_reply(again, asker, body="¿Y entonces?")
    cared = make_topic(asker, title="Asignada")
    make_reply(cared, other)
    take(act(staff), cared.id)
    told = make_topic(asker, title="Asignada, y RIL respondió")
    make_reply(told, staff)
    take(act(staff), told.id)
    closed = make_topic(asker, title="Cerrada")
    make_reply(closed, other)
    close_topic(act(staff), closed.id)
    close_topic(act(staff), make_topic(asker, title="Cerrada sin respuesta").id)
    solved = make_topic(asker, title="Resuelta")
    mark_answer(act(asker), solved.id, post_id=make_reply(solved, other).id)
    take(act(staff), solved.id)
    make_reply(make_topic(asker, title="Conversación", kind="discussion"), other)
    return staff


def test_each_open_question_stands_in_exactly_one_list_by_who_has_the_word(world, sign_in):
    found = listed(sign_in(world), *OPEN_LISTS)

    assert found == {
        "unanswered": ["Sin respuesta"],
        "ril": ["Volvió a preguntar hace tiempo", "Volvió a preguntar", "Asignada"],
        "asker": ["Respondida", "Asignada, y RIL respondió"],
        "stale": ["Parada"],
    }


def test_the_tabs_count_what_the_lists_show(world, sign_in):
    browser = sign_in(world)

    for name in (*OPEN_LISTS, "mine"):
        assert counts(text(browser, f"/moderation/unanswered?list={name}")) == [1, 3, 2, 1, 3]
    assert len(titles(browser, "?list=mine")) == 3
    assert counts(text(sign_in(make_staff()), "/moderation/unanswered")) == [1, 3, 2, 1, 0]
    assert counts(text(browser, "/moderation/unanswered?stage=registration")) == [0, 0, 0, 0, 0]


def test_ones_own_list_begins_with_what_is_due_first_and_says_what_is_overdue(app, sign_in):
    staff = make_staff()
    today = clock.now().date()
    for days in (9, 2, 5):
        assign(
            act(staff), make_topic(title=f"En {days}").id, colleague_id=staff.id, due_on=today + timedelta(days=days)
        )
    browser = sign_in(staff)

    assert titles(browser, "?list=mine") == ["En 2", "En 5", "En 9"]
    assert "is-late" not in text(browser, "/moderation/unanswered?list=mine")
    with time_machine.travel(clock.now() + timedelta(days=4), tick=True):
        assert text(sign_in(staff), "/moderation/unanswered?list=mine").count("venció el") == 1


@pytest.mark.parametrize("name", [*OPEN_LISTS, "mine"])
def test_pages_go_on_where_the_last_one_ended_and_back_again(app, sign_in, monkeypatch, name):
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    staff, asker, other = make_staff(), make_user(), make_user()
    for number in range(5):
        with time_machine.travel(clock.now() - timedelta(days=60 - number), tick=False):
            topic = make_topic(asker, title=f"Número {number}")
            if name not in {"unanswered", "mine"}:
                make_reply(topic, other)
            if name == "ril":
                make_reply(topic, asker)
        if name == "asker":
            make_reply(topic, other)
        if name == "mine":
            assign(act(staff), topic.id, colleague_id=staff.id, due_on=clock.now().date() + timedelta(days=3))
    browser = sign_in(staff)

    seen, address = [], f"?list={name}"
    while address is not None:
        seen.append(titles(browser, address))
        page = text(browser, f"/moderation/unanswered{address}")
        after = re.search(r'href="/moderation/unanswered(\?[^"]*after=[^"]*)"', page)
        before = re.search(r'href="/moderation/unanswered(\?[^"]*before=[^"]*)"', page)
        address = html.unescape(after[1]) if after else None
    assert seen == [["Número 0", "Número 1"], ["Número 2", "Número 3"], ["Número 4"]]
    assert titles(browser, html.unescape(before[1])) == seen[1]


@pytest.mark.parametrize(
    "query",
    [
        "list=nothing",
        "city=nowhere",
        "stage=nowhere",
        "list=mine&after=WyJ4IiwxXQ",
        "after=WyJ4IiwxXQ",
        "list=ril&after=%21",
    ],
)
def test_an_address_that_nobody_was_given_is_refused(browser, query):
    assert browser.get(f"/moderation/unanswered?{query}").status_code == 400


def test_the_list_is_narrowed_by_the_city_of_who_asked(browser):
    here = make_city("Aquí")
    make_topic(make_user(city=here), title="De aquí")
    make_topic(title="De allá")

    assert titles(browser, f"?city={here.slug}") == ["De aquí"]


def test_a_list_costs_as_many_statements_for_thirty_rows_as_for_one(app, sign_in, count_queries):
    staff = make_staff()
    costs = []
    for number in (1, 29):
        for _ in range(number):
            take(act(staff), make_topic(make_user(city=make_city()), practices=["DM"]).id)
        browser = sign_in(staff)
        for name in ("unanswered", "mine"):
            browser.get(f"/moderation/unanswered?list={name}")
            with transaction():
                versions.bump((versions.CONTENT,))
            with count_queries() as seen:
                text(browser, f"/moderation/unanswered?list={name}")
            costs.append(len([one for one in seen if not one.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]))

    assert max(costs) <= 10
    assert costs[:2] == costs[2:]
