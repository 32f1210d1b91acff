"""The list of own devices, and what ends a session."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from forum.accounts.models import UserSession
from forum.core import clock
from forum.core.db import session
from forum.core.retention import forget_all
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import log_in
from tests.factories.accounts import make_user

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"


def test_the_list_shows_browser_system_and_network_and_marks_this_one(app):
    make_user(email="ana@rionegro.gov.co")
    desk, phone = app.test_client(), app.test_client()
    desk.environ_base["HTTP_USER_AGENT"] = CHROME
    phone.environ_base["HTTP_USER_AGENT"] = PHONE
    phone.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    log_in(desk, "ana@rionegro.gov.co")
    log_in(phone, "ana@rionegro.gov.co")
    page = desk.get("/settings/devices").text
    assert "Chrome · Windows" in page
    assert "Safari · iPhone" in page
    assert "203.0.113.0/24" in page
    assert "203.0.113.77" not in page
    assert page.count('<span class="tag">') == 1


def test_a_device_is_signed_out_from_another_one(sign_in):
    user = make_user()
    here, lost = sign_in(user), sign_in(user)
    last = max(session.scalars(select(UserSession.id)))
    assert here.post(f"/settings/devices/{last}/removal").status_code == 303
    assert not is_signed_in(lost)
    assert is_signed_in(here)


def test_signing_out_this_device_takes_its_cookie(sign_in):
    browser = sign_in(make_user())
    only = session.scalars(select(UserSession.id)).one()
    assert browser.post(f"/settings/devices/{only}/removal").location == "/"
    assert browser.get_cookie("session") is None


def test_nobody_ends_the_session_of_somebody_else(sign_in):
    sign_in(make_user())
    theirs = session.scalars(select(UserSession.id)).one()
    browser = sign_in(make_user())
    answers = [browser.post(f"/settings/devices/{number}/removal") for number in (theirs, 999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert session.get_one(UserSession, theirs).revoked_at is None


def test_somebody_suspended_or_waiting_sees_their_devices_too(sign_in):
    for state in ("pending", "suspended"):
        assert is_signed_in(sign_in(make_user(state=state)))


def test_when_somebody_was_last_here_is_kept_at_most_every_five_minutes(sign_in):
    browser = sign_in(make_user())
    begun = session.scalars(select(UserSession.last_seen_at)).one()
    browser.get("/settings/devices")
    assert session.scalars(select(UserSession.last_seen_at)).one() == begun
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        browser.get("/settings/devices")
    session.rollback()
    assert session.scalars(select(UserSession.last_seen_at)).one() > begun


def test_what_is_over_for_a_month_is_forgotten_and_the_rest_stays(sign_in, app):
    user = make_user()
    keeps = sign_in(user)
    sign_in(user).post("/logout")
    with time_machine.travel(clock.now() + timedelta(days=20)):
        assert is_signed_in(keeps)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert forget_all()["accounts.sessions"] == 1
        assert is_signed_in(keeps)


def test_a_session_costs_one_statement_to_find(sign_in, count_queries):
    browser = sign_in(make_user())
    browser.get("/settings/devices")
    with count_queries() as statements:
        browser.get("/settings/devices")
    assert len([statement for statement in statements if "user_session.token_hash = " in statement]) == 1
    assert len([statement for statement in statements if statement.startswith("SELECT")]) <= 10
