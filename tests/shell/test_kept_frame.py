"""The parts around a page are kept; nothing of one reader or request is in what another gets."""

from collections.abc import Callable

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.accounts.models import User
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

SignIn = Callable[[User], FlaskClient]


def page_of(reader: FlaskClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(reader.get(address).text, "html.parser")


def test_each_reader_gets_a_token_and_a_name_of_their_own(sign_in: SignIn, csrf: None) -> None:
    people = [make_user("Paula Rendón"), make_user("Ramiro Quiroga")]
    pages = [page_of(sign_in(person), "/stages") for person in people]
    names = [page.select_one(".me-name").get_text() for page in pages]
    tokens = [page.select_one(".head input[name=csrf_token]")["value"] for page in pages]
    assert names == ["Paula", "Ramiro"]
    assert len(set(tokens)) == 2
    assert all(len(str(token)) > 40 for token in tokens)


def test_the_address_to_come_back_to_is_that_of_the_page(sign_in: SignIn, app: object) -> None:
    reader = sign_in(make_user())
    for address in ("/stages", "/criteria", "/top?period=week&lang=es", "/?lang=pt"):
        found = page_of(reader, address).select_one(".ui-lang-form input[name=next]")
        assert found["value"] == address


def test_what_an_address_carries_is_escaped(sign_in: SignIn, client: FlaskClient) -> None:
    for reader in (client, sign_in(make_user())):
        text = reader.get("/stages?x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
        assert "<script>alert" not in text


def test_a_token_of_a_kept_part_is_accepted(sign_in: SignIn, csrf: None) -> None:
    reader = sign_in(make_user())
    reader.get("/stages")
    token = page_of(reader, "/stages").select_one(".head input[name=csrf_token]")["value"]
    data = {"lang": "pt", "kind": "all", "status": "all", "csrf_token": str(token)}
    assert reader.post("/filters", data=data).status_code == 303
    assert reader.post("/filters", data=data | {"csrf_token": "x"}).status_code == 400


def test_the_present_stage_and_entry_are_marked_on_their_own_pages_only(sign_in: SignIn, app: object) -> None:
    reader = sign_in(make_user(city=make_city()))
    for stage in ("evidence", "validation"):
        marked = page_of(reader, f"/c/{stage}").select('.route a[aria-current="page"]')
        assert [link["href"] for link in marked] == [f"/c/{stage}"]
    assert page_of(reader, "/stages").select('.route a[aria-current="page"]') == []
    assert page_of(reader, "/unanswered").select_one('.tabbar a[aria-current="page"]')["href"] == "/unanswered"


def test_what_was_searched_for_stays_with_who_searched(sign_in: SignIn, app: object) -> None:
    reader, other = sign_in(make_user()), sign_in(make_user())
    reader.get("/search?q=palabra")
    assert "palabra" not in other.get("/search").text
    assert "palabra" not in reader.get("/stages").text
