"""What stands above the lists, once, and what waits in them for a reply."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.curation import pin_topic
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


@pytest.fixture
def reader(sign_in):
    return sign_in(make_user())


def titles(client: FlaskClient, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return [link.get_text() for link in page.select("#topics .topic-title a")]


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
