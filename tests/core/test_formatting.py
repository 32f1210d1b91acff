"""Dates and numbers as each language writes them, in the reader's time zone."""

import contextvars
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
import time_machine
from flask import g

from forum.core import formatting
from forum.core.actor import Actor

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture
def reader(app):
    """Give a function that shows something to a reader of a language and a time zone."""

    def show(function, value, language="es", zone="America/Bogota"):
        with time_machine.travel(NOW, tick=False), app.test_request_context("/"):
            g.actor = Actor(id=1, state="active", ui_language=language, time_zone=zone)
            return str(function(value))

    # In a context of its own, as each request has: the language is remembered per context.
    return lambda *arguments, **named: contextvars.Context().run(show, *arguments, **named)


@pytest.mark.parametrize(
    ("ago", "spanish"),
    [
        (timedelta(seconds=0), "now"),
        (timedelta(seconds=-30), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=6, hours=23), "6 days"),
    ],
)
def test_what_was_lately_is_said_in_elapsed_time(reader, ago, spanish):
    text = reader(formatting.ago_text, NOW - ago)
    known = {"now": {"now", "ahora"}, "1 day": {"1 day", "1 día"}, "6 days": {"6 days", "6 días"}}
    assert text in known.get(spanish, {spanish})


def test_what_is_older_is_said_by_its_day(reader):
    moment = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)
    assert reader(formatting.ago_text, moment) == "4 mar", "in Bogotá it was still the day before"
    assert reader(formatting.ago_text, moment, zone="Europe/Madrid") == "5 mar"
    assert reader(formatting.ago_text, moment.replace(year=2024)) == "4 mar 2024"


def test_months_are_named_in_the_readers_language(reader):
    moment = datetime(2025, 2, 10, 12, 0, tzinfo=UTC)
    assert reader(formatting.date, moment) == "10 feb 2025"
    assert reader(formatting.date, moment, "pt") == "10 fev. 2025"
    assert reader(formatting.datetime_text, moment) == "10 feb 2025, 07:00"


def test_numbers_have_the_separators_of_the_language(reader):
    assert reader(formatting.number, 12345.5, "pt") == "12.345,5"
    assert reader(formatting.number, 12345.5, "es") in {"12.345,5", "12 345,5"}


def test_a_time_zone_that_does_not_exist_is_utc(reader):
    moment = datetime(2025, 2, 10, 12, 0, tzinfo=UTC)
    for zone in ("Mars/Phobos", "../../etc/passwd", ""):
        assert reader(formatting.datetime_text, moment, zone=zone) == "10 feb 2025, 12:00"


def test_a_time_element_carries_the_moment(reader):
    html = reader(formatting.ago, NOW - timedelta(minutes=5))
    assert html.startswith('<time datetime="2026-11-22T14:55:00Z" title="22 nov 2026, 09:55"')
    assert html.endswith(">5 min</time>")
