"""Cursors: opaque, typed, and whatever else stands there is a bad address."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select

from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import Event
from forum.core.pagination import Page
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.core.pagination import page_by_id


def raw(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_cursor_comes_back():
    assert decode_cursor(encode_cursor("2026-01-01T00:00:00+00:00", 7), str, int) == ("2026-01-01T00:00:00+00:00", 7)
    assert encode_cursor(7).isascii()


def test_no_cursor_is_the_first_page():
    assert decode_cursor(None, int) is None
    assert decode_cursor("", int) is None


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!!!",
        "ñ",
        "\x00",
        "A" * 301,
        raw([]),
        raw([1, 2]),
        raw(["7"]),
        raw([7.0]),
        raw([True]),
        raw([None]),
        raw([[1]]),
        raw({"a": 1}),
        raw(7),
        raw([2**31]),
        raw([-(2**31)]),
        raw([10**100]),
        base64.urlsafe_b64encode(b"[" * 200).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[NaN]").decode(),
        encode_cursor(7) + "=",
        encode_cursor(7) + "\n",
    ],
)
def test_garbage_is_refused(cursor):
    with pytest.raises(Invalid):
        decode_cursor(cursor, int)


@pytest.mark.parametrize("value", ["a\x00b", "\ud800"])
def test_texts_that_no_database_takes_are_refused(value):
    with pytest.raises(Invalid):
        decode_cursor(raw([value]), str)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_refused(value):
    with pytest.raises(Invalid):
        decode_cursor(base64.urlsafe_b64encode(f"[{value}]".encode()).decode().rstrip("="), float)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=320))
def test_nothing_that_is_sent_makes_another_error(cursor):
    try:
        decode_cursor(cursor, str, int)
    except Invalid:
        return


def names(page):
    return [row.kind for row in page.items]


def events_page(**turned):
    return page_by_id(
        select(Event.kind).where(Event.subject_kind == "x"),
        Event.id,
        size=3,
        **{"after": None, "before": None} | turned,
    )


def test_pages_by_id_lead_there_and_back_through_every_row_once(app):
    with transaction():
        session.add_all([Event(kind=f"e{number}", subject_kind="x", data={}) for number in range(8)])
    first = events_page()
    second = events_page(after=first.older)
    third = events_page(after=second.older)
    assert [names(page) for page in (first, second, third)] == [["e7", "e6", "e5"], ["e4", "e3", "e2"], ["e1", "e0"]]
    assert (first.newer, third.older) == (None, None)
    back = events_page(before=third.newer)
    assert names(back) == names(second)
    assert names(events_page(before=back.newer)) == names(first)
    assert events_page(before=back.newer).newer is None


def test_a_page_beyond_the_last_row_is_empty_and_leads_nowhere(app):
    assert events_page(after=encode_cursor(1)) == Page([])
