"""The list of everybody who has an account: RIL's, searchable, for nobody else."""

from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


def names(browser, address):
    page = BeautifulSoup(browser.get(address).get_data(as_text=True), "html.parser")
    return [row.find("th").get_text(" ", strip=True).split(" · ")[0] for row in page.select("table.log tbody tr")]


def test_ril_finds_people_by_name_address_city_role_and_state(sign_in):
    rionegro, recife = make_city("Rionegro"), make_city("Recife", country="Brasil", country_code="BR")
    make_user("Lucía Prieto", city=rionegro, role="lead", email="lucia@rionegro.example")
    make_user("João Vale", city=recife)
    make_user("Rita Campos", state="pending")
    moderator = make_staff("Inés Aguirre")
    ril = sign_in(moderator)

    assert names(ril, "/people") == ["Inés Aguirre", "Rita Campos", "João Vale", "Lucía Prieto"]
    assert names(ril, "/people?q=prieto") == ["Lucía Prieto"]
    assert names(ril, "/people?q=rionegro.example") == ["Lucía Prieto"]
    assert names(ril, "/people?q=%25") == []
    assert names(ril, "/people?city=recife") == ["João Vale"]
    assert names(ril, "/people?city=nowhere") == []
    assert names(ril, "/people?role=lead") == ["Lucía Prieto"]
    assert names(ril, "/people?role=moderator") == ["Inés Aguirre"]
    assert names(ril, "/people?state=pending") == ["Rita Campos"]


def test_the_list_goes_on_by_key_and_back(sign_in):
    city = make_city()
    for number in range(32):
        make_user(f"Persona {number:02}", city=city)
    ril = sign_in(make_staff("Inés Aguirre"))

    first = BeautifulSoup(ril.get("/people").get_data(as_text=True), "html.parser")
    older = first.select_one(".pager a[rel=next]")["href"]
    assert "after" in parse_qs(urlsplit(older).query)
    assert names(ril, older) == ["Persona 02", "Persona 01", "Persona 00"]
    second = BeautifulSoup(ril.get(older).get_data(as_text=True), "html.parser")
    assert len(names(ril, second.select_one(".pager a[rel=prev]")["href"])) == 30


@pytest.mark.parametrize("role", ["member", "lead"])
def test_nobody_else_learns_that_the_list_is_there(sign_in, client, role):
    browser = sign_in(make_user(role=role))
    assert browser.get("/people").status_code == 404
    assert client.get("/people").status_code == 404


@pytest.mark.parametrize("query", ["role=king", "state=x", "after=%00", "q=" + "a" * 500])
def test_an_address_that_makes_no_sense_is_refused(sign_in, query):
    assert sign_in(make_staff()).get(f"/people?{query}").status_code == 400


def test_the_list_takes_a_fixed_number_of_statements(sign_in, count_queries):
    city = make_city()
    ril = sign_in(make_staff())
    ril.get("/people")
    for _ in range(20):
        make_user(city=city)
    ril.get("/people")
    with count_queries() as seen:
        ril.get("/people")
    assert len(seen) <= 10
