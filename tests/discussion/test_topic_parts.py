"""What stands on the page of a topic: the answer, notices, hidden posts, buttons, what machines read."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from bs4 import Tag
from flask.testing import FlaskClient

from forum.accounts.models import User
from forum.certification.queries import get_stage
from forum.core import clock
from forum.discussion.commands import curation
from forum.discussion.commands import removal
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

SignIn = Callable[[User], FlaskClient]


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.text, "html.parser")


def post(page: BeautifulSoup, number: int) -> Tag:
    found = page.select_one(f"#post-{number}")
    assert found is not None
    return found


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user())


def test_the_chosen_answer_stands_below_the_question_and_is_marked(reader: FlaskClient) -> None:
    asker = make_user("Paula Rendón")
    topic = make_topic(asker)
    author = make_user()
    for n in range(24):
        answer = make_reply(topic, author, body=f"Una respuesta larga, la número {n}.")
    curation.mark_answer(act(asker), topic.id, post_id=answer.id)
    here = f"/t/{topic.slug}/{topic.id}"
    chosen = soup(reader, here).select_one(".chosen")
    assert chosen is not None
    assert "la número 23" in chosen.get_text()
    assert chosen.select("a")[-1]["href"] == f"{here}/25#post-25"
    marked = post(soup(reader, f"{here}/25"), 25)
    assert "post--chosen" in marked["class"]
    assert "Paula Rendón" in marked.select_one(".post-flag").get_text()
    curation.confirm_answer(act(make_staff()), topic.id, post_id=answer.id)
    assert post(soup(reader, f"{here}/25"), 25).select_one(".post-flag .plate") is not None


def test_what_moderators_did_is_a_small_post(sign_in: SignIn, app: object) -> None:
    moderator = make_staff("Sofía Arrigoni")
    topic = make_topic(audience="public")
    curation.close_topic(act(moderator), topic.id)
    curation.reopen_topic(act(moderator), topic.id)
    page = soup(sign_in(make_user()), f"/t/{topic.slug}/{topic.id}")
    notices = page.select(".post--notice")
    assert len(notices) == 2
    assert all("Sofía Arrigoni" in notice.get_text() for notice in notices)


def test_a_hidden_post_shows_its_text_to_its_author_and_ril_only(sign_in: SignIn, client: FlaskClient) -> None:
    author = make_user("Ramiro Quiroga")
    topic = make_topic(audience="public")
    hidden = make_reply(topic, author, body="Palabra reservada.")
    removal.hide_post(act(make_staff()), hidden.id, reason="Tiene teléfonos")
    here = f"/t/{topic.slug}/{topic.id}"
    own, staff = sign_in(author).get(here).text, sign_in(make_staff()).get(here).text
    assert "Palabra reservada" in own
    assert "Tiene teléfonos" in own
    assert "Palabra reservada" in staff
    for other in (client, sign_in(make_user()), client):
        text = other.get(here).text
        assert "Palabra reservada" not in text
        assert "Tiene teléfonos" not in text
        assert 'id="post-2"' in text
    assert "Palabra reservada" not in client.get(f"{here}.atom").text
    removal.restore_post(act(make_staff()), hidden.id)
    assert "Palabra reservada" in client.get(here).text
    assert "Tiene teléfonos" not in sign_in(author).get(here).text


@pytest.mark.parametrize("act_of", [removal.delete_post, removal.hide_post])
def test_an_author_keeps_reading_what_was_taken_away_for_thirty_days(
    sign_in: SignIn, client: FlaskClient, act_of: Callable[..., object]
) -> None:
    author = make_user("Ramiro Quiroga")
    topic = make_topic(audience="public")
    taken = make_reply(topic, author, body="Palabra reservada.")
    act_of(act(make_staff()), taken.id, reason="Tiene teléfonos")
    here = f"/t/{topic.slug}/{topic.id}"

    def reads(reader: FlaskClient) -> bool:
        text = post(soup(reader, here), 2).get_text()
        assert "Este mensaje fue" in text or "moderador" in text or "moderación" in text, text
        return "Palabra reservada" in text

    own, staff, other = sign_in(author), sign_in(make_staff()), sign_in(make_user())
    assert [reads(reader) for reader in (own, staff, other, client)] == [True, True, False, False]
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert reads(own)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert [reads(sign_in(who)) for who in (author, make_staff())] == [False, True]


def test_a_post_that_its_author_deleted_stays_readable_and_can_come_back(sign_in: SignIn) -> None:
    author = make_user()
    topic = make_topic()
    gone = make_reply(topic, author, body="Palabra reservada.")
    removal.delete_post(act(author), gone.id)
    here = f"/t/{topic.slug}/{topic.id}"
    assert "Palabra reservada" in sign_in(author).get(here).text
    removal.restore_post(act(author), gone.id)
    assert "Palabra reservada" in sign_in(make_user()).get(here).text


def test_buttons_are_those_that_the_reader_may_press(sign_in: SignIn, client: FlaskClient) -> None:
    asker, author = make_user(), make_user()
    topic = make_topic(asker, audience="public")
    answer = make_reply(topic, author)
    here = f"/t/{topic.slug}/{topic.id}"

    def acts(reader: FlaskClient) -> set[str]:
        found = post(soup(reader, here), 2)
        places = [str(a["href"]) for a in found.select("footer a")] + [
            str(b["formaction"]) for b in found.select("button")
        ]
        return {place.rsplit("/", 1)[-1].split("?")[0] for place in places if not place.startswith(here)}

    assert acts(client) == set()
    assert acts(sign_in(asker)) >= {"answer"}
    assert not acts(sign_in(asker)) & {"edit", "deletion", "hiding"}
    assert acts(sign_in(author)) >= {"edit", "deletion"}
    assert not acts(sign_in(author)) & {"answer", "hiding"}
    assert acts(sign_in(make_staff())) >= {"answer", "edit", "deletion", "hiding"}
    assert acts(sign_in(make_user())).isdisjoint({"answer", "edit", "deletion", "hiding"})
    assert answer.number == 2


def test_fragments_hold_no_token_and_differ_by_reader_language_and_zone(sign_in: SignIn, csrf: None) -> None:
    topic = make_topic()
    make_reply(topic)
    here = f"/t/{topic.slug}/{topic.id}"
    first, second = sign_in(make_user(language="es")), sign_in(make_user(language="pt"))
    pages = [soup(reader, here) for reader in (first, second)]
    assert all(page.select_one("article input") is None for page in pages)
    tokens = {page.select_one("#acts input[name=csrf_token]")["value"] for page in pages}
    assert len(tokens) == 2


def test_the_cities_that_take_part_are_for_members(sign_in: SignIn, client: FlaskClient) -> None:
    city = make_city("Montevideo")
    topic = make_topic(make_user(city=city), audience="public")
    make_reply(topic, make_user(city=make_city("Trujillo")))
    make_reply(topic, make_staff())
    here = f"/t/{topic.slug}/{topic.id}"
    aside = soup(sign_in(make_user()), here).select_one(".aside .cities").get_text()
    assert "Montevideo" in aside
    assert "Trujillo" in aside
    assert "Montevideo" not in client.get(here).text


def test_a_public_topic_speaks_to_machines_without_names_of_who_did_not_agree(
    client: FlaskClient, sign_in: SignIn
) -> None:
    topic = make_topic(make_user("Paula Rendón"), audience="public", title='Una </script><b>"pregunta"')
    make_reply(topic, make_user("Ramiro Quiroga"), body="Una respuesta </script> corta.")
    here = f"/t/{topic.slug}/{topic.id}"
    answer = client.get(here)
    assert "X-Robots-Tag" not in answer.headers
    page = BeautifulSoup(answer.text, "html.parser")
    data = json.loads(page.select_one('script[type="application/ld+json"]').string)
    assert data["@type"] == "QAPage"
    assert data["mainEntity"]["name"] == topic.title
    assert data["mainEntity"]["suggestedAnswer"][0]["text"] == "Una respuesta </script> corta."
    assert "Paula" not in answer.text
    assert "Ramiro" not in answer.text
    assert page.select_one('meta[property="og:title"]')["content"] == topic.title
    assert page.select_one('link[rel="canonical"]')["href"].endswith(here)


def test_other_topics_are_silent_and_not_indexed(sign_in: SignIn, app: object) -> None:
    topic = make_topic(title="Solo para la comunidad")
    answer = sign_in(make_user()).get(f"/t/{topic.slug}/{topic.id}")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    page = BeautifulSoup(answer.text, "html.parser")
    for selector in (
        'script[type="application/ld+json"]',
        'meta[property^="og:"]',
        'link[rel="canonical"]',
        'link[rel="alternate"]',
    ):
        assert page.select_one(selector) is None


def test_a_closed_topic_and_a_visitor_get_no_reply_box(sign_in: SignIn, client: FlaskClient) -> None:
    topic = make_topic(audience="public")
    here = f"/t/{topic.slug}/{topic.id}"
    assert soup(sign_in(make_user()), here).select_one("#reply") is not None
    assert soup(client, here).select_one("#reply") is None
    curation.close_topic(act(make_staff()), topic.id)
    assert soup(sign_in(make_user()), here).select_one("#reply") is None


def test_a_reply_shows_to_everybody_from_the_next_request_on(sign_in: SignIn, client: FlaskClient) -> None:
    topic = make_topic(audience="public")
    here = f"/t/{topic.slug}/{topic.id}"
    readers = [client, sign_in(make_user()), sign_in(make_staff())]
    for reader in readers:
        reader.get(here)
    reply(act(make_user()), topic.id, NewReply(body="Palabra nueva.", language="es"))
    for reader in readers:
        assert "Palabra nueva" in reader.get(here).text


def test_a_topic_shows_where_it_belongs(reader: FlaskClient) -> None:
    topic = make_topic(stage="validation", practices=["DM"], criteria=["DM2"])
    page = soup(reader, f"/t/{topic.slug}/{topic.id}")
    links = {str(a["href"]) for a in page.select(".topic-h a")}
    assert {"/c/validation", "/practices/dm", "/criteria/DM2"} <= links
    assert page.select_one('.route a[aria-current="page"]')["href"] == "/c/validation"
    assert get_stage("validation").name("es") in page.select_one(".crumbs").get_text()
