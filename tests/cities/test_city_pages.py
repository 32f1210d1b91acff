"""The directory and the page of a city: who reads what on them."""

from datetime import date

import pytest

from forum.certification.queries import get_stage
from forum.cities.commands import set_city_stage
from forum.core.actor import SYSTEM
from tests.answers import without_token
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic

_STEP = "routewide"


def _id(stage):
    return get_stage(stage).id


def test_members_read_the_cities_by_country(app, sign_in):
    make_city("Rionegro")
    make_city("Recife", country="Brasil", country_code="BR", language="pt", time_zone="America/Recife")
    page = sign_in(make_user()).get("/cities").text

    assert page.index("Brasil") < page.index("Recife") < page.index("Colombia") < page.index("Rionegro")


@pytest.mark.parametrize("path", ["/cities", "/g/rionegro", "/g/rionegro?tab=room"])
def test_a_visitor_gets_the_same_answer_for_a_city_and_for_none(app, visitor, path):
    absent = visitor.get(path)
    make_city("Rionegro")
    present = visitor.get(path)

    assert absent.status_code == present.status_code == 404
    assert without_token(absent.text) == without_token(present.text)
    assert "Rionegro" not in present.text


@pytest.mark.parametrize("state", ["pending", "suspended"])
def test_whoever_is_not_admitted_reads_no_city(app, sign_in, state):
    city = make_city("Rionegro")
    browser = sign_in(make_user(state=state, city=None if state == "pending" else city))

    assert browser.get("/cities").status_code == 404
    assert browser.get("/g/rionegro").status_code == 404


def test_a_city_that_does_not_exist_is_not_found(app, sign_in):
    assert sign_in(make_user()).get("/g/atlantida").status_code == 404


def test_the_stage_shows_to_the_city_and_ril_only_until_it_is_shared(app, sign_in):
    city = make_city("Rionegro", stage="evidence")
    own, other, staff = sign_in(make_user(city=city)), sign_in(make_user()), sign_in(make_staff())
    lead = sign_in(make_user(city=city, role="lead"))

    assert _STEP in own.get("/g/rionegro").text
    assert _STEP in staff.get("/g/rionegro").text
    assert _STEP not in other.get("/g/rionegro").text
    assert get_stage("evidence").name_es not in other.get("/cities").text.partition("<main")[2].partition("</main")[0]

    assert lead.post(f"/cities/{city.id}/sharing").status_code == 303
    assert _STEP in other.get("/g/rionegro").text
    assert lead.post(f"/cities/{city.id}/sharing/removal").status_code == 303
    assert _STEP not in other.get("/g/rionegro").text


def test_the_journey_tells_months_and_notes_of_the_steps_taken(app, sign_in):
    city = make_city("Rionegro")
    for stage, day, note in (
        ("registration", date(2025, 3, 4), "Firmó el intendente"),
        ("evidence", date(2026, 2, 1), ""),
    ):
        set_city_stage(SYSTEM, city.id, stage_id=_id(stage), since=day, note=note)
    page = sign_in(make_user(city=city)).get("/g/rionegro").text

    assert "mar 2025" in page
    assert "Firmó el intendente" in page
    assert page.count('class="is-done"') == 2
    assert page.count('aria-current="step"') == 1


def test_others_read_only_members_who_agreed(app, sign_in):
    city = make_city("Rionegro")
    make_user("Ana Visible", city=city, shown_outside=True)
    hidden = make_user("Eva Reservada", city=city)

    page = sign_in(make_user()).get("/g/rionegro").text
    assert "Ana Visible" in page
    assert "Eva Reservada" not in page
    assert "Eva Reservada" in sign_in(hidden).get("/g/rionegro").text


def test_the_room_of_a_city_is_for_its_members_and_ril(app, sign_in):
    city = make_city("Rionegro")
    member = make_user(city=city)
    make_topic(member, title="Borrador reservado del equipo", audience="city", city=city)
    other = sign_in(make_user())

    assert "Borrador reservado" in sign_in(member).get("/g/rionegro?tab=room").text
    assert "Borrador reservado" in sign_in(make_staff()).get("/g/rionegro?tab=room").text
    assert other.get("/g/rionegro?tab=room").status_code == 404
    page = other.get("/g/rionegro")
    assert "Borrador reservado" not in page.text
    assert "tab=room" not in page.text


def test_a_private_topic_changes_nothing_on_the_page_that_others_read(app, sign_in):
    city = make_city("Rionegro")
    member, other = make_user(city=city), sign_in(make_user())
    before = without_token(other.get("/g/rionegro").text)
    make_topic(member, title="Reservado", audience="city", city=city)

    assert without_token(other.get("/g/rionegro").text) == before


def test_what_is_to_confirm_is_read_by_ril_only(app, sign_in):
    city = make_city("Rionegro")
    browser = sign_in(make_staff())
    form = {
        "name": "Rionegro",
        "country_code": "CO",
        "time_zone": "America/Bogota",
        "language": "es",
        "to_confirm": "falta el nombre oficial",
    }
    assert browser.post("/g/rionegro/edit", data=form).status_code == 303

    assert "falta el nombre oficial" in browser.get("/g/rionegro").text
    assert "falta el nombre oficial" in browser.get("/admin/cities").text
    assert "falta el nombre oficial" not in sign_in(make_user(city=city, role="lead")).get("/g/rionegro").text


@pytest.mark.parametrize("query", ["tab=nada", "after=%00", "after=x", "tab=room&after=" + "A" * 400])
def test_a_broken_address_is_refused_with_a_page(app, sign_in, query):
    make_city("Rionegro")

    assert sign_in(make_staff()).get(f"/g/rionegro?{query}").status_code == 400


@pytest.mark.parametrize("role", ["member", "lead", "staff"])
def test_the_page_of_a_city_asks_the_database_a_fixed_number_of_times(app, sign_in, count_queries, role):
    city = make_city("Rionegro", stage="evidence")
    member = make_user(city=city, role="member" if role == "staff" else role)
    browser = sign_in(make_staff() if role == "staff" else member)
    make_topic(member)
    browser.get("/g/rionegro")
    with count_queries() as few:
        assert browser.get("/g/rionegro").status_code == 200
    for _ in range(4):
        make_topic(make_user(city=city, shown_outside=True), practices=["DM"])
    browser.get("/g/rionegro")
    with count_queries() as many:
        assert browser.get("/g/rionegro").status_code == 200

    assert len(few) == len(many) <= 10


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_pages_stand_in_both_languages(app, sign_in, language):
    city = make_city("Rionegro", stage="evidence")
    lead = sign_in(make_user(city=city, role="lead", language=language))

    for path in ("/cities", "/g/rionegro"):
        page = lead.get(path)
        assert page.status_code == 200
        assert f'<html lang="{"pt-BR" if language == "pt" else "es"}"' in page.text
    stage = get_stage("evidence")
    assert (stage.name_pt if language == "pt" else stage.name_es) in page.text
