"""Filters of lists, and hostile addresses of them."""

import pytest
from flask.testing import FlaskClient

from forum.core.pagination import encode_cursor
from tests.discussion.lists import SignIn
from tests.discussion.lists import titles
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user())


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
