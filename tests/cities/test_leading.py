"""What leads and RIL decide for a city, and who may not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.certification.queries import get_stage
from forum.cities.models import City
from forum.cities.models import CityStage
from forum.core import clock
from forum.core.db import session
from forum.core.events import Event
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

ACTS = ("stage", "sharing", "sharing/removal", "public-names", "public-names/removal")


def _stage_form(**changes):
    return {"stage": str(get_stage("validation").id), "since": "2026-03-01", "note": "Mesa en abril"} | changes


def test_a_lead_sets_the_stage_with_its_date_and_note(app, sign_in):
    city = make_city("Rionegro", stage="registration")
    answer = sign_in(make_user(city=city, role="lead")).post(f"/cities/{city.id}/stage", data=_stage_form())

    assert answer.status_code == 303
    step = session.scalars(select(CityStage).where(CityStage.note == "Mesa en abril")).one()
    assert step.since.isoformat() == "2026-03-01"
    assert session.scalar(select(Event.kind).order_by(Event.id.desc())) == "CityStageSet"


def test_an_earlier_step_enters_the_history_without_moving_the_city_back(app, sign_in):
    city = make_city("Rionegro", stage="validation")
    old = _stage_form(stage=str(get_stage("registration").id), since="2025-01-01")
    sign_in(make_staff()).post(f"/cities/{city.id}/stage", data=old)

    assert session.get_one(City, city.id).stage_id == get_stage("validation").id
    assert len(session.scalars(select(CityStage)).all()) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "999999"},
        {"stage": "x"},
        {"since": "ayer"},
        {"since": "1999-01-01"},
        {"since": "0001-01-01"},
        {"note": "x" * 201},
        {"note": "con\x00nulo"},
    ],
)
def test_a_stage_that_cannot_be_is_refused_and_nothing_is_written(app, sign_in, change):
    city = make_city("Rionegro")
    lead = sign_in(make_user(city=city, role="lead"))

    answer = lead.post(f"/cities/{city.id}/stage", data=_stage_form(**change))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert session.scalars(select(CityStage)).all() == []


def test_the_general_stage_and_the_future_are_refused(app, sign_in):
    city = make_city("Rionegro")
    lead = sign_in(make_user(city=city, role="lead"))
    tomorrow = (clock.now().date() + timedelta(days=2)).isoformat()

    assert lead.post(f"/cities/{city.id}/stage", data=_stage_form(since=tomorrow)).status_code == 400
    general = _stage_form(stage=str(get_stage("general").id))
    assert lead.post(f"/cities/{city.id}/stage", data=general).status_code == 400


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["visitor", "member", "lead of another city", "pending", "suspended"])
def test_nobody_else_decides_for_a_city(app, sign_in, visitor, act, who):
    city = make_city("Rionegro")
    browser = {
        "visitor": lambda: visitor,
        "member": lambda: sign_in(make_user(city=city)),
        "lead of another city": lambda: sign_in(make_user(role="lead")),
        "pending": lambda: sign_in(make_user(state="pending")),
        "suspended": lambda: sign_in(make_user(city=city, role="lead", state="suspended")),
    }[who]()
    answer = browser.post(f"/cities/{city.id}/{act}", data=_stage_form())

    assert answer.status_code == (403 if who == "lead of another city" else 404)
    row = session.get_one(City, city.id)
    assert (row.shares_stage, row.shows_members_publicly, row.stage_id) == (False, False, None)


def test_names_on_public_topics_are_allowed_and_refused_by_the_lead(app, sign_in):
    city = make_city("Rionegro")
    lead = sign_in(make_user(city=city, role="lead"))
    lead.post(f"/cities/{city.id}/public-names")
    assert session.get_one(City, city.id).shows_members_publicly
    lead.post(f"/cities/{city.id}/public-names/removal")
    assert not session.get_one(City, city.id).shows_members_publicly


@pytest.mark.parametrize("act", ACTS)
def test_an_absent_city_is_not_found_by_ril(app, sign_in, act):
    assert sign_in(make_staff()).post(f"/cities/999/{act}", data=_stage_form()).status_code == 404


def test_the_tools_show_to_whoever_may_use_them(app, sign_in):
    city = make_city("Rionegro")
    tool = f'action="/cities/{city.id}/sharing"'

    assert tool in sign_in(make_user(city=city, role="lead")).get("/g/rionegro").text
    assert tool in sign_in(make_staff()).get("/g/rionegro").text
    assert tool not in sign_in(make_user(city=city)).get("/g/rionegro").text
    assert tool not in sign_in(make_user(role="lead")).get("/g/rionegro").text
