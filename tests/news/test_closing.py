"""Whoever closed a banner sees it no more: a member by a row of theirs, a visitor by a cookie that names nobody."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core import owndata
from forum.core import pagecache
from forum.core.db import session
from forum.core.retention import forget_all
from forum.news.commands.banners import close_banner
from forum.news.models import ClosedBanner
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.news.writing import make_banner

WORDS = "Corte el viernes"


@pytest.fixture
def staff(app):
    pagecache.clear()
    return make_staff()


def _closed():
    session.rollback()
    return session.scalar(select(func.count()).select_from(ClosedBanner))


def test_a_member_closes_a_banner_for_themselves_on_all_their_devices(staff, sign_in):
    banner = make_banner(staff)
    person = make_user()
    here, there, other = sign_in(person), sign_in(person), sign_in(make_user())
    answer = here.post(f"/banners/{banner.id}/closing", data={"next": "/latest?lang=es"})

    assert answer.status_code == 303
    assert answer.location == "/latest?lang=es"
    assert "Set-Cookie" not in answer.headers
    for browser, shown in ((here, False), (there, False), (other, True)):
        assert (WORDS in browser.get("/latest").text) == shown
    here.post(f"/banners/{banner.id}/closing", data={})
    assert _closed() == 1


def test_a_visitor_closes_a_banner_by_a_cookie_that_names_nobody(staff, client):
    banner = make_banner(staff)
    answer = client.post(f"/banners/{banner.id}/closing", data={"next": "/latest"})
    cookie = answer.headers["Set-Cookie"]

    assert cookie.startswith(f"banners={banner.id};")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert _closed() == 0
    assert WORDS not in client.get("/latest?ui=es").text
    second = make_banner(staff, text_es="Otra frase")
    assert "Otra frase" in client.get("/latest?ui=es").text
    answer = client.post(f"/banners/{second.id}/closing", data={})
    assert answer.headers["Set-Cookie"].startswith(f"banners={banner.id}.{second.id};")


@pytest.mark.parametrize("cookie", ["", "x", "1.2.", "-1", "9" * 40, ".".join(["1"] * 50), "١", "1;2", "\x7f"])
def test_a_cookie_that_is_not_ours_hides_nothing_and_breaks_nothing(staff, client, cookie):
    make_banner(staff)
    client.set_cookie("banners", cookie)
    page = client.get("/latest?ui=es")

    assert page.status_code == 200
    assert WORDS in page.text


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "x" * 600])
def test_closing_leads_nowhere_else(staff, client, path):
    banner = make_banner(staff)
    answer = client.post(f"/banners/{banner.id}/closing", data={"next": path})

    assert answer.status_code in {303, 400}
    assert answer.headers.get("Location", "/") == "/"


def test_a_member_needs_a_token_to_close_a_banner_and_a_visitor_has_none(staff, app, client, sign_in, monkeypatch):
    banner = make_banner(staff)
    member = sign_in(make_user())
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    assert member.post(f"/banners/{banner.id}/closing", data={}).status_code == 400
    assert _closed() == 0
    assert client.post(f"/banners/{banner.id}/closing", data={}).status_code == 303
    foreign = client.post(f"/banners/{banner.id}/closing", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


def test_a_banner_that_cannot_be_closed_stays(staff, client, sign_in):
    banner = make_banner(staff, dismissible=False)
    member = sign_in(make_user())
    for browser in (client, member):
        page = browser.get("/latest?ui=es").text
        assert "/closing" not in page
        assert browser.post(f"/banners/{banner.id}/closing", data={}).status_code == 404
        assert WORDS in browser.get("/latest?ui=es").text


def test_what_somebody_closed_is_in_their_copy_and_goes_when_they_leave(staff):
    person, admin = make_user(), make_staff(role="administrator")
    banner, inner = make_banner(staff), make_banner(staff, audience="staff", text_es="Solo RIL")
    close_banner(act(person), banner.id)
    close_banner(act(staff), inner.id)
    section = next(section for section in owndata.all_sections() if section.name == "closed_banners")
    assert [row["text"] for row in section.rows(act(person))] == [WORDS]

    anonymise_person(act(admin), person.id, reason="Lo pidió")
    assert _closed() == 1


def test_who_is_no_longer_ril_is_not_told_what_stood_in_its_banners(staff):
    inner = make_banner(staff, audience="staff", text_es="Solo RIL")
    close_banner(act(staff), inner.id)
    section = next(section for section in owndata.all_sections() if section.name == "closed_banners")
    left = make_user()
    session.execute(ClosedBanner.__table__.update().values(user_id=left.id))

    assert [row["text"] for row in section.rows(to_actor(left))] == [None]


def test_who_closed_what_is_forgotten_a_month_after_its_end(staff):
    banner = make_banner(staff)
    close_banner(act(make_user()), banner.id)
    for days, left in ((39, 1), (41, 0)):
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            forget_all()
        assert _closed() == left


def test_the_cookie_of_a_visitor_tells_nothing_of_a_banner_that_is_to_come_or_cannot_be_closed(staff, client):
    shown = make_banner(staff)
    coming = make_banner(staff, from_at=clock.now() + timedelta(days=3), until_at=clock.now() + timedelta(days=20))
    fixed = make_banner(staff, dismissible=False)
    client.set_cookie("banners", f"{coming.id}.{fixed.id}.{fixed.id + 50}")
    answer = client.post(f"/banners/{shown.id}/closing", data={})
    assert answer.headers["Set-Cookie"].startswith(f"banners={shown.id};")
