"""Which days are off: the pages of administrators, and what they change."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from forum.core.db import session
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.promise.calendar import MOST_RULES
from forum.promise.commands.holidays import change_holidays
from forum.promise.models import WorkCalendar
from forum.promise.queries.calendars import due_at
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.moderation.desk import text

CO = "/admin/calendars/CO"


@pytest.fixture
def admin(app, sign_in):
    return sign_in(make_staff(role="administrator"))


def due(city_id):
    session.remove()  # As the next request would begin.
    return due_at(datetime(2027, 3, 1, 15, tzinfo=UTC), city_id).date()


def test_a_day_that_an_administrator_adds_does_not_count_from_then_on(admin):
    city = make_city().id
    assert due(city) == date(2027, 3, 4)

    answer = admin.post(CO, data={"days": "  03/03/2027 Día cívico \r\n\r\n25/12"})

    assert answer.status_code == 303
    assert due(city) == date(2027, 3, 5)
    page = text(admin, CO)
    assert "03/03/2027 Día cívico\n25/12</textarea>" in page
    assert "Cambiado aquí" in text(admin, "/admin/calendars")
    assert "Colombia" in text(admin, "/moderation/log?kind=HolidaysChanged")


def test_the_days_that_come_with_the_forum_come_back(admin):
    city = make_city().id
    admin.post(CO, data={"days": "03/03/2027"})

    assert admin.post(f"{CO}/removal").status_code == 303
    assert due(city) == date(2027, 3, 4)
    assert session.query(WorkCalendar).count() == 0
    assert admin.post(f"{CO}/removal").status_code == 303


def test_a_country_may_have_no_days_off_at_all(admin):
    assert admin.post(CO, data={"days": ""}).status_code == 303
    assert "Solo los fines de semana." in text(admin, CO)


@pytest.mark.parametrize(
    "days", ["Navidad", "25/12\n31/02 Nada", "25/12 \x00", "x" * 9000, "\n".join(["25/12"] * (MOST_RULES + 1))]
)
def test_what_names_no_day_is_refused_in_the_form_and_nothing_is_kept(admin, days):
    answer = admin.post(CO, data={"days": days})

    assert answer.status_code == 422
    assert session.query(WorkCalendar).count() == 0


def test_the_same_days_sent_twice_stand_in_the_log_once(admin):
    for _ in range(2):
        admin.post(CO, data={"days": "03/03/2027"})

    assert text(admin, "/moderation/log?kind=HolidaysChanged").count("<b>Días no laborables cambiados") <= 1


def test_a_country_of_a_city_without_a_shipped_calendar_is_offered_and_no_other(admin):
    make_city(country="Chile", country_code="CL", time_zone="America/Santiago")

    assert "solo fines de semana" in text(admin, "/admin/calendars")
    assert admin.get("/admin/calendars/CL").status_code == 200
    for code in ("PE", "co", "XX", "nowhere"):
        assert admin.get(f"/admin/calendars/{code}").status_code == 404
        assert admin.post(f"/admin/calendars/{code}", data={"days": ""}).status_code == 404


def test_only_administrators_have_these_pages(app, sign_in):
    for person in (make_staff(), make_user(role="lead"), make_user()):
        browser = sign_in(person)
        for address in ("/admin/calendars", CO):
            assert browser.get(address).status_code == 404
        assert browser.post(CO, data={"days": ""}).status_code == 404
        with pytest.raises((NotFound, Forbidden)):
            change_holidays(act(person), "CO", text="")
