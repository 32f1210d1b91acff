"""What stands above the lists, once, and what waits in them for a reply."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.curation import pin_topic
from tests.discussion.lists import age
from tests.discussion.lists import link
from tests.discussion.lists import titles
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


@pytest.fixture
def reader(sign_in):
    return sign_in(make_user())


def test_pinned_topics_stand_above_the_front_page_and_their_stage(reader: FlaskClient) -> None:
    topic = make_topic(make_staff(), title="Aviso fijo", kind="announcement", stage="general")
    pin_topic(act(make_staff()), topic.id)
    for address in ("/", "/c/general"):
        assert BeautifulSoup(reader.get(address).text, "html.parser").select_one(".pinned a").get_text() == "Aviso fijo"
    assert BeautifulSoup(reader.get("/c/evidence").text, "html.parser").select_one(".pinned") is None


def test_a_pinned_topic_is_shown_once_and_obeys_the_filter(reader: FlaskClient) -> None:
    topic = make_topic(make_staff(), title="Aviso fijo", kind="announcement", stage="general", language="es")
    pin_topic(act(make_staff()), topic.id)
    assert "Aviso fijo" not in titles(reader, "/")
    assert reader.get("/").text.count("Aviso fijo") == 1
    for address in ("/?lang=pt", "/?kind=question", "/practices/dm"):
        assert "Aviso fijo" not in reader.get(address).text


def test_a_closed_question_no_longer_waits(reader: FlaskClient) -> None:
    topic = make_topic(title="¿Quién responde?", stage="evidence")
    assert "¿Quién responde?" in titles(reader, "/unanswered")
    close_topic(act(make_staff()), topic.id)
    assert "¿Quién responde?" not in titles(reader, "/unanswered")
    assert BeautifulSoup(reader.get("/c/evidence").text, "html.parser").select_one(".invite") is None


def test_the_first_page_is_full_besides_what_is_pinned_and_nothing_comes_twice(reader: FlaskClient) -> None:
    authors, staff = (make_user(), make_user()), act(make_staff())
    made = [make_topic(authors[n % 2], title=f"Tema {n:02}", kind="discussion") for n in range(64)]
    for n, topic in enumerate(made):
        age(topic, minutes=1000 - n)
    for topic in (made[63], made[50], made[20]):
        pin_topic(staff, topic.id)
    others = [f"Tema {n:02}" for n in range(63, -1, -1) if n not in (63, 50, 20)]
    older = link(reader, "/", "next")
    assert titles(reader, "/") == others[:30]
    assert titles(reader, older) == others[30:60]
    oldest = link(reader, older, "next")
    assert titles(reader, oldest) == others[60:]
    back = link(reader, older, "prev")
    assert titles(reader, back) == others[:30]
    for address, pinned in (("/", 3), (older, 0), (back, 3)):
        assert len(BeautifulSoup(reader.get(address).text, "html.parser").select(".pinned a")) == pinned, address
