"""The page of a topic: its posts around any number, reading, notices, the answer, languages, addresses."""

import json
from collections.abc import Callable
from datetime import UTC
from datetime import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from bs4 import Tag
from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.models import User
from forum.certification.queries import get_stage
from forum.core.db import session
from forum.discussion.commands import curation
from forum.discussion.commands import removal
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
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


def numbers(page: BeautifulSoup) -> list[int]:
    return [int(str(found["id"]).removeprefix("post-")) for found in page.select("article.post")]


def post(page: BeautifulSoup, number: int) -> Tag:
    found = page.select_one(f"#post-{number}")
    assert found is not None
    return found


@pytest.fixture
def long_topic(app: object) -> Topic:
    topic, author = make_topic(audience="public"), make_user()
    for n in range(44):
        make_reply(topic, author, body=f"Respuesta {n + 2}")
    return topic


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user())


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        ("", 1, 20),
        ("/1", 1, 20),
        ("/20", 1, 20),
        ("/21", 21, 40),
        ("/45", 41, 45),
        ("/99999999", 41, 45),
        ("/0", 1, 20),
    ],
)
def test_twenty_posts_stand_around_any_number(
    number: str, first: int, last: int, long_topic: Topic, client: FlaskClient
) -> None:
    page = soup(client, f"/t/{long_topic.slug}/{long_topic.id}{number}")
    assert numbers(page) == list(range(first, last + 1))


def test_a_number_beyond_all_columns_does_not_exist(long_topic: Topic, client: FlaskClient) -> None:
    for number in ("9" * 11, "9" * 400, "-1", "1.5", "x", "%00", "１２"):
        assert client.get(f"/t/{long_topic.slug}/{long_topic.id}/{number}").status_code == 404


def test_the_pages_of_a_topic_have_numbers(long_topic: Topic, client: FlaskClient) -> None:
    page = soup(client, f"/t/{long_topic.slug}/{long_topic.id}/21")
    here = [found.get_text() for found in page.select('.pager a[aria-current="page"] ')]
    assert here
    assert all(text.endswith("2") for text in here)
    assert page.select_one('.pager a[rel="next"]')["href"] == f"/t/{long_topic.slug}/{long_topic.id}/41"
    assert page.select_one('.pager a[rel="prev"]')["href"] == f"/t/{long_topic.slug}/{long_topic.id}"


def test_another_slug_leads_to_the_right_one(long_topic: Topic, client: FlaskClient) -> None:
    answer = client.get(f"/t/otra-cosa/{long_topic.id}/30")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/t/{long_topic.slug}/{long_topic.id}/30"
    assert client.get(f"/t/{long_topic.id}").headers["Location"] == f"/t/{long_topic.slug}/{long_topic.id}"


def test_a_post_is_found_by_its_id(long_topic: Topic, client: FlaskClient) -> None:
    found = session.scalar(select(Post.id).where(Post.topic_id == long_topic.id, Post.number == 30))
    answer = client.get(f"/posts/{found}")
    assert answer.headers["Location"] == f"/t/{long_topic.slug}/{long_topic.id}/30#post-30"
    assert client.get("/posts/999999").status_code == 404


def test_jumping_goes_to_a_number_or_to_a_day_of_the_readers_zone(client: FlaskClient, sign_in: SignIn) -> None:
    author = make_user()
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        topic = make_topic(author, audience="public")
    for day in (5, 6, 7):
        with time_machine.travel(datetime(2026, 3, day, 2, tzinfo=UTC), tick=False):
            make_reply(topic, author)
    here = f"/t/{topic.slug}/{topic.id}"
    assert client.get(f"{here}/jump?number=3").headers["Location"] == f"{here}/3#post-3"
    assert client.get(f"{here}/jump?number=500").headers["Location"] == f"{here}/4#post-4"
    # Two in the morning of the 6th in UTC is still the 5th in Bogotá and Buenos Aires.
    assert client.get(f"{here}/jump?date=2026-03-05").headers["Location"] == f"{here}/3#post-3"
    assert client.get(f"{here}/jump?date=2030-01-01").headers["Location"] == f"{here}/4#post-4"
    assert client.get(f"{here}/jump").headers["Location"] == f"{here}#post-1"
    for bad in ("number=0", "number=x", "number=" + "9" * 30, "date=2026-13-01", "date=%00", "date=0000-00-00"):
        assert client.get(f"{here}/jump?{bad}").status_code == 400, bad
    assert client.get(f"{here}/jump?date=0001-01-01").status_code in {302, 400}
    assert client.get(f"{here}/jump?date=9999-12-31").status_code in {302, 400}


def test_reading_is_kept_up_to_the_page_that_was_shown_and_never_goes_back(long_topic: Topic, sign_in: SignIn) -> None:
    member = make_user()
    reader = sign_in(member)

    def read() -> int | None:
        session.rollback()
        return session.scalar(select(ReadPosition.number).where(ReadPosition.user_id == member.id))

    here = f"/t/{long_topic.slug}/{long_topic.id}"
    reader.get(here)
    assert read() == 20
    reader.get(f"{here}/45")
    assert read() == 45
    reader.get(here)
    assert read() == 45


def test_what_came_since_the_last_visit_stands_below_a_line(reader: FlaskClient) -> None:
    topic = make_topic()
    here = f"/t/{topic.slug}/{topic.id}"
    assert soup(reader, here).select_one("#new") is None
    make_reply(topic)
    make_reply(topic)
    line = soup(reader, here).select_one("#new")
    assert line is not None
    assert line.find_next("article")["id"] == "post-2"
    assert soup(reader, here).select_one("#new") is None


def test_visitors_and_people_without_access_leave_no_reading(long_topic: Topic, client: FlaskClient) -> None:
    client.get(f"/t/{long_topic.slug}/{long_topic.id}")
    assert session.scalar(select(ReadPosition.number)) is None


def test_each_post_says_its_language_and_what_the_reader_does_not_read(sign_in: SignIn, app: object) -> None:
    topic = make_topic()
    make_reply(topic, language="pt", body="Fizemos assim.")
    here = f"/t/{topic.slug}/{topic.id}"
    page = soup(sign_in(make_user(reads="es")), here)
    assert post(page, 1).select_one(".prose")["lang"] == "es"
    assert post(page, 2).select_one(".prose")["lang"] == "pt-BR"
    assert post(page, 2).select_one(".mt") is not None
    assert post(page, 1).select_one(".mt") is None
    assert page.select_one(".trans") is not None
    both = soup(sign_in(make_user(reads="both")), here)
    assert both.select_one(".mt") is None
    assert both.select_one(".trans") is None


def test_how_to_read_is_one_of_four(client: FlaskClient, app: object) -> None:
    topic = make_topic(audience="public")
    here = f"/t/{topic.slug}/{topic.id}"
    for reading in ("original", "es", "pt", "both"):
        assert client.get(f"{here}?read={reading}").status_code == 200
    for reading in ("fr", "%00", "es" * 200):
        assert client.get(f"{here}?read={reading}").status_code == 400


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
