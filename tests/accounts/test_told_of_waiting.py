"""Those who decide are told by mail that somebody waits; each in their language, nobody else."""

import pytest
from sqlalchemy import select

from forum.accounts.commands.admission import admit
from forum.accounts.commands.admission import assign_request
from forum.accounts.commands.people import dismiss_lead
from forum.accounts.commands.people import suspend
from forum.accounts.models import AdmissionRequest
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.mail import OutgoingMail
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import sign_up
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

ANA = "ana@correo.example"


def wait_for(client, run_worker, city_text="Rionegro"):
    """Sign up from an address that admits nobody, and confirm it; return the id of the request."""
    sign_up(client, ANA, name="Ana Prieto", city_text=city_text, reason="Coordino los datos")
    run_worker()
    client.post(link_in(letters_to(ANA)[-1]))
    return session.scalars(select(AdmissionRequest.id)).one()


def told(run_worker):
    """Return address → text of the letters that say so."""
    run_worker()
    session.rollback()
    query = select(OutgoingMail).where(OutgoingMail.kind == "accounts.somebody_waits", OutgoingMail.state == "sent")
    return {letter.address: letter.text or "" for letter in session.scalars(query)}


def test_ril_and_the_lead_of_the_city_that_was_named_are_told_in_their_language(client, run_worker):
    rionegro, recife = make_city("Rionegro"), make_city("Recife")
    moderator, lead = make_staff(language="pt"), make_user(city=rionegro, role="lead")
    make_user(city=rionegro)
    make_user(city=recife, role="lead")
    wait_for(client, run_worker)
    letters = told(run_worker)
    assert set(letters) == {moderator.email, lead.email}
    assert "aguarda admissão" in letters[moderator.email]
    assert "confirmó una dirección" in letters[lead.email]
    assert all("/people/waiting" in text and "Ana Prieto" in text for text in letters.values())


def test_address_and_reason_of_the_person_stay_in_the_forum(client, run_worker):
    make_staff()
    wait_for(client, run_worker)
    for text in told(run_worker).values():
        assert ANA not in text
        assert "Coordino los datos" not in text


def test_only_ril_is_told_when_no_city_is_meant(client, run_worker):
    moderator = make_staff()
    make_user(city=make_city("Rionegro"), role="lead")
    wait_for(client, run_worker, city_text="Otra ciudad")
    assert set(told(run_worker)) == {moderator.email}


def test_nobody_is_told_of_somebody_whose_domain_admits(client, run_worker):
    make_staff()
    make_city("Rionegro", domains=["correo.example"])
    sign_up(client, ANA)
    run_worker()
    client.post(link_in(letters_to(ANA)[-1]))
    assert told(run_worker) == {}


def test_the_leads_to_whom_somebody_is_passed_on_are_told_once(client, run_worker):
    rionegro = make_city("Rionegro")
    lead = make_user(city=rionegro, role="lead")
    request_id = wait_for(client, run_worker, city_text="Otra ciudad")
    for _ in range(2):
        assign_request(act(make_staff()), request_id, city_id=rionegro.id)
    assert set(told(run_worker)) == {lead.email}
    kinds = session.scalars(select(OutgoingMail.kind).where(OutgoingMail.user_id == lead.id)).all()
    assert kinds == ["accounts.somebody_waits"]


def suspended(moderator, _lead, _request_id, _city):
    suspend(SYSTEM, moderator.id, reason="Prueba", until=None)
    return {moderator.email}


def dismissed(_moderator, lead, _request_id, _city):
    dismiss_lead(SYSTEM, lead.id)
    return {lead.email}


def decided(moderator, lead, request_id, city):
    admit(SYSTEM, request_id, city_id=city.id)
    return {moderator.email, lead.email}


@pytest.mark.parametrize("change", [suspended, dismissed, decided])
def test_who_may_no_longer_decide_when_the_letter_goes_out_gets_none(client, run_worker, change):
    city = make_city("Rionegro")
    moderator, lead = make_staff(), make_user(city=city, role="lead")
    request_id = wait_for(client, run_worker)
    gone = change(moderator, lead, request_id, city)
    assert set(told(run_worker)) == {moderator.email, lead.email} - gone
