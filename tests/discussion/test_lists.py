"""Lists: what they hold, their order, and pages that stand still."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.curation import mark_answer
from forum.discussion.models import Topic
from tests.discussion.lists import SignIn
from tests.discussion.lists import age
from tests.discussion.lists import link
from tests.discussion.lists import titles
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user())


def test_the_latest_activity_comes_first(reader: FlaskClient) -> None:
    first, second = make_topic(title="Primero"), make_topic(title="Segundo")
    age(first, hours=3)
    age(second, hours=2)
    assert titles(reader, "/") == ["Segundo", "Primero"]
    make_reply(first)
    assert titles(reader, "/latest") == ["Primero", "Segundo"]


def test_unanswered_holds_questions_without_a_reply_only(reader: FlaskClient) -> None:
    make_topic(title="Sin respuesta")
    make_reply(make_topic(title="Con respuesta"))
    make_topic(title="Charla", kind="discussion")
    assert titles(reader, "/unanswered") == ["Sin respuesta"]


def test_top_counts_cities_three_times_replies_once_and_a_solution_five_times(reader: FlaskClient) -> None:
    asker = make_user()
    many, cities, solved = (make_topic(asker, title=title) for title in ("Muchas", "Ciudades", "Resuelta"))
    one = make_user()
    for _ in range(5):
        make_reply(many, one)
    for _ in range(2):
        make_reply(cities)
    answer = make_reply(solved, one)
    mark_answer(act(asker), solved.id, post_id=answer.id)
    session.rollback()
    scores = {topic.title: session.get_one(Topic, topic.id).score for topic in (many, cities, solved)}
    assert scores == {"Muchas": 8, "Ciudades": 8, "Resuelta": 9}
    assert titles(reader, "/top")[0] == "Resuelta"
    age(solved, days=60)
    make_reply(many, one)
    assert titles(reader, "/top?period=week") == ["Muchas", "Ciudades"]
    assert titles(reader, "/top?period=year")[0] in {"Muchas", "Resuelta"}


def test_pages_neither_repeat_nor_leave_out_while_posts_arrive(reader: FlaskClient) -> None:
    author, another = make_user(), make_user()
    made = [make_topic(author if n % 2 else another, title=f"Tema {n:02}") for n in range(65)]
    for n, topic in enumerate(made):
        age(topic, minutes=1000 - n)
    first = titles(reader, "/")
    assert first == [f"Tema {n:02}" for n in range(64, 34, -1)]
    older = link(reader, "/", "next")
    assert older is not None
    make_reply(made[0], author)
    make_reply(made[64], author)
    make_topic(author, title="Recién llegado")
    second = titles(reader, older)
    assert second == [f"Tema {n:02}" for n in range(34, 4, -1)]
    oldest = link(reader, older, "next")
    assert oldest is not None
    third = titles(reader, oldest)
    assert third == ["Tema 04", "Tema 03", "Tema 02", "Tema 01"]
    assert link(reader, oldest, "next") is None
    back = link(reader, oldest, "prev")
    assert back is not None
    assert titles(reader, back) == second


def test_topics_of_the_same_moment_are_paged_by_their_number(reader: FlaskClient) -> None:
    author, moment = make_user(), clock.now() - timedelta(hours=1)
    made = [make_topic(author, title=f"Tema {n:02}") for n in range(33)]
    with transaction():
        for topic in made:
            session.get_one(Topic, topic.id).last_post_at = moment
    older = link(reader, "/", "next")
    assert older is not None
    assert len(titles(reader, "/")) == 30
    assert titles(reader, older) == ["Tema 02", "Tema 01", "Tema 00"]


def test_top_and_unanswered_have_pages_too(reader: FlaskClient) -> None:
    author = make_user()
    for _ in range(32):
        make_topic(author)
    for address in ("/top?period=year", "/unanswered"):
        older = link(reader, address, "next")
        assert older is not None
        assert len(set(titles(reader, address)) | set(titles(reader, older))) == 32


def test_a_stage_names_who_can_help_where_somebody_waits(reader: FlaskClient) -> None:
    make_city("Ciudad Adelantada", stage="certification", shares=True)
    make_city("Ciudad Discreta", stage="certification")
    make_topic(title="¿Quién ayuda?", stage="evidence")
    page = BeautifulSoup(reader.get("/c/evidence").text, "html.parser")
    invite = page.select_one(".invite")
    assert invite is not None
    assert "¿Quién ayuda?" in invite.get_text()
    assert "Ciudad Adelantada" in invite.get_text()
    assert "Ciudad Discreta" not in page.get_text()


def test_a_city_is_asked_for_help_in_stages_that_it_has_passed(sign_in: SignIn) -> None:
    city = make_city("Niterói", stage="validation")
    reader = sign_in(make_user(city=city))
    make_topic(title="De una etapa anterior", stage="registration")
    make_topic(title="De una etapa posterior", stage="certification")
    make_topic(make_user(city=city), title="De la propia ciudad", stage="registration")
    asks = BeautifulSoup(reader.get("/").text, "html.parser").select(".asks a")
    assert [found.get_text() for found in asks] == ["De una etapa anterior"]


@pytest.mark.parametrize(
    "address", ["/", "/stages", "/criteria", "/practices/dm", "/criteria/dm2", "/c/general", "/top", "/unanswered"]
)
def test_every_list_is_open_to_visitors_in_both_languages_and_not_indexed(address: str, client: FlaskClient) -> None:
    for language in ("es", "pt"):
        answer = client.get(address, query_string={"ui": language})
        assert answer.status_code == 200
        assert answer.headers["X-Robots-Tag"] == "noindex"
        page = BeautifulSoup(answer.text, "html.parser")
        assert len(page.select("h1")) == 1
