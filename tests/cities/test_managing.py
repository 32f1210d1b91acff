"""RIL keeps the cities: data, verified domains, files of cities."""

import io
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.cities.commands import import_cities
from forum.cities.domains import is_owned
from forum.cities.domains import parse_domain
from forum.cities.importing import parse_cities
from forum.cities.models import City
from forum.cities.queries import profiles
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.errors import Invalid
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

FILE = Path(__file__).parents[2] / "forum" / "demo" / "data" / "cities.csv"
HEAD = FILE.read_text(encoding="utf-8").splitlines()[0]
ROW = (
    "cali,Cali,Santiago de Cali,Alcaldía,alcalde,Colombia,CO,Valle del Cauca,CO-VAC,2280000,2023,3.44,-76.52,"
    "America/Bogota,es,"
)


def _form(**changes):
    return {"name": "Rionegro", "country_code": "CO", "time_zone": "America/Bogota", "language": "es"} | changes


def _upload(browser, data):
    return browser.post("/admin/cities/import", data={"file": (io.BytesIO(data), "cities.csv")})


def _count():
    return session.scalar(select(func.count(City.id)))


def test_ril_adds_a_city_that_gets_an_address_and_a_mark(app, sign_in):
    answer = sign_in(make_staff()).post("/admin/cities", data=_form(name="San José de Ñandubay", population="31000"))

    assert answer.status_code == 303
    city = session.scalars(select(City)).one()
    assert answer.location.endswith(f"/g/{city.slug}/edit")
    assert city.slug == "san-jose-de-nandubay"
    assert len(city.monogram) == 2
    assert city.country == "Colombia"


def test_two_cities_do_not_share_an_address(app, sign_in):
    make_city("Rionegro")

    assert sign_in(make_staff()).post("/admin/cities", data=_form()).status_code == 400
    assert _count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "Rio\u202enegro"},
        {"country_code": "XX"},
        {"time_zone": "America/Atlantida"},
        {"language": "fr"},
        {"population": "muchas"},
        {"population": "-4"},
        {"latitude": "91"},
        {"latitude": "nan"},
        {"longitude": "inf"},
    ],
)
def test_data_that_no_city_has_are_refused(app, sign_in, change):
    assert sign_in(make_staff()).post("/admin/cities", data=_form(**change)).status_code == 400
    assert _count() == 0


def test_changing_a_name_keeps_address_and_mark(app, sign_in):
    city = make_city("Rionegro")
    before = (city.slug, city.monogram, city.tone, city.cut)
    sign_in(make_staff()).post("/g/rionegro/edit", data=_form(name="Rionegro del Sur"))

    row = session.get_one(City, city.id)
    assert row.name == "Rionegro del Sur"
    assert (row.slug, row.monogram, row.tone, row.cut) == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/admin/cities"),
        ("GET", "/admin/cities/new"),
        ("POST", "/admin/cities"),
        ("POST", "/admin/cities/import"),
        ("GET", "/g/rionegro/edit"),
        ("POST", "/g/rionegro/edit"),
        ("POST", "/g/rionegro/domains"),
    ],
)
@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_for_everybody_else_the_desk_does_not_exist(app, sign_in, visitor, method, path, who):
    city = make_city("Rionegro")
    browser = visitor if who == "visitor" else sign_in(make_user(city=city, role=who))

    assert browser.open(path, method=method, data=_form(domains="rionegro.gov.co")).status_code == 404
    assert profiles()[city.id].domains == ()
    assert _count() == 1


def test_domains_are_kept_in_one_spelling(app, sign_in):
    city = make_city("Rionegro")
    answer = sign_in(make_staff()).post(
        "/g/rionegro/domains", data={"domains": "@Rionegro.GOV.co\nplaneacion.rionegro.gov.co\r\n rionegro.gov.co"}
    )

    assert answer.status_code == 303
    session.rollback()
    assert profiles()[city.id].domains == ("planeacion.rionegro.gov.co", "rionegro.gov.co")


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "hotmail.com.br", "gov.br", "gob.ar", "com", "localhost", "rionegro", "a b", "-x.gov.co", "ñ" * 300],
)
def test_what_no_single_city_owns_is_no_domain(app, sign_in, domain):
    city = make_city("Rionegro", domains=["rionegro.gov.co"])
    answer = sign_in(make_staff()).post("/g/rionegro/domains", data={"domains": f"bueno.gov.co\n{domain}"})

    assert answer.status_code == 400
    session.rollback()
    assert profiles()[city.id].domains == ("rionegro.gov.co",)


@pytest.mark.parametrize("text", ["", "@", "..", "a..b", "x" * 300 + ".org", "a\x00.gov.co", "rio_negro.gov.co"])
def test_a_host_that_cannot_be_is_none(text):
    assert parse_domain(text) is None


def test_a_suffix_that_only_looks_like_a_citys_domain_is_another_one():
    assert parse_domain("rionegro.gov.co.evil.example") != parse_domain("rionegro.gov.co")
    assert is_owned("rionegro.gov.co")
    assert not is_owned("gov.co")


def test_two_cities_with_one_domain_are_told_to_ril(app, sign_in):
    make_city("Rionegro", domains=["gobernacion.gov.co"])
    make_city("Marinilla", domains=["gobernacion.gov.co"])

    assert "Marinilla" in sign_in(make_staff()).get("/g/rionegro/edit").text


def test_the_shipped_file_is_read_twice_without_doubling(app, sign_in):
    browser = sign_in(make_staff())
    assert _upload(browser, FILE.read_bytes()).status_code == 303
    assert _upload(browser, FILE.read_bytes()).status_code == 303

    assert _count() == 24
    page = browser.get("/admin/cities").text
    assert "La Paz" in page
    assert page.count("tag--wait") == 4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfe" + "slug,name".encode("utf-16-le"),
        b"slug,name\ncali,Cali\n",
        HEAD.encode(),
        (HEAD + "\n" + ROW.replace("2280000", "muchos")).encode(),
        (HEAD + "\n" + ROW.replace("2280000", "1e9")).encode(),
        (HEAD + "\n" + ROW.replace("3.44", "nan")).encode(),
        (HEAD + "\n" + ROW.replace("America/Bogota", "Marte/Olimpo")).encode(),
        (HEAD + "\n" + ROW.replace(",es,", ",fr,")).encode(),
        (HEAD + "\n" + ROW.replace(",CO,", ",Colombia,")).encode(),
        (HEAD + "\n" + ROW.replace("cali,Cali", "../etc,Cali")).encode(),
        (HEAD + "\n" + ROW.replace("cali,Cali", ",Cali")).encode(),
        (HEAD + "\n" + ROW.replace("cali,Cali", "cali," + "x" * 500)).encode(),
        (HEAD + "\n" + ROW + "\n" + ROW).encode(),
        (HEAD + "\n" + ROW + ",sobra").encode(),
        (HEAD + "\n" + "cali,Cali").encode(),
        (HEAD + "\n" + ROW.replace("Santiago de Cali", '"sin cerrar')).encode(),
        (HEAD + "\n" + ROW.replace("Santiago de Cali", "con\x00nulo")).encode(),
        (HEAD + "\n" + "x" * 200_000).encode(),
    ],
)
def test_a_file_that_is_wrong_anywhere_changes_nothing(app, sign_in, data):
    answer = _upload(sign_in(make_staff()), data)

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert _count() == 0


def test_one_wrong_line_leaves_the_good_ones_out_too(app, sign_in):
    good, bad = ROW, ROW.replace("cali,Cali", "otra,Otra").replace(",CO,", ",co,")

    assert _upload(sign_in(make_staff()), f"{HEAD}\n{good}\n{bad}".encode()).status_code == 400
    assert _count() == 0


def test_no_file_at_all_is_told(app, sign_in):
    assert sign_in(make_staff()).post("/admin/cities/import", data={}).status_code == 400


def test_a_refusal_names_the_line_and_the_column():
    with pytest.raises(Invalid) as refusal:
        parse_cities(f"{HEAD}\n{ROW}\n{ROW.replace('cali,', 'otra,').replace(',CO,', ',co,')}".encode())

    assert refusal.value.field == "file"


def test_a_spreadsheet_with_a_mark_at_its_start_is_read(app):
    assert import_cities(SYSTEM, parse_cities(f"\ufeff{HEAD}\r\n{ROW}\r\n".encode())) == (1, 0)


def test_the_command_line_imports_and_explains(app, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("slug\ncali\n", encoding="utf-8")
    runner = app.test_cli_runner()

    assert "24 cities added" in runner.invoke(args=["cities", "import", str(FILE)]).output
    refused = runner.invoke(args=["cities", "import", str(wrong)])
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
