"""Those who wait: who sees them, who decides, and what they are told."""

import pytest
from sqlalchemy import select

from forum.accounts.commands.admission import assign_request
from forum.accounts.models import AdmissionRequest
from forum.core.db import session
from forum.core.events import Event
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import user_of
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

ANA = "ana@correo.example"


@pytest.fixture
def waits(app):
    """Return the id of Ana's request."""
    make_user("Ana Prieto", email=ANA, state="pending")
    return session.scalars(select(AdmissionRequest.id)).one()


def admit(browser, request_id, city, answer="Bienvenida"):
    form = {f"a{request_id}-city_id": city.id, f"a{request_id}-answer": answer}
    return browser.post(f"/people/waiting/{request_id}/admission", data=form)


def refuse(browser, request_id, answer="No encontramos tu cargo"):
    return browser.post(f"/people/waiting/{request_id}/refusal", data={f"r{request_id}-answer": answer})


def test_ril_admits_and_the_person_is_told_by_mail(sign_in, city, waits, run_worker):
    ana = sign_in(user_of(ANA))
    browser = sign_in(make_staff())
    assert "Ana Prieto" in browser.get("/people/waiting").text
    assert admit(browser, waits, city).location == "/people/waiting"
    user = user_of(ANA)
    assert (user.state, user.city_id, user.city_role) == ("active", city.id, "member")
    run_worker()
    letter = letters_to(ANA)[-1]
    assert letter.kind == "accounts.admitted"
    assert "Bienvenida" in (letter.text or "")
    assert "Ana Prieto" not in browser.get("/people/waiting").text
    assert ana.get("/account").location == "/settings/account"


def test_ril_refuses_with_a_reason_which_goes_out_by_mail(sign_in, waits, run_worker):
    ana = sign_in(user_of(ANA))
    assert refuse(sign_in(make_staff()), waits).location == "/people/waiting"
    assert user_of(ANA).state == "pending"
    run_worker()
    assert "No encontramos tu cargo" in (letters_to(ANA)[-1].text or "")
    assert "No encontramos tu cargo" in ana.get("/account").text


def test_a_refusal_without_a_reason_is_refused(sign_in, waits):
    assert refuse(sign_in(make_staff()), waits, answer=" ").status_code == 400
    assert session.get_one(AdmissionRequest, waits).state == "waiting"


def test_the_answer_is_in_the_language_of_the_person(sign_in, city, run_worker):
    make_user("Eva Lima", email="eva@correo.example", state="pending", language="pt")
    request_id = session.scalars(select(AdmissionRequest.id)).one()
    admit(sign_in(make_staff(language="es")), request_id, city)
    run_worker()
    assert 'lang="pt-BR"' in (letters_to("eva@correo.example")[-1].html or "")


def test_a_lead_sees_only_those_who_were_passed_on_to_their_city(sign_in, city, waits):
    lead = sign_in(make_user(city=city, role="lead"))
    other = sign_in(make_user(city=make_city("Recife"), role="lead"))
    assert "Ana Prieto" not in lead.get("/people/waiting").text
    assert admit(lead, waits, city).status_code == 404
    form = {f"a{waits}-city_id": city.id}
    assert sign_in(make_staff()).post(f"/people/waiting/{waits}/city", data=form).status_code == 303
    assert "Ana Prieto" in lead.get("/people/waiting").text
    assert "Ana Prieto" not in other.get("/people/waiting").text
    assert refuse(other, waits).status_code == 404
    assert admit(lead, waits, city).status_code == 303


def test_a_lead_admits_to_their_own_city_only(sign_in, city, waits):
    assign_request(act(make_staff()), waits, city_id=city.id)
    lead = sign_in(make_user(city=city, role="lead"))
    assert admit(lead, waits, make_city("Recife")).status_code == 400
    assert user_of(ANA).state == "pending"


@pytest.mark.parametrize("path", ["/people/waiting", "/people/waiting/1/admission", "/people/waiting/1/refusal"])
def test_members_and_visitors_find_nothing(client, sign_in, waits, path):
    for browser in (client, sign_in(make_user())):
        answer = browser.get(path) if path.endswith("waiting") else browser.post(path, data={})
        assert answer.status_code == 404


def test_no_city_is_preset_where_none_is_known(sign_in, city, waits):
    make_city("Recife")
    browser = sign_in(make_staff())
    page = browser.get("/people/waiting").text
    assert page.index('<option value="0">') < page.index("Recife")
    assert "<option selected" not in page
    assert browser.post(f"/people/waiting/{waits}/admission", data={f"a{waits}-city_id": 0}).status_code == 400
    assert user_of(ANA).state == "pending"


def test_a_lead_passes_nobody_on(sign_in, city, waits):
    lead = sign_in(make_user(city=city, role="lead"))
    assert lead.post(f"/people/waiting/{waits}/city", data={f"a{waits}-city_id": city.id}).status_code == 404


def test_two_who_decide_at_the_same_time_decide_once(app, sign_in, city, waits, run_worker):
    browsers = [sign_in(make_staff()), sign_in(make_staff())]
    acts = [lambda: admit(browsers[0], waits, city), lambda: refuse(browsers[1], waits)]
    answers = at_the_same_time(app, 2, lambda n: acts[n]().status_code)
    assert sorted(answers) == [303, 409]
    run_worker()
    assert len(letters_to(ANA)) == 1


def test_somebody_already_decided_on_is_a_conflict(sign_in, city, waits):
    browser = sign_in(make_staff())
    admit(browser, waits, city)
    assert refuse(browser, waits).status_code == 409
    assert user_of(ANA).state == "active"


def test_a_request_that_does_not_exist_is_not_found(sign_in, city):
    assert admit(sign_in(make_staff()), 999_999, city).status_code == 404


def test_a_domain_of_two_cities_is_named_to_ril(sign_in, app):
    for name in ("Cuenca", "Azogues"):
        make_city(name, domains=["azuay.example.ec"])
    make_user("Ana Prieto", email="ana@azuay.example.ec", state="pending")
    page = sign_in(make_staff()).get("/people/waiting").text
    assert "Azogues, Cuenca" in page or "Cuenca, Azogues" in page


def test_admitting_is_in_the_log_of_the_city(sign_in, city, waits):
    admit(sign_in(make_staff()), waits, city)
    event = session.scalars(select(Event).where(Event.kind == "UserAdmitted", Event.city_id == city.id)).all()[-1]
    assert event.actor_id is not None


def test_the_pages_of_members_open_with_the_session_that_waited(sign_in, city, waits):
    ana = sign_in(user_of(ANA))
    assert ana.get("/u/" + user_of(ANA).handle).status_code == 200
    admit(sign_in(make_staff()), waits, city)
    assert is_signed_in(ana)
