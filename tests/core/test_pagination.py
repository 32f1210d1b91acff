"""Cursors: opaque, typed, and whatever else stands there is a bad address."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from forum.core.errors import Invalid
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor


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
