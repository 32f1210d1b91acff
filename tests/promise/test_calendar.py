"""Working days: the rules of days off, and until when a question is to be answered."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from forum.promise import calendar
from forum.promise.calendar import Calendar
from forum.promise.calendar import easter_sunday
from forum.promise.calendar import parse
from forum.promise.calendar import parse_line
from forum.promise.calendar import working_hours
from forum.promise.holidays import NAMES
from forum.promise.holidays import SHIPPED

ZONES = ["America/Bogota", "America/Sao_Paulo", "America/Mexico_City", "America/Montevideo", "UTC"]
calendars = st.builds(
    Calendar, st.sampled_from(ZONES), st.sampled_from([parse(text) for text in SHIPPED.values()] + [()])
)
moments = st.datetimes(datetime(2019, 1, 1), datetime(2033, 1, 1), timezones=st.just(UTC))
numbers = st.integers(1, 30)


def colombia(*extra):
    return Calendar("America/Bogota", parse(SHIPPED["CO"] + "\n".join(extra)))


@given(moments, numbers, calendars)
@settings(max_examples=300, deadline=None)
def test_it_is_due_at_the_end_of_a_working_day_and_so_many_working_days_later(asked, days, there):
    due = calendar.due_at(asked, days, there)
    first, last = there.day_of(asked), there.day_of(due)
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]

    assert there.is_working(last)
    assert sum(there.is_working(day) for day in between) == days
    assert there.day_of(due + timedelta(microseconds=1)) == last + timedelta(days=1)


@given(moments, moments, numbers, calendars)
@settings(max_examples=300, deadline=None)
def test_what_is_asked_later_is_never_due_earlier(one, other, days, there):
    sooner, later = sorted((one, other))

    assert calendar.due_at(sooner, days, there) <= calendar.due_at(later, days, there)


@given(moments, moments, numbers, calendars)
@settings(max_examples=500, deadline=None)
def test_late_before_names_exactly_the_questions_that_are_late(asked, now, days, there):
    assert (asked < calendar.late_before(now, days, there)) == (calendar.due_at(asked, days, there) < now)


@given(st.integers(0, 40), numbers, calendars)
@settings(max_examples=200, deadline=None)
def test_late_before_is_right_on_the_days_around_it(ago, days, there):
    now = datetime(2026, 12, 28, 15, tzinfo=UTC)
    asked = now - timedelta(days=ago)

    assert (asked < calendar.late_before(now, days, there)) == (calendar.due_at(asked, days, there) < now)


def test_a_friday_question_is_due_on_wednesday_at_the_end_of_the_day_where_the_asker_is():
    asked = datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo("America/Bogota"))

    due = calendar.due_at(asked, 3, colombia())

    assert due == datetime(2026, 11, 25, 23, 59, 59, 999999, tzinfo=ZoneInfo("America/Bogota"))
    # In Montevideo it was Saturday already, and that changes nothing: the same three days of the week follow.
    assert calendar.due_at(asked, 3, Calendar("America/Montevideo")).date() == date(2026, 11, 25)


def test_the_holidays_of_the_country_do_not_count():
    asked = datetime(2026, 12, 7, 12, tzinfo=UTC)  # Tuesday 8 is a holiday in Colombia, not in Mexico.

    assert calendar.due_at(asked, 3, colombia()).date() == date(2026, 12, 11)
    assert calendar.due_at(asked, 3, Calendar("America/Mexico_City", parse(SHIPPED["MX"]))).date() == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_where_it_is_known_to_be(year, day):
    assert easter_sunday(year) == day


def test_the_days_off_of_colombia_in_2026_are_those_of_its_law():
    found = [f"{day:%d/%m}" for day, _name in calendar.days_of(parse(SHIPPED["CO"]), 2026)]

    assert found == [
        "01/01", "12/01", "23/03", "02/04", "03/04", "01/05", "18/05", "08/06", "15/06", "29/06",
        "20/07", "07/08", "17/08", "12/10", "02/11", "16/11", "08/12", "25/12",
    ]  # fmt: skip


def test_argentina_moves_some_of_its_days_to_the_nearest_monday():
    found = {name: day for day, name in calendar.days_of(parse(SHIPPED["AR"]), 2027)}

    assert found["Güemes"] == date(2027, 6, 21)  # A Thursday.
    assert found["San Martín"] == date(2027, 8, 16)  # A Tuesday.
    assert found["Soberanía Nacional"] == date(2027, 11, 20)  # A Saturday stays.


def test_every_shipped_line_names_a_day_and_every_country_has_a_name():
    for code, text in SHIPPED.items():
        assert len(parse(text)) == len(calendar.lines_of(text)) > 4, code
    assert set(SHIPPED) == set(NAMES)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Navidad",
        "31/02 Nada",
        "32/01",
        "00/01",
        "1/13",
        "25-12",
        "25/12/1999",
        "29/02/2027",
        "P-1000",
        "P-",
        "PP-2",
        "25/12>> x",
        "25/12 " + "x" * 81,
        "²5/12",
    ],
)
def test_a_line_that_names_no_day_is_none(line):
    assert parse_line(line) is None


def test_the_last_of_february_is_off_in_leap_years_alone():
    days = parse("29/02 Bisiesto")

    assert calendar.days_of(days, 2027) == []
    assert calendar.days_of(days, 2028) == [(date(2028, 2, 29), "Bisiesto")]


def test_a_day_moved_over_new_year_belongs_to_the_year_it_falls_in():
    # 31 December is a Wednesday in 2025, a Thursday in 2026: the Monday after it is in the next year.
    days = parse("31/12> Fin de año")

    assert [calendar.days_of(days, year)[0][0] for year in (2026, 2027)] == [date(2026, 1, 5), date(2027, 1, 4)]


def test_days_off_on_every_day_that_there_may_be_leave_working_days():
    rules = parse("\n".join(f"{1 + n % 28:02}/{1 + n // 28:02}" for n in range(calendar.MOST_RULES)))

    assert calendar.due_at(datetime(2026, 12, 31, 12, tzinfo=UTC), 30, Calendar("UTC", rules)).year == 2027


@settings(deadline=None, max_examples=30)
@given(moments, st.integers(0, 60 * 24 * 16), calendars)
def test_working_hours_are_the_minutes_of_working_days(start, minutes, there):
    worked = sum(there.is_working(there.day_of(start + timedelta(minutes=n))) for n in range(minutes))
    # Minutes that begin before midnight and end after it are counted by their beginning here; clocks are put on and back.
    assert abs(working_hours(start, start + timedelta(minutes=minutes), there) - worked / 60) <= 2


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ((9, 7, 9), (9, 7, 9), 0),
        ((9, 7, 9), (9, 7, 16), 7),
        ((9, 11, 18), (9, 14, 6), 12),
        ((9, 12, 10), (9, 13, 20), 0),
        ((9, 12, 10), (9, 14, 3), 3),
        ((9, 7, 0), (9, 21, 0), 240),
        ((9, 8, 9), (9, 7, 9), 0),
        # 12 October is a day off in Colombia.
        ((10, 9, 18), (10, 13, 6), 12),
        ((10, 12, 8), (10, 12, 20), 0),
    ],
)
def test_weekends_and_days_off_are_no_waiting(since, until, hours):
    zone = ZoneInfo("America/Bogota")
    start, end = (datetime(2026, *moment, tzinfo=zone) for moment in (since, until))
    assert working_hours(start, end, colombia()) == hours
