"""Invitations: who may make them, who may use them, how often, and until when."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.models import Invitation
from forum.accounts.models import InvitationUse
from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session
from tests.accounts.helpers import ANA
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import fill_in
from tests.accounts.helpers import invite
from tests.accounts.helpers import is_signed_in
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import mailed
from tests.accounts.helpers import user_of
from tests.factories.accounts import act
from tests.factories.accounts import make_user


def test_a_lead_invites_an_address_which_is_in_with_name_and_password(sign_in, app, lead, city, run_worker):
    answer = sign_in(lead).post(
        "/invitations/new", data={"city_id": city.id, "email": ANA, "language": "es", "days": 7, "max_uses": 1}
    )
    assert answer.location == "/invitations"
    run_worker()
    browser = app.test_client()
    link = link_in(letters_to(ANA)[0])
    assert browser.get(link).status_code == 200
    assert fill_in(browser, link).location == "/"
    user = user_of(ANA)
    assert (user.state, user.city_id, user.city_role) == ("active", city.id, "member")
    assert is_signed_in(browser)


def test_the_page_of_an_invitation_shows_nothing_of_the_city_and_writes_nothing(client, lead, city, run_worker):
    link = mailed(lead, city, run_worker)
    page = client.get(link).text
    assert "Rionegro" not in page
    assert ANA not in page
    assert "Lea" not in page
    assert session.scalar(select(func.sum(Invitation.uses))) == 0


def test_a_link_to_share_asks_to_confirm_the_address_before_it_admits(sign_in, app, lead, city, run_worker):
    made = sign_in(lead).post("/invitations/new", data={"city_id": city.id, "language": "es", "days": 7, "max_uses": 3})
    link = re.search(r"http://localhost(/invitations/[^\"]+)", made.text).group(1)
    browser = app.test_client()
    assert fill_in(browser, link).location == "/signup/sent"
    assert user_of(ANA) is None
    run_worker()
    browser.post(link_in(letters_to(ANA)[0]))
    assert user_of(ANA).city_id == city.id


def test_twenty_who_use_a_single_invitation_at_the_same_time_are_one(app, lead, city, run_worker):
    link = mailed(lead, city, run_worker)
    answers = at_the_same_time(app, 20, lambda _n: fill_in(app.test_client(), link).status_code)
    assert answers.count(303) == 1
    assert set(answers) <= {303, 404, 409, 503}
    assert session.scalar(select(func.count(User.id)).where(User.city_id == city.id, User.city_role == "member")) == 1
    assert session.scalar(select(func.count(InvitationUse.id))) == 1


def test_twenty_who_confirm_with_one_shared_single_use_link_at_the_same_time_are_one(app, lead, city, run_worker):
    link = invite(lead, city)
    browsers = [app.test_client() for _ in range(8)]
    for number, browser in enumerate(browsers):
        assert fill_in(browser, link, f"p{number}@correo.example").status_code == 303
    run_worker()
    run_worker()
    links = [link_in(letters_to(f"p{number}@correo.example")[0]) for number in range(8)]
    answers = at_the_same_time(app, 8, lambda n: browsers[n].post(links[n]).status_code)
    assert answers == [303] * 8
    states = list(session.scalars(select(User.state).where(User.id != lead.id)))
    assert sorted(states) == ["active"] + ["pending"] * 7
    assert session.scalar(select(Invitation.uses)) == 1


def test_an_invitation_for_three_is_used_up_after_three(app, lead, city, run_worker):
    link = invite(lead, city, max_uses=3)
    for number in range(3):
        browser = app.test_client()
        fill_in(browser, link, f"p{number}@correo.example")
        run_worker()
        browser.post(link_in(letters_to(f"p{number}@correo.example")[0]))
    assert app.test_client().get(link).status_code == 404
    assert fill_in(app.test_client(), link, "p4@correo.example").status_code == 404


def test_an_invitation_bound_to_an_address_is_of_no_use_to_another(client, lead, city, run_worker):
    link = mailed(lead, city, run_worker)
    assert fill_in(client, link, "otra@correo.example").status_code == 400
    assert user_of("otra@correo.example") is None
    assert not is_signed_in(client)


def test_an_expired_invitation_opens_nothing(client, lead, city, run_worker):
    link = mailed(lead, city, run_worker)
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 404
        assert fill_in(client, link).status_code == 404
    assert user_of(ANA) is None


def test_a_withdrawn_invitation_opens_nothing(client, sign_in, lead, city, run_worker):
    link = mailed(lead, city, run_worker)
    row = session.scalars(select(Invitation)).one()
    assert sign_in(lead).post(f"/invitations/{row.id}/removal").status_code == 303
    assert client.get(link).status_code == 404
    assert fill_in(client, link).status_code == 404


def test_withdrawn_expired_used_and_made_up_links_are_answered_alike(app, sign_in, lead, city, run_worker):
    withdrawn = mailed(lead, city, run_worker, "a@correo.example")
    sign_in(lead).post(f"/invitations/{session.scalars(select(Invitation.id)).one()}/removal")
    used = mailed(lead, city, run_worker, "b@correo.example")
    fill_in(app.test_client(), used, "b@correo.example")
    pages = set()
    for link in (withdrawn, used, "/invitations/" + "x" * 43):
        answer = app.test_client().get(link)
        page = re.sub(r'value="[^"]*"|href="[^"]*"', "", answer.text)
        pages.add((answer.status_code, page))
    assert len(pages) == 1


def test_the_letter_is_not_sent_when_the_invitation_was_withdrawn_before(sign_in, lead, city, run_worker):
    row, _token = create_invitation(act(lead), city.id, days=7, email=ANA)
    sign_in(lead).post(f"/invitations/{row.id}/removal")
    run_worker()
    assert letters_to(ANA) == []


def test_whoever_waits_comes_in_with_an_invitation(sign_in, lead, city):
    user = make_user(email=ANA, state="pending")
    link = invite(lead, city)
    browser = sign_in(user)
    assert browser.get(link).status_code == 200
    assert browser.post(link).location == "/"
    assert (user_of(ANA).state, user_of(ANA).city_id) == ("active", city.id)


def test_whoever_waits_cannot_use_an_invitation_for_another_address(sign_in, lead, city, run_worker):
    user = make_user(email="otra@correo.example", state="pending")
    link = mailed(lead, city, run_worker)
    assert sign_in(user).post(link).status_code == 404
    assert user_of("otra@correo.example").state == "pending"


@pytest.mark.parametrize("state", ["active", "suspended"])
def test_an_invitation_changes_nothing_for_members_and_lifts_no_suspension(sign_in, lead, city, state):
    user = make_user(email="otra@correo.example", state=state)
    before = user.city_id
    link = invite(lead, city)
    assert sign_in(user).post(link).status_code in {404, 409}
    now = user_of("otra@correo.example")
    assert (now.state, now.city_id) == (state, before)


def test_an_address_that_has_an_account_is_told_to_sign_in_and_the_invitation_stays(client, lead, city, run_worker):
    make_user(email=ANA)
    link = mailed(lead, city, run_worker)
    assert fill_in(client, link).status_code == 409
    assert not is_signed_in(client)
    assert session.scalar(select(Invitation.uses)) == 0
