"""Lists: what they hold, their order, filters, pages that stand still, and hostile addresses."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.pagination import encode_cursor
from forum.discussion.commands.curation import mark_answer
from forum.discussion.models import Topic
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

SignIn = Callable[[User], FlaskClient]


def titles(client: FlaskClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return [found.get_text() for found in BeautifulSoup(answer.text, "html.parser").select("#topics .topic-title a")]


def link(client: FlaskClient, address: str, rel: str) -> str | None:
    found = BeautifulSoup(client.get(address).text, "html.parser").select_one(f'.pager a[rel="{rel}"]')
    if found is None:
        return None
    return f"{urlsplit(address).path}?{urlsplit(str(found['href'])).query}"


def age(topic: Topic, **ago: float) -> None:
    with transaction():
        row = session.get_one(Topic, topic.id)
        row.created_at = row.last_post_at = clock.now() - timedelta(**ago)


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


def test_new_holds_what_was_not_opened_and_what_has_more_than_was_read(sign_in: SignIn) -> None:
    member = make_user()
    reader = sign_in(member)
    opened, unopened = make_topic(title="Abierto"), make_topic(title="Sin abrir")
    reader.get(f"/t/{opened.slug}/{opened.id}")
    assert titles(reader, "/new") == ["Sin abrir"]
    make_reply(opened)
    assert titles(reader, "/new") == ["Abierto", "Sin abrir"]
    page = reader.get("/").text
    assert f"/t/{opened.slug}/{opened.id}/2#new" in page
    make_reply(unopened, member)
    assert titles(reader, "/new") == ["Abierto"]
    other = sign_in(make_user())
    assert titles(other, "/new") == ["Sin abrir", "Abierto"]


def test_everything_can_be_taken_as_read_at_once(sign_in: SignIn) -> None:
    member = make_user()
    reader = sign_in(member)
    hidden = make_topic(make_staff(), audience="staff")
    for _ in range(3):
        make_topic()
    assert len(titles(reader, "/new")) == 3
    answer = reader.post("/new/readings")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/new")
    assert titles(reader, "/new") == []
    assert reader.post("/new/readings").status_code == 303
    with transaction():
        session.get_one(Topic, hidden.id).audience = "community"
        session.get_one(Topic, hidden.id).title = "Recién abierto"
    make_topic(title="Otro")
    assert set(titles(reader, "/new")) == {"Recién abierto", "Otro"}


def test_new_is_for_members(client: FlaskClient, sign_in: SignIn) -> None:
    assert client.get("/new").status_code == 404
    assert sign_in(make_user(state="pending")).get("/new").status_code == 404


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


def test_filters_combine_in_the_address(reader: FlaskClient) -> None:
    make_topic(title="es pregunta")
    make_topic(title="pt pregunta", language="pt")
    make_topic(title="pt conversa", language="pt", kind="discussion")
    make_reply(make_topic(title="pt respondida", language="pt"))
    assert set(titles(reader, "/?lang=pt")) == {"pt pregunta", "pt conversa", "pt respondida"}
    assert set(titles(reader, "/?lang=pt&kind=question")) == {"pt pregunta", "pt respondida"}
    assert titles(reader, "/?lang=pt&kind=question&status=answered") == ["pt respondida"]
    assert titles(reader, "/c/validation?lang=es") == []


def test_a_member_finds_the_filter_again_and_can_leave_it(sign_in: SignIn, client: FlaskClient) -> None:
    member = make_user()
    reader = sign_in(member)
    make_topic(title="en español")
    make_topic(title="em português", language="pt")
    assert 'action="/filters"' not in reader.get("/").text
    assert 'action="/filters"' in reader.get("/?lang=pt").text
    answer = reader.post("/filters", data={"lang": "pt", "kind": "all", "status": "all", "next": "/c/evidence"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/c/evidence")
    assert titles(reader, "/") == ["em português"]
    assert titles(reader, "/c/evidence") == ["em português"]
    assert len(titles(reader, "/?lang=all")) == 2
    assert len(titles(sign_in(make_user()), "/")) == 2
    assert client.post("/filters", data={"lang": "pt", "kind": "all", "status": "all"}).status_code == 404


@pytest.mark.parametrize("where", ["//evil.example", "/\\evil.example", "https://evil.example", "/admin", "", "/t/a/1"])
def test_a_filter_leads_back_to_a_list_only(where: str, reader: FlaskClient) -> None:
    answer = reader.post("/filters", data={"lang": "es", "kind": "all", "status": "all", "next": where})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/latest")


@pytest.mark.parametrize(
    "data", [{}, {"lang": "fr", "kind": "all", "status": "all"}, {"lang": "es", "kind": "x" * 5000}]
)
def test_a_filter_that_does_not_exist_is_refused(data: dict[str, str], reader: FlaskClient) -> None:
    assert reader.post("/filters", data=data).status_code == 400


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
    "address",
    [
        "/?lang=fr",
        "/?kind=event",
        "/?status=closed",
        "/top?period=day",
        "/?after=xyz",
        "/?after=%00",
        "/?lang=%ff%fe",
        "/?lang=" + "a" * 3000,
        "/?before=" + "A" * 299,
        "/?after=" + encode_cursor("0001-01-01T00:00:00+14:00", 1),
        "/?after=" + encode_cursor("2026-01-01T00:00:00", 1),
        "/?after=" + encode_cursor("no date", 1),
        "/?after=" + encode_cursor(1, 1),
        "/?after=" + encode_cursor("2026-01-01T00:00:00+00:00", 2**63),
        "/top?after=" + encode_cursor("2026-01-01T00:00:00+00:00", 1),
        "/c/evidence?status=open%00",
        "/latest.atom?lang=xx",
    ],
)
def test_an_address_that_no_page_gave_is_a_400_in_the_readers_language(address: str, client: FlaskClient) -> None:
    for language, word in (("es", 'lang="es"'), ("pt", 'lang="pt-BR"')):
        answer = client.get(address, headers={"Accept-Language": language})
        assert answer.status_code == 400
        assert f"<html {word}" in answer.text


@pytest.mark.parametrize(
    "address", ["/c/nowhere", "/practices/xx", "/criteria/ZZ9", "/c/" + "a" * 101, "/c/%00", "/criteria/%ff"]
)
def test_what_is_not_of_the_standard_does_not_exist(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 404


def test_parameters_given_twice_or_unknown_do_no_harm(client: FlaskClient) -> None:
    assert client.get("/?lang=es&lang=fr").status_code == 200
    assert client.get("/?utm_source=x&page=99999999999999999999").status_code == 200


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
