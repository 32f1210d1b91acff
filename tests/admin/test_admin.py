"""The administration: how the site is, its settings, its mail, and that it exists for administrators only."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.accounts.events import UserAdmitted
from forum.accounts.models import User
from forum.admin.commands import TEST_MAILS
from forum.core import clock
from forum.core import events
from forum.core import postman
from forum.core import settings
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Delivery
from forum.core.events import Event
from forum.core.jobs import beat
from forum.core.mail import OutgoingMail
from forum.core.mail import queue_mail
from forum.core.settings import definitions
from forum.core.settings import get_setting
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

PAGES = ("/admin", "/admin/settings", "/admin/mail", "/admin/mail/1")
ACTS = ("/admin/settings", "/admin/mail/test", "/admin/mail/1/retry", "/admin/deliveries/retry")


@pytest.fixture
def admin(app, sign_in):
    return sign_in(make_staff(role="administrator"))


def _settings(**changes):
    values = {d.key.replace(".", "_"): get_setting(d.key) for d in definitions()} | changes
    return {name: value for name, value in values.items() if value is not False}


def _stored():
    session.rollback()
    return {row.key: row.value for row in session.scalars(select(settings.Setting))}


def _mail(mails):
    return mails()[-1]


def _owe(kind="admin.test", **more):
    person = make_staff(role="administrator")
    with transaction():
        return queue_mail(kind, user_id=person.id, language="es", **more).id


def _dead():
    city = make_city()
    user = make_user(city=city)
    with transaction():
        event_id = events.record(events.Actor(), UserAdmitted(user.id, city.id))
        session.add(
            Delivery(
                event_id=event_id,
                subscriber="forum.gone.subscribers.on_event",
                dead=True,
                attempts=8,
                last_error="RuntimeError",
            )
        )


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["visitor", "member", "lead", "moderator", "suspended"])
def test_the_administration_exists_for_administrators_only(app, sign_in, visitor, path, who):
    _owe()
    browser = visitor
    if who == "moderator":
        browser = sign_in(make_staff())
    elif who == "suspended":
        browser = sign_in(make_user(state="suspended"))
    elif who != "visitor":
        browser = sign_in(make_user(role=who))

    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("who", ["visitor", "lead", "moderator"])
def test_nobody_else_administers(app, sign_in, visitor, mails, path, who):
    _owe()
    with transaction():
        session.get_one(OutgoingMail, 1).state = "failed"
    _dead()
    browser = visitor if who == "visitor" else sign_in(make_staff() if who == "moderator" else make_user(role=who))

    assert browser.post(path, data=_settings(pages_operator="Otra")).status_code == 404
    assert _stored() == {}
    assert [row.state for row in mails()] == ["failed"]
    assert session.scalars(select(Delivery.dead).where(Delivery.dead.is_(True))).all() == [True]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_pages_stand_in_both_languages(app, sign_in, path, language):
    _owe()
    page = sign_in(make_staff(role="administrator", language=language)).get(path)

    assert page.status_code == 200
    assert f'<html lang="{"pt-BR" if language == "pt" else "es"}"' in page.text
    assert page.text.count("<h1") == 1


def test_the_overview_tells_when_the_worker_does_not_run(app, admin):
    assert "notice--bad" in admin.get("/admin").text
    beat()
    assert "notice--bad" not in admin.get("/admin").text
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        assert "notice--bad" in admin.get("/admin").text


def test_the_overview_says_that_the_legal_pages_want_the_data_officer(app, admin):
    assert "notice--wait" in admin.get("/admin").text
    every = {f"pages_{name}": "algo" for name in ("operator", "data_officer", "hosting", "contact")}
    assert admin.post("/admin/settings", data=_settings(**every)).status_code == 303
    assert "notice--wait" not in admin.get("/admin").text


def test_the_overview_costs_few_statements(app, admin, count_queries):
    _dead()
    admin.get("/admin")
    with count_queries() as statements:
        admin.get("/admin")

    assert len(statements) <= 10


def test_settings_are_stored_and_written_in_the_log(app, admin):
    answer = admin.post("/admin/settings", data=_settings(applications_population="15000", pages_operator="RIL"))

    assert answer.status_code == 303
    assert _stored() == {"applications.population": 15_000, "pages.operator": "RIL"}
    assert 'value="15000"' in admin.get("/admin/settings").text
    assert session.scalars(select(Event).where(Event.kind == "SettingChanged")).all()


@pytest.mark.parametrize(
    "change",
    [
        {"applications_population": "muchos"},
        {"applications_population": "-1"},
        {"applications_population": "99999999999999999999"},
        {"pages_operator": "x" * 401},
        {"pages_operator": "a\x00b"},
        {"pages_operator": "a\u202eb"},
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_none_is_stored(app, admin, change):
    answer = admin.post("/admin/settings", data=_settings(pages_contact="nuevo@ril.example", **change))

    assert answer.status_code == 400
    assert _stored() == {}


def test_a_field_that_is_no_setting_is_ignored(app, admin):
    assert admin.post("/admin/settings", data=_settings(secret_key="x", site_role="administrator")).status_code == 303
    assert _stored() == {}


def test_an_administrator_sends_a_test_mail_to_their_own_address(app, sign_in, run_worker, mails):
    app.config["DEMO_OUTBOX"] = True
    person = make_staff(role="administrator", language="pt")
    browser = sign_in(person)
    assert browser.post("/admin/mail/test", data={"address": "otra@example.org"}).status_code == 303
    run_worker()

    letter = _mail(mails)
    assert (letter.state, letter.language, letter.address) == ("sent", "pt", person.email)
    for _ in range(TEST_MAILS.number - 1):
        browser.post("/admin/mail/test")
    assert browser.post("/admin/mail/test").status_code == 429


def test_whoever_is_no_administrator_any_more_gets_no_test_mail(app, run_worker, mails):
    mail_id = _owe()
    app.config["DEMO_OUTBOX"] = True
    with transaction():
        session.get_one(User, session.get_one(OutgoingMail, mail_id).user_id).site_role = "moderator"
    run_worker()

    assert _mail(mails).state == "dropped"


def test_in_the_demonstration_the_outbox_shows_letters_with_links_to_follow(app, sign_in, run_worker, visitor):
    app.config["DEMO_OUTBOX"] = True
    user = make_user()
    admin = sign_in(make_staff(role="administrator"))
    visitor.post("/login/link", data={"email": user.email})
    run_worker()
    mail_id = session.scalars(select(OutgoingMail.id).where(OutgoingMail.kind == "accounts.sign_in_link")).one()
    page = admin.get(f"/admin/mail/{mail_id}").text

    assert user.email in page
    assert '<a href="http://localhost/login/link/' in page
    assert f"/admin/mail/{mail_id}" in admin.get("/admin/mail").text


def test_outside_the_demonstration_letters_with_tokens_are_not_listed(app, sign_in, visitor):
    app.config["DEMO_OUTBOX"] = False
    user = make_user(email="quien@example.org")
    admin = sign_in(make_staff(role="administrator"))
    visitor.post("/login/link", data={"email": user.email})
    mail_id = session.scalars(select(OutgoingMail.id).where(OutgoingMail.kind == "accounts.sign_in_link")).one()
    plain = _owe()
    listing = admin.get("/admin/mail").text

    assert f"/admin/mail/{plain}" in listing
    assert f'/admin/mail/{mail_id}"' not in listing
    assert "quien@example.org" not in listing
    assert admin.get(f"/admin/mail/{mail_id}").status_code == 404
    assert admin.get(f"/admin/mail/{mail_id + 50}").status_code == 404


def test_a_text_that_the_demonstration_kept_is_neither_shown_nor_kept_afterwards(app, admin, run_worker):
    app.config["DEMO_OUTBOX"] = True
    mail_id = _owe()
    run_worker()
    kept = session.get_one(OutgoingMail, mail_id).text
    assert kept.splitlines()[0] in admin.get(f"/admin/mail/{mail_id}").text

    app.config["DEMO_OUTBOX"] = False
    assert kept.splitlines()[0] not in admin.get(f"/admin/mail/{mail_id}").text
    postman.erase_letters()
    session.rollback()
    row = session.get_one(OutgoingMail, mail_id)
    assert (row.subject, row.text, row.html) == (None, None, None)


def test_outside_the_demonstration_no_text_is_kept(app, mails):
    app.config["DEMO_OUTBOX"] = False
    _owe()
    postman.send_due()

    assert [row.text for row in mails()] == [None]


def test_a_letter_that_was_given_up_is_tried_again_once(app, admin):
    mail_id = _owe()
    assert admin.post(f"/admin/mail/{mail_id}/retry").status_code == 409
    with transaction():
        row = session.get_one(OutgoingMail, mail_id)
        row.state, row.attempts, row.last_error = "failed", 8, "ConnectionRefusedError"
    assert "ConnectionRefusedError" in admin.get("/admin/mail?state=failed").text
    assert "notice--bad" in admin.get("/admin").text

    assert admin.post(f"/admin/mail/{mail_id}/retry").status_code == 303
    session.rollback()
    row = session.get_one(OutgoingMail, mail_id)
    assert (row.state, row.attempts) == ("due", 0)
    assert admin.post("/admin/mail/999/retry").status_code == 404


def test_deliveries_that_were_given_up_are_shown_and_tried_again(app, admin):
    _dead()
    page = admin.get("/admin").text
    assert "UserAdmitted" in page
    assert "RuntimeError" in page
    assert admin.post("/admin/deliveries/retry").status_code == 303

    session.rollback()
    assert session.scalars(select(Delivery.dead)).all().count(True) == 0
    assert session.scalars(select(Event).where(Event.kind == "DeliveriesRetried")).one()


def test_trying_nothing_again_is_no_act(app, admin):
    assert admin.post("/admin/deliveries/retry").status_code == 303
    assert session.scalars(select(Event).where(Event.kind == "DeliveriesRetried")).all() == []


@pytest.mark.parametrize("query", ["state=todo", "after=x", "before=%FF", "after=" + "A" * 301])
def test_a_broken_address_of_the_mail_page_is_refused(app, admin, query):
    assert admin.get(f"/admin/mail?{query}").status_code == 400


def test_the_mail_page_turns_its_pages_by_cursor(app, admin):
    first = _owe()
    for _ in range(32):
        _owe()
    page = admin.get("/admin/mail").text
    assert f'/admin/mail/{first}"' not in page
    older = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = admin.get(older).text

    assert f'/admin/mail/{first}"' in second
    newer = second.partition('rel="prev"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert f'/admin/mail/{first}"' not in admin.get(newer).text
