"""The page of a topic: its posts around any number, reading, notices, the answer, languages, addresses."""

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
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from tests.factories.accounts import make_user
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
    asked = client.get(f"/t/{long_topic.id}?ui=pt&x=1")
    assert asked.headers["Location"] == f"/t/{long_topic.slug}/{long_topic.id}?ui=pt"


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
    # There is nothing to choose from as long as nothing is translated.
    assert page.select_one(".trans") is None
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
