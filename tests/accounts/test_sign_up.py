"""Signing up with an institutional address: who is admitted at once, who waits, what is never given away."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.cities.commands import change_city
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from tests.accounts.helpers import MARCELA
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import masked
from tests.accounts.helpers import sign_up
from tests.accounts.helpers import user_of
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


def test_a_verified_domain_of_a_city_admits_at_once_after_the_address_is_confirmed(client, letter_after_sign_up):
    city = make_city("Cuenca", domains=["cuenca.gob.ec"])
    link = letter_after_sign_up()
    assert user_of(MARCELA) is None
    assert "<button" in client.get(link).text
    assert client.post(link).location == "/"
    user = user_of(MARCELA)
    assert (user.state, user.city_id, user.city_role, user.site_role) == ("active", city.id, "member", "member")
    assert user.time_zone == city.time_zone
    assert is_signed_in(client)


def test_a_listed_sub_domain_admits_and_an_unlisted_one_does_not(client, app, run_worker, letter_after_sign_up):
    make_city("Cuenca", domains=["datos.cuenca.gob.ec"])
    client.post(letter_after_sign_up("ana@datos.cuenca.gob.ec"))
    client.post("/logout")
    client.post(letter_after_sign_up("ana@obras.cuenca.gob.ec"))
    assert user_of("ana@datos.cuenca.gob.ec").state == "active"
    assert user_of("ana@obras.cuenca.gob.ec").state == "pending"


@pytest.mark.parametrize(
    "email", ["ana@cuenca.gob.ec.evil.example", "ana@evilcuenca.gob.ec", "cuenca.gob.ec@gmail.com"]
)
def test_an_address_that_only_resembles_the_domain_waits(client, letter_after_sign_up, email):
    make_city("Cuenca", domains=["cuenca.gob.ec"])
    client.post(letter_after_sign_up(email))
    assert user_of(email).state == "pending"


def test_any_other_address_waits_with_city_and_reason(client, letter_after_sign_up):
    make_city("Loja")
    link = letter_after_sign_up("marcela@correo.example", reason="Llevo el inventario de datos")
    assert client.post(link).location == "/account"
    page = client.get("/account").text
    assert "Cuenca, Ecuador" in page
    assert "Llevo el inventario de datos" in page
    asked = session.scalars(select(AdmissionRequest)).one()
    assert (asked.state, asked.city_id) == ("waiting", None)
    assert client.get("/invitations").status_code == 404


def test_somebody_who_names_a_city_waits_for_its_leads_too(client, letter_after_sign_up):
    city = make_city("Cuenca")
    client.post(letter_after_sign_up("marcela@correo.example"))
    assert session.scalars(select(AdmissionRequest)).one().city_id == city.id


def test_two_cities_with_one_domain_admit_nobody_and_ril_decides(client, letter_after_sign_up):
    for name in ("Cuenca", "Azogues"):
        make_city(name, domains=["gob.azuay.example.ec"])
    client.post(letter_after_sign_up("ana@gob.azuay.example.ec"))
    assert user_of("ana@gob.azuay.example.ec").state == "pending"
    assert session.scalars(select(AdmissionRequest)).one().city_id is None


def test_a_city_that_left_admits_nobody_by_its_domain(client, letter_after_sign_up):
    city = make_city("Cuenca", domains=["cuenca.gob.ec"])
    change_city(SYSTEM, city.id, {"archived": True})
    client.post(letter_after_sign_up())
    assert user_of(MARCELA).state == "pending"


def test_the_answer_and_the_statements_are_the_same_whether_the_address_has_an_account(app, count_queries, run_worker):
    make_user(email="known@cuenca.gob.ec")
    app.test_client().get("/signup")
    seen = []
    for email in ("known@cuenca.gob.ec", "never@cuenca.gob.ec"):
        browser = app.test_client()
        with count_queries() as statements:
            answer = sign_up(browser, email)
        page = browser.get(answer.location)
        seen.append((answer.status_code, answer.location, list(statements), masked(page.text, email)))
    assert seen[0] == seen[1]
    run_worker()
    assert "/signup/confirm/" in (letters_to("never@cuenca.gob.ec")[0].text or "")
    assert "/signup/confirm/" not in (letters_to("known@cuenca.gob.ec")[0].text or "")


@pytest.mark.parametrize("city_text", ["Cuenca", "Una ciudad que no existe"])
def test_the_answer_is_the_same_whether_the_city_takes_part(client, city_text):
    make_city("Cuenca", domains=["cuenca.gob.ec"])
    answer = sign_up(client, MARCELA, city_text=city_text)
    assert (answer.status_code, answer.location) == (303, "/signup/sent")


def test_the_page_names_no_city_that_takes_part(client):
    make_city("Rionegro", domains=["rionegro.gov.co"])
    assert "Rionegro" not in client.get("/signup").text


def test_the_link_confirms_once_and_a_get_does_not(client, app, letter_after_sign_up):
    make_city("Cuenca", domains=["cuenca.gob.ec"])
    link = letter_after_sign_up()
    app.test_client().get(link)
    assert user_of(MARCELA) is None
    client.post(link)
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert session.scalar(select(func.count(User.id))) == 1


def test_the_link_is_valid_for_three_days(client, letter_after_sign_up):
    link = letter_after_sign_up()
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1)):
        assert client.get(link).status_code == 404
        assert client.post(link).status_code == 404
    assert user_of(MARCELA) is None


def test_in_another_browser_the_password_of_the_sign_up_is_asked_for(app, letter_after_sign_up):
    """Or somebody could sign up with a stranger's address and wait for the stranger to confirm it."""
    make_city("Cuenca", domains=["cuenca.gob.ec"])
    link = letter_after_sign_up()
    phone = app.test_client()
    assert 'type="password"' in phone.get(link).text
    assert phone.post(link).status_code == 400
    assert phone.post(link, data={"password": "otra contraseña cualquiera"}).status_code == 400
    assert user_of(MARCELA) is None
    assert phone.post(link, data={"password": PASSWORD}).status_code == 303
    assert is_signed_in(phone)


def test_two_sign_ups_of_one_address_make_one_account(app, run_worker):
    browsers = [app.test_client(), app.test_client()]
    for browser in browsers:
        sign_up(browser, MARCELA)
    run_worker()
    links = [link_in(letter) for letter in letters_to(MARCELA)]
    answers = at_the_same_time(app, 2, lambda n: browsers[n].post(links[n]).status_code)
    assert sorted(answers) == [303, 409]
    assert session.scalar(select(func.count(User.id))) == 1


def test_at_most_three_letters_an_hour_go_to_one_address(app, run_worker):
    answers = [sign_up(app.test_client(), MARCELA).status_code for _ in range(5)]
    run_worker()
    assert answers == [303, 303, 303, 429, 429]
    assert len(letters_to(MARCELA)) == 3


@pytest.mark.parametrize(
    "password",
    [
        "corta",
        "password1234",
        "123456789012",
        "aaaaaaaaaaaaa",
        "marcela@cuenca.gob.ec",
        "marcelatoral2026",
        "qwertyuiop123",
    ],
)
def test_a_password_that_is_short_or_among_the_first_to_be_tried_is_refused(client, password):
    answer = sign_up(client, MARCELA, password=password)
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    assert password not in answer.text.replace(MARCELA, "")


@pytest.mark.parametrize("password", ["tres plazas y un mercado", "ññññ áéíóú 42 🐟 pez", "x" * 11 + "y7"])
def test_no_rule_says_what_a_password_is_made_of(client, password):
    assert sign_up(client, MARCELA, password=password).status_code in {303, 400}
    assert sign_up(client, MARCELA, password="tres plazas y un mercado").status_code == 303


@pytest.mark.parametrize(
    "name",
    [
        "http://evil.example",
        "www.evil.example",
        "Ana/María",
        "Аna Prieto",
        "Ａｎａ Prieto",
        "Ana\u202eoteirP",
        "1234",
        "RIL",
        "Equipo RIL",
        "ana@evil.example",
        "A\u200bna",
    ],
)
def test_a_name_that_leads_elsewhere_or_looks_like_another_is_refused(client, name):
    assert sign_up(client, MARCELA, name=name).status_code == 400


@pytest.mark.parametrize(
    "name", ["María José Núñez", "João d'Ávila", "Ana-Sofía O’Higgins", "J. M. Peña", "Iñaki Müller"]
)
def test_names_of_both_languages_are_taken_as_they_are(client, name):
    assert sign_up(client, MARCELA, name=name).status_code == 303


@pytest.mark.parametrize("email", ["no es correo", "a@b", "ana@cuenca.gob.ec\nBcc: x@y.org", "", "ana@@cuenca.gob.ec"])
def test_something_that_is_no_address_is_refused_with_a_sentence(client, email):
    assert sign_up(client, email).status_code == 400


def test_nobody_rises_by_sending_more_fields(client, letter_after_sign_up):
    make_city("Cuenca", domains=["cuenca.gob.ec"])
    link = letter_after_sign_up(site_role="administrator", city_role="lead", state="active", city_id="1", is_demo="1")
    client.post(link, data={"site_role": "administrator"})
    user = user_of(MARCELA)
    assert (user.site_role, user.city_role, user.is_demo) == ("member", "member", False)
