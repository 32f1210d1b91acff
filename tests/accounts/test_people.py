"""What RIL does to people: suspend and restore, leads, cities, roles; and what nobody may."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.people import grant_role
from forum.accounts.models import User
from forum.accounts.queries import users_by_handles
from forum.accounts.tasks import lift_suspensions
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.events import Event
from forum.core.events import EventDetail
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import log_in
from tests.accounts.helpers import user_of
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

ANA = "ana@rionegro.gov.co"


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto", email=ANA, city=make_city("Rionegro"))


def suspend(browser, user, **more):
    return browser.post(f"/people/{user.id}/suspension", data={"reason": "Publicó datos de vecinos"} | more)


def test_a_suspended_member_reads_the_reason_and_does_nothing_else(sign_in, ana, run_worker):
    browser = sign_in(ana)
    assert suspend(sign_in(make_staff()), ana).location == "/u/ana.prieto"
    assert "Publicó datos de vecinos" in browser.get("/account").text
    assert browser.get("/invitations").status_code == 404
    run_worker()
    assert "Publicó datos de vecinos" in (letters_to(ANA)[-1].text or "")


def test_a_suspension_needs_a_reason(sign_in, ana):
    assert suspend(sign_in(make_staff()), ana, reason="  ").status_code == 400
    assert user_of(ANA).state == "active"


def test_a_suspension_ends_by_itself_on_its_day(sign_in, ana):
    browser = sign_in(ana)
    day = (clock.now() + timedelta(days=3)).date()
    suspend(sign_in(make_staff()), ana, until=day.isoformat())
    assert browser.get("/account").status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert browser.get("/account").location == "/settings/account"


@pytest.mark.parametrize("until", ["2020-01-01", "9999-12-31", "mañana", "0001-01-01"])
def test_a_day_that_is_over_or_none_is_refused(sign_in, ana, until):
    assert suspend(sign_in(make_staff()), ana, until=until).status_code == 400
    assert user_of(ANA).state == "active"


def test_lifting_a_suspension_opens_the_account_and_tells(sign_in, ana, run_worker):
    staff = sign_in(make_staff())
    suspend(staff, ana)
    assert staff.post(f"/people/{ana.id}/suspension/removal").status_code == 303
    user = user_of(ANA)
    assert (user.state, user.suspended_reason, user.suspended_until) == ("active", None, None)
    run_worker()
    assert [letter.kind for letter in letters_to(ANA)] == ["accounts.restored"]


def test_a_suspension_is_in_the_log_with_its_reason(sign_in, ana):
    suspend(sign_in(make_staff()), ana)
    query = select(EventDetail.reason).join(Event, Event.id == EventDetail.event_id)
    assert session.scalars(query.where(Event.kind == "UserSuspended")).one() == "Publicó datos de vecinos"


def test_a_moderator_suspends_no_moderator_and_nobody_an_administrator_or_themselves(sign_in, app):
    moderator, other, admin = make_staff(), make_staff(), make_staff(role="administrator")
    assert suspend(sign_in(moderator), other).status_code == 403
    assert suspend(sign_in(moderator), admin).status_code == 403
    assert suspend(sign_in(moderator), moderator).status_code == 403
    assert suspend(sign_in(admin), other).status_code == 303
    assert suspend(sign_in(admin), admin).status_code == 403


ACTS = [
    "/people/{id}/suspension",
    "/people/{id}/suspension/removal",
    "/people/{id}/lead",
    "/people/{id}/lead/removal",
    "/people/{id}/city",
    "/people/{id}/role",
]


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("who", ["visitor", "member", "lead", "suspended"])
def test_only_ril_acts_on_people(client, sign_in, ana, path, who):
    city = session.get_one(User, ana.id).city_id
    browser = client
    if who != "visitor":
        user = make_user(
            role="lead" if who == "lead" else "member", state="suspended" if who == "suspended" else "active"
        )
        browser = sign_in(user)
    data = {"reason": "x", "role": "moderator", "city_id": make_city("Recife").id}
    answer = browser.post(path.format(id=ana.id), data=data)
    absent = browser.post(path.format(id=999_999), data=data)
    assert answer.status_code == absent.status_code == 404
    user = user_of(ANA)
    assert (user.state, user.city_role, user.site_role, user.city_id) == ("active", "member", "member", city)


def test_ril_appoints_and_dismisses_leads(sign_in, ana):
    staff = sign_in(make_staff())
    staff.post(f"/people/{ana.id}/lead")
    assert user_of(ANA).city_role == "lead"
    staff.post(f"/people/{ana.id}/lead/removal")
    assert user_of(ANA).city_role == "member"


def test_ril_moves_somebody_to_another_city_as_a_plain_member(sign_in, ana):
    staff = sign_in(make_staff())
    recife = make_city("Recife")
    staff.post(f"/people/{ana.id}/lead")
    staff.post(f"/people/{ana.id}/city", data={"city_id": recife.id})
    user = user_of(ANA)
    assert (user.city_id, user.city_role) == (recife.id, "member")


def test_only_an_administrator_grants_roles(sign_in, ana):
    assert sign_in(make_staff()).post(f"/people/{ana.id}/role", data={"role": "moderator"}).status_code == 404
    admin = make_staff(role="administrator")
    assert sign_in(admin).post(f"/people/{ana.id}/role", data={"role": "moderator"}).status_code == 303
    user = user_of(ANA)
    assert (user.site_role, user.city_id, user.city_role) == ("moderator", None, None)
    assert sign_in(admin).post(f"/people/{admin.id}/role", data={"role": "member"}).status_code == 403


@pytest.mark.parametrize("role", ["", "root", "system", "lead"])
def test_a_role_that_does_not_exist_is_refused(sign_in, ana, role):
    admin = sign_in(make_staff(role="administrator"))
    assert admin.post(f"/people/{ana.id}/role", data={"role": role}).status_code == 400


def test_the_last_administrator_stays_one(app):
    first, second = make_staff(role="administrator"), make_staff(role="administrator")
    grant_role(act(first), second.id, role="moderator")
    for role in ("moderator", "member"):
        with pytest.raises(Conflict):
            grant_role(SYSTEM, first.id, role=role, city_id=make_city().id)


def test_two_administrators_who_dismiss_each_other_at_the_same_time_leave_one(app, sign_in):
    admins = [make_staff(role="administrator"), make_staff(role="administrator")]
    browsers = [sign_in(admin) for admin in admins]
    at_the_same_time(
        app, 2, lambda n: browsers[n].post(f"/people/{admins[1 - n].id}/role", data={"role": "moderator"}).status_code
    )
    count = select(func.count(User.id)).where(User.site_role == "administrator", User.state == "active")
    assert session.scalar(count) >= 1


def test_who_leaves_ril_becomes_a_member_of_a_city(sign_in):
    admin, moderator, city = make_staff(role="administrator"), make_staff(), make_city()
    browser = sign_in(moderator)
    address = f"/people/{moderator.id}/role"
    assert sign_in(admin).post(address, data={"role": "member"}).status_code == 400
    assert sign_in(admin).post(address, data={"role": "member", "city_id": 999_999}).status_code == 400
    assert browser.get("/people").status_code == 200
    assert sign_in(admin).post(address, data={"role": "member", "city_id": city.id}).status_code == 303
    row = session.get_one(User, moderator.id, populate_existing=True)
    assert (row.site_role, row.city_id, row.city_role) == ("member", city.id, "member")
    assert browser.get("/people").status_code == 404


def test_a_role_counts_from_the_next_request_on(sign_in, ana):
    browser = sign_in(ana)
    assert browser.get("/people/waiting").status_code == 404
    grant_role(act(make_staff(role="administrator")), ana.id, role="moderator")
    assert browser.get("/people/waiting").status_code == 200


def test_the_buttons_on_a_profile_are_those_that_one_may_press(sign_in, ana):
    admin, moderator = sign_in(make_staff(role="administrator")), sign_in(make_staff())
    assert f"/people/{ana.id}/role" in admin.get("/u/ana.prieto").text
    page = moderator.get("/u/ana.prieto").text
    assert f"/people/{ana.id}/suspension" in page
    assert f"/people/{ana.id}/role" not in page


def test_the_page_of_a_suspension_exists_for_people_who_do(sign_in, ana):
    staff = sign_in(make_staff())
    assert staff.get(f"/people/{ana.id}/suspension").status_code == 200
    assert staff.get("/people/999999/suspension").status_code == 404


def test_signing_in_while_suspended_leads_to_the_reason(sign_in, client, ana):
    suspend(sign_in(make_staff()), ana)
    assert log_in(client, ANA).location == "/account"


def test_a_suspension_that_is_over_is_lifted_and_the_person_is_told_and_can_be_named_again(sign_in, ana, run_worker):
    day = (clock.now() + timedelta(days=2)).date().isoformat()
    suspend(sign_in(make_staff()), ana, until=day)
    lift_suspensions()
    assert user_of(ANA).state == "suspended"
    assert users_by_handles(["ana.prieto"]) == {}
    with time_machine.travel(clock.now() + timedelta(days=4)):
        for _ in range(2):
            lift_suspensions()
        run_worker()
    user = user_of(ANA)
    assert (user.state, user.suspended_reason, user.suspended_until) == ("active", None, None)
    assert set(users_by_handles(["ana.prieto"])) == {"ana.prieto"}
    kinds = [letter.kind for letter in letters_to(ANA)]
    assert kinds.count("accounts.restored") == 1
    acts = session.scalars(select(Event.actor_id).where(Event.kind == "UserRestored")).all()
    assert acts == [None], "the log says that the forum did it"


def test_a_suspension_without_an_end_stays(sign_in, ana):
    suspend(sign_in(make_staff()), ana)
    with time_machine.travel(clock.now() + timedelta(days=900)):
        lift_suspensions()
    assert user_of(ANA).state == "suspended"
