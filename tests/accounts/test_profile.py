"""One's own profile: name, handle, reading, and what one agrees to."""

import pytest
from sqlalchemy import select

from forum.accounts.models import Consent
from forum.accounts.models import User
from forum.accounts.queries import people_by_ids
from forum.cities.commands import allow_public_names
from forum.core.actor import SYSTEM
from forum.core.actor import VISITOR
from forum.core.db import session
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import user_of
from tests.answers import without_token
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

ANA = "ana@rionegro.gov.co"
FILLED = {
    "name": "Ana Prieto",
    "handle": "ana.prieto",
    "team_role": "Analista",
    "bio": "Datos abiertos",
    "reads": ["es"],
    "ui_language": "es",
    "time_zone": "America/Bogota",
    "theme": "dark",
    "density": "compact",
    "mail_replies": "y",
}


def save(browser, **changes):
    return browser.post("/settings/profile", data=FILLED | changes)


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto", email=ANA)


def test_everything_is_saved_at_once(sign_in, ana):
    assert save(sign_in(ana)).location == "/settings/profile"
    user = user_of(ANA)
    assert (user.name, user.team_role, user.bio) == ("Ana Prieto", "Analista", "Datos abiertos")
    assert (user.reads_spanish, user.reads_portuguese) == (True, False)
    assert (user.theme, user.density, user.time_zone) == ("dark", "compact", "America/Bogota")
    assert (user.mail_replies, user.mail_mentions) == (True, False)


def test_what_is_wrong_in_one_field_changes_none(sign_in, ana):
    assert save(sign_in(ana), handle="admin", bio="Otra").status_code == 400
    assert user_of(ANA).bio == ""


def test_the_handle_is_made_from_the_name_in_ascii_and_unique(app):
    handles = [make_user("María José Núñez").handle for _ in range(3)]
    assert handles == ["maria.nunez", "maria.nunez2", "maria.nunez3"]


def test_the_handle_changes_once_and_the_old_one_stays_reserved(sign_in, ana):
    browser = sign_in(ana)
    assert save(browser, handle="ana.datos").status_code == 303
    assert user_of(ANA).handle == "ana.datos"
    assert save(browser, handle="ana.otra").status_code == 409
    other = sign_in(make_user("Otra Persona", email="otra@rionegro.gov.co"))
    assert save(other, name="Otra Persona", handle="ana.prieto").status_code == 400
    assert make_user("Ana Prieto").handle != "ana.prieto"


@pytest.mark.parametrize(
    "handle",
    [
        "ab",
        "-ana",
        "ana-",
        "admin",
        "moderador",
        "r1l",
        "equipo",
        "ana prieto",
        "añá",
        "аna.prieto",
        "a" * 31,
        "ana\u200bx",
    ],
)
def test_a_handle_of_the_wrong_form_or_kept_for_the_site_is_refused(sign_in, ana, handle):
    assert save(sign_in(ana), handle=handle).status_code == 400
    assert user_of(ANA).handle == "ana.prieto"


@pytest.mark.parametrize("handle", ["paula-rendon", "paularendon", "pau1a.rendon", "PAULA.RENDON"])
def test_a_handle_that_looks_like_another_is_refused(sign_in, ana, handle):
    make_user("Paula Rendón")
    assert save(sign_in(ana), handle=handle).status_code == 400


def test_nobody_reads_no_language(sign_in, ana):
    assert save(sign_in(ana), reads=[]).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"time_zone": "Marte/Olimpo"},
        {"ui_language": "fr"},
        {"theme": "pink"},
        {"reads": ["fr"]},
        {"name": ""},
        {"bio": "x" * 1001},
    ],
)
def test_values_that_are_not_offered_are_refused(sign_in, ana, changes):
    assert save(sign_in(ana), **changes).status_code == 400


def test_nobody_rises_by_sending_more_fields(sign_in, ana):
    city = user_of(ANA).city_id
    save(sign_in(ana), site_role="administrator", city_role="lead", state="active", city_id=city + 1, email="x@y.org")
    user = user_of(ANA)
    assert (user.site_role, user.city_role, user.city_id, user.email) == ("member", "member", city, ANA)


def test_consent_to_be_shown_is_recorded_when_given_and_when_withdrawn(sign_in, ana):
    browser = sign_in(ana)
    save(browser, shown_outside="y")
    save(browser, shown_outside="y")
    save(browser)
    rows = session.execute(select(Consent.purpose, Consent.given, Consent.language).order_by(Consent.id)).all()
    assert [tuple(row) for row in rows] == [("shown_outside", True, "es"), ("shown_outside", False, "es")]


def test_members_of_other_cities_find_the_page_of_those_who_agreed_only(sign_in, ana):
    stranger = sign_in(make_user(city=make_city("Recife")))
    assert stranger.get("/u/ana.prieto").status_code == 404
    assert stranger.get("/u/nobody.here").status_code == 404
    save(sign_in(ana), shown_outside="y")
    page = stranger.get("/u/ana.prieto")
    assert page.status_code == 200
    assert "Ana Prieto" in page.text


def test_members_of_the_same_city_and_ril_find_everybody(sign_in, app):
    city = make_city("Rionegro")
    make_user("Ana Prieto", city=city)
    assert sign_in(make_user(city=city)).get("/u/ana.prieto").status_code == 200
    assert sign_in(make_staff()).get("/u/ana.prieto").status_code == 200


def test_a_hidden_page_is_answered_like_one_that_does_not_exist(client, sign_in, ana):
    for browser in (client, sign_in(make_user(city=make_city("Recife")))):
        hidden, absent = browser.get("/u/ana.prieto"), browser.get("/u/eva.prieto")
        assert hidden.status_code == absent.status_code == 404
        assert without_token(hidden.text).replace("ana.prieto", "…") == without_token(absent.text).replace(
            "eva.prieto", "…"
        )


def test_the_page_says_name_and_city_and_marks_ril(sign_in, app):
    city = make_city("Rionegro", country="Colombia")
    make_user("Ana Prieto", city=city)
    staff = make_staff("Marta Ril")
    browser = sign_in(staff)
    assert "Rionegro, Colombia" in browser.get("/u/ana.prieto").text
    assert 'plate--xs">RIL' in browser.get("/u/marta.ril").text


@pytest.mark.parametrize(("person", "lead", "shown"), [(True, True, True), (True, False, False), (False, True, False)])
def test_visitors_read_a_name_only_if_the_person_and_the_lead_agreed(app, person, lead, shown):
    city = make_city("Rionegro")
    user = make_user("Ana Prieto", city=city, shown_publicly=person)
    if lead:
        allow_public_names(SYSTEM, city.id)
    seen = people_by_ids([user.id], VISITOR)[user.id]
    assert seen.masked is not shown
    assert (seen.name, seen.city_name) == (("Ana Prieto", "Rionegro") if shown else ("", ""))
    assert people_by_ids([user.id], act(make_user()))[user.id].name == "Ana Prieto"


def test_whoever_waits_fills_in_their_profile_and_nothing_else(sign_in):
    browser = sign_in(make_user("Ana Prieto", email=ANA, state="pending"))
    assert save(browser).status_code == 303
    assert user_of(ANA).bio == "Datos abiertos"
    assert user_of(ANA).state == "pending"


def test_somebody_suspended_changes_nothing(sign_in):
    browser = sign_in(make_user("Ana Prieto", email=ANA, state="suspended"))
    assert browser.get("/settings/profile").location == "/account"
    assert save(browser).location == "/account"
    assert user_of(ANA).bio == ""


def test_what_somebody_writes_of_themselves_is_shown_as_text(sign_in, ana):
    browser = sign_in(ana)
    save(browser, bio="<script>alert(1)</script>", team_role="<img src=x onerror=alert(1)>")
    page = browser.get("/u/ana.prieto").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_profile_page_costs_at_most_ten_statements(sign_in, app, count_queries):
    city = make_city()
    make_user("Ana Prieto", city=city)
    browser = sign_in(make_user(city=city))
    browser.get("/u/ana.prieto")
    with count_queries() as statements:
        browser.get("/u/ana.prieto")
    assert len([statement for statement in statements if statement.startswith("SELECT")]) <= 10


def test_two_who_want_one_handle_at_the_same_time_do_not_both_get_it(app, sign_in):
    browsers = [sign_in(make_user(f"Persona Numero{word}")) for word in ("Uno", "Dos", "Tres", "Cuatro")]
    answers = at_the_same_time(app, 4, lambda n: save(browsers[n], name="Persona", handle="datos.abiertos").status_code)
    assert sorted(answers) == [303, 400, 400, 400]
    assert len(session.scalars(select(User).where(User.handle == "datos.abiertos")).all()) == 1
