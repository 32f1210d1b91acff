"""Sumate / Participe: a city applies, RIL is told, reads and answers."""

import re

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.applications.commands import PER_ADDRESS
from forum.applications.commands import PER_NETWORK
from forum.applications.models import Application
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.pages.commands import load_shipped_pages
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


@pytest.fixture(autouse=True)
def outbox(app):
    app.config["DEMO_OUTBOX"] = True


def _form(**changes):
    return {
        "city_name": "Villa Esperanza",
        "country": "Uruguay",
        "population": "45000",
        "contact_name": "Ana Pérez",
        "contact_role": "Secretaria",
        "email": "ana@esperanza.gub.uy",
        "message": "Queremos ordenar los datos.",
        "request_id": "form-1",
    } | changes


def _masked(page):
    """Leave out what differs between any two answers: the address itself and the form's token."""
    return re.sub(r'applications(/|%2F)\d+|name="csrf_token" value="[^"]*"', "", page)


def _rows():
    session.rollback()
    return session.scalars(select(Application).order_by(Application.id)).all()


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_visitor_applies_and_ril_is_told_in_its_language(app, visitor, run_worker, mails, language):
    make_staff(language="pt")
    make_user()
    answer = visitor.post(f"/join?ui={language}", data=_form())
    run_worker()

    assert answer.status_code == 303
    assert visitor.get(answer.location).status_code == 200
    assert _rows()[0].language == language
    letter = mails("applications.received")[0]
    assert len(mails("applications.received")) == 1
    assert letter.state == "sent"
    assert letter.language == "pt"
    assert "Villa Esperanza" in letter.subject
    assert "Queremos ordenar los datos." in letter.text
    assert f"/applications/{_rows()[0].id}" in letter.text


def test_the_form_carries_the_text_of_its_page_in_both_languages(app, visitor):
    load_shipped_pages(SYSTEM)

    assert "Sumate con tu ciudad" in visitor.get("/join?ui=es").text
    assert "Participe com a sua cidade" in visitor.get("/join?ui=pt").text


def test_the_answer_does_not_depend_on_whether_the_city_takes_part(app, visitor):
    make_city("Rionegro", country="Colombia")
    known = visitor.post("/join", data=_form(city_name="Rionegro", country="Colombia", request_id="a"))
    unknown = visitor.post("/join", data=_form(city_name="Atlántida", country="Colombia", request_id="b"))

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert "Rionegro" not in visitor.get("/join").text


def test_the_same_form_sent_twice_is_one_application(app, visitor, mails):
    make_staff()
    visitor.post("/join", data=_form())
    assert visitor.post("/join", data=_form()).status_code == 303

    assert len(_rows()) == 1
    assert len(mails("applications.received")) == 1


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(app, visitor):
    assert visitor.post("/join", data=_form(website="https://spam.example")).status_code == 303
    assert _rows() == []


@pytest.mark.parametrize(
    "change",
    [
        {"city_name": ""},
        {"country": " "},
        {"contact_name": ""},
        {"email": "no es un correo"},
        {"email": "ana@esperanza.gub.uy\r\nBcc: todos@example.org"},
        {"email": "a@b"},
        {"population": "muchas"},
        {"population": "-1"},
        {"population": "99999999999999999999"},
        {"message": "x" * 4001},
        {"city_name": "Villa\x00"},
        {"contact_name": "Ana\u202eatra"},
        {"request_id": "x" * 65},
    ],
)
def test_what_cannot_be_an_application_is_refused_and_nothing_is_kept(app, visitor, mails, change):
    make_staff()

    assert visitor.post("/join", data=_form(**change)).status_code == 400
    assert _rows() == []
    assert mails() == []


def test_population_may_be_left_out(app, visitor):
    assert visitor.post("/join", data=_form(population="", contact_role="", message="")).status_code == 303
    assert _rows()[0].population is None


def test_one_address_applies_three_times_a_day(app, visitor):
    for number in range(PER_ADDRESS.number):
        assert visitor.post("/join", data=_form(request_id=f"r{number}")).status_code == 303
    answer = visitor.post("/join", data=_form(request_id="more", email="ANA@esperanza.gub.uy"))

    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    assert len(_rows()) == PER_ADDRESS.number


def test_one_network_cannot_flood_ril(app, visitor):
    for number in range(PER_NETWORK.number):
        visitor.post("/join", data=_form(request_id=f"r{number}", email=f"p{number}@example.org"))

    assert visitor.post("/join", data=_form(request_id="x", email="x@example.org")).status_code == 429


@pytest.mark.parametrize(("population", "warned"), [("27000", True), ("30000", False), ("", False)])
def test_a_small_city_only_warns_whoever_reviews(app, visitor, sign_in, population, warned):
    assert visitor.post("/join", data=_form(population=population)).status_code == 303
    desk = sign_in(make_staff())

    assert ("tag--wait" in desk.get("/applications").text) is warned
    assert ("notice--wait" in desk.get(f"/applications/{_rows()[0].id}").text) is warned
    answer = desk.post(f"/applications/{_rows()[0].id}/answer", data={"outcome": "accepted", "answer": "Hola"})
    assert answer.status_code == 303
    assert _rows()[0].state == "accepted"


@pytest.mark.parametrize("outcome", ["accepted", "declined"])
@pytest.mark.parametrize("language", ["es", "pt"])
def test_an_answer_goes_to_whoever_applied_in_their_language(
    app, visitor, sign_in, run_worker, mails, outcome, language
):
    visitor.post(f"/join?ui={language}", data=_form())
    person = make_staff()
    desk = sign_in(person)
    row = _rows()[0]
    answer = desk.post(f"/applications/{row.id}/answer", data={"outcome": outcome, "answer": "Gracias por escribir."})
    run_worker()

    assert answer.status_code == 303
    letter = mails("applications.answered")[0]
    assert (letter.state, letter.address, letter.language) == ("sent", "ana@esperanza.gub.uy", language)
    assert "Gracias por escribir." in letter.text
    assert "Gracias por escribir." in letter.html
    assert ("/signup" in letter.text) is (outcome == "accepted")
    assert (_rows()[0].state, _rows()[0].answered_by_id) == (outcome, person.id)
    event = session.scalars(select(Event).where(Event.kind == "ApplicationAnswered")).one()
    assert event.actor_id == person.id
    assert "ana" not in str(event.data)


def test_two_reviewers_answer_once(app, visitor, sign_in, mails):
    visitor.post("/join", data=_form())
    path = f"/applications/{_rows()[0].id}/answer"
    assert sign_in(make_staff()).post(path, data={"outcome": "accepted", "answer": "Sí"}).status_code == 303

    assert sign_in(make_staff()).post(path, data={"outcome": "declined", "answer": "No"}).status_code == 409
    assert _rows()[0].state == "accepted"
    assert len(mails("applications.answered")) == 1


@pytest.mark.parametrize("form", [{}, {"outcome": "accepted"}, {"outcome": "x", "answer": "y"}, {"answer": "y"}])
def test_an_answer_without_a_decision_or_a_text_is_refused(app, visitor, sign_in, form):
    visitor.post("/join", data=_form())

    assert sign_in(make_staff()).post(f"/applications/{_rows()[0].id}/answer", data=form).status_code == 400
    assert _rows()[0].state == "new"


@pytest.mark.parametrize("who", ["visitor", "member", "lead", "pending", "suspended"])
def test_applications_do_not_exist_for_anybody_else(app, sign_in, visitor, who):
    visitor.post("/join", data=_form())
    row = _rows()[0]
    browser = visitor
    if who in {"member", "lead"}:
        browser = sign_in(make_user(role=who))
    elif who != "visitor":
        browser = sign_in(make_user(state=who))
    present, absent = browser.get(f"/applications/{row.id}"), browser.get(f"/applications/{row.id + 7}")

    assert present.status_code == absent.status_code == 404
    assert _masked(present.text) == _masked(absent.text)
    assert "Villa Esperanza" not in present.text
    assert browser.get("/applications").status_code == 404
    act = {"outcome": "accepted", "answer": "x"}
    assert browser.post(f"/applications/{row.id}/answer", data=act).status_code == 404
    assert _rows()[0].state == "new"


def test_whoever_left_ril_gets_no_letter_about_an_application(app, visitor, run_worker, mails):
    person = make_staff()
    visitor.post("/join", data=_form())
    with transaction():
        session.get_one(User, person.id).site_role = "member"
    run_worker()

    assert mails("applications.received")[0].state == "dropped"


def test_the_list_turns_its_pages_by_cursor_and_filters_by_state(app, visitor, sign_in):
    for number in range(32):
        with transaction():
            session.add(
                Application(
                    city_name=f"Ciudad {number:02}",
                    country="Perú",
                    contact_name="A",
                    email="a@b.pe",
                    language="es",
                    state="new" if number else "declined",
                )
            )
    desk = sign_in(make_staff())
    first = desk.get("/applications").text

    assert "Ciudad 31" in first
    assert "Ciudad 01" not in first
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = desk.get(older).text
    assert "Ciudad 00" in second
    assert 'rel="prev"' in second
    assert "Ciudad 00" in desk.get("/applications?state=declined").text
    assert "Ciudad 31" not in desk.get("/applications?state=declined").text
    assert desk.get("/applications?state=nada").status_code == 400
    assert desk.get("/applications?after=%00").status_code == 400


def test_markup_in_an_application_stays_text(app, visitor, sign_in, run_worker, mails):
    desk = sign_in(make_staff(role="administrator"))
    visitor.post("/join", data=_form(city_name="<script>alert(1)</script>", message="<img src=x onerror=alert(1)>"))
    run_worker()
    assert "<img src=x" not in mails("applications.received")[0].html

    for path in ("/applications", f"/applications/{_rows()[0].id}"):
        assert "<script>alert" not in desk.get(path).text
        assert "<img src=x" not in desk.get(path).text


def test_a_form_from_elsewhere_is_refused(app, visitor, csrf):
    assert visitor.post("/join", data=_form()).status_code == 400
    assert session.scalar(select(func.count(Application.id))) == 0
