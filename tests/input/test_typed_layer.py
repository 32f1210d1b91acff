"""The typed layer alone, with whatever Hypothesis thinks of: a value of the right type, or a refusal."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map
from werkzeug.routing import RequestRedirect
from werkzeug.routing import Rule

from forum.core.asked import asked
from forum.core.asked import asked_pairs
from forum.core.asked import local_path
from forum.core.asked import pressed
from forum.core.asked import pressed_values
from forum.core.db import LARGEST_ID
from forum.core.errors import Invalid
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import choices
from forum.core.forms import day
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.core.forms import parse_query
from forum.core.forms import password
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.core.reading_limits import network_of
from forum.core.text import is_clean
from forum.core.web import IdConverter
from forum.core.web import SlugConverter

#: Any text, lone surrogates too, and those that look like something else.
TEXTS = st.one_of(
    st.text(st.characters(), max_size=60),
    st.text(st.characters(categories=("Nd", "No", "Nl")), max_size=12),
    st.integers().map(str),
    st.floats().map(str),
    st.binary(max_size=40).map(lambda data: data.decode("latin-1")),
    st.dates().map(str),
    st.sampled_from(["", " ", "\x00", "\ud800", "9" * 5000, "+1", "1_0", "٣", "²", "1e5", "0x1", "-0", "a" * 40_000]),
)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Planted(Form):
    """One field of each kind."""

    title = line("Title", limit=20, minimum=2)
    body = paragraph("Body", limit=50)
    secret = password("Password")
    kind = choice("Kind", [("a", "A"), ("b", "B")])
    many = choices("Many", [("x", "X"), ("y", "Y")])
    age = number("Age", minimum=1, maximum=99)
    since = day("Since", required=False)


class Query(QueryForm):
    """One parameter of each kind."""

    q = line("q", limit=20, required=False)
    kind = choice("kind", [("a", "A")], required=False)
    page = number("page", minimum=1, maximum=10, required=False)
    since = day("since", required=False)


NAMES = ("title", "body", "secret", "kind", "many", "age", "since")


@contextmanager
def sent(app, pairs):
    """Be in a request that brings these fields, whatever their bytes."""
    with app.test_request_context("/", method="POST") as context:
        context.request.__dict__["form"] = MultiDict(pairs)
        context.request.__dict__["files"] = MultiDict()
        yield


@QUICK
@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXTS), max_size=12))
def test_a_form_gives_values_of_its_types_or_refuses(app, pairs):
    with sent(app, pairs):
        form = Planted()
        if not form.validate():
            assert form.error_list()
            return
        assert 2 <= len(form.title.data) <= 20
        assert form.title.data == form.title.data.strip()
        assert is_clean(form.title.data)
        assert len(form.body.data) <= 50
        assert is_clean(form.body.data, multiline=True)
        assert form.kind.data in {"a", "b"}
        assert set(form.many.data) <= {"x", "y"}
        assert 1 <= form.age.data <= 99
        for name in ("title", "body", "secret"):
            form[name].data.encode("utf-8")


@QUICK
@example([("kind", "\r")])
@given(st.lists(st.tuples(st.sampled_from(["q", "kind", "page", "since", "other"]), TEXTS), max_size=8))
def test_a_query_gives_values_of_its_types_or_is_a_bad_address(app, pairs):
    with app.test_request_context("/") as context:
        context.request.__dict__["args"] = MultiDict(pairs)
        try:
            values = parse_query(Query)
        except Invalid:
            return
        assert set(values) == {"q", "kind", "page", "since"}
        assert values["page"] is None or 1 <= values["page"] <= 10
        assert values["kind"] in {None, "", "a"}
        assert values["q"] is None or (len(values["q"]) <= 20 and is_clean(values["q"]))


@QUICK
@given(st.binary(max_size=80))
def test_no_bytes_of_a_query_raise_anything_but_a_refusal(app, data):
    with app.test_request_context("/", environ_overrides={"QUERY_STRING": data.decode("latin-1")}):
        app.preprocess_request()
        try:
            parse_query(Query)
        except Invalid:
            return


@QUICK
@given(st.lists(st.tuples(st.sampled_from(["q", "next", "ui"]), TEXTS), max_size=30))
def test_a_single_parameter_is_text_that_may_be_shown_or_nothing(app, pairs):
    with app.test_request_context("/") as context:
        context.request.__dict__["args"] = context.request.__dict__["form"] = MultiDict(pairs)
        for name in ("q", "next", "ui"):
            text = asked(name)
            assert len(text) <= 500
            assert is_clean(text)
            text.encode("utf-8")
        assert len(asked_pairs()) <= 3
        assert pressed("q") is any(name == "q" for name, _text in pairs)
        assert all(is_clean(text) for text in pressed_values(("q", "next")).values())


@pytest.fixture(scope="module")
def addresses():
    """Give a map with an id and a name in it."""
    rules = [Rule("/i/<id:value>", endpoint="id"), Rule("/s/<slug:value>", endpoint="slug")]
    return Map(rules, converters={"id": IdConverter, "slug": SlugConverter}).bind("localhost")


@QUICK
@given(TEXTS)
def test_an_id_in_an_address_is_one_that_a_row_can_have_or_nothing(addresses, text):
    try:
        _endpoint, values = addresses.match(f"/i/{text}")
    except NotFound:
        assert not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_ID)
        return
    except RequestRedirect:  # Two slashes become one.
        return
    assert 0 <= values["value"] <= LARGEST_ID


@QUICK
@given(TEXTS)
def test_a_name_in_an_address_is_ascii_and_short_or_nothing(addresses, text):
    try:
        _endpoint, values = addresses.match(f"/s/{text}")
    except NotFound:
        return
    except RequestRedirect:  # Two slashes become one.
        return
    assert values["value"].isascii()
    assert len(values["value"]) <= 100
    assert not set(values["value"]) & set("/\\%\x00\n ")


KEYS = st.one_of(
    st.integers(), st.floats(), st.text(max_size=30), st.none(), st.booleans(), st.lists(st.integers(), max_size=2)
)


@QUICK
@given(st.lists(KEYS, max_size=4))
def test_a_cursor_with_another_key_is_refused(keys):
    try:
        found = decode_cursor(encode_cursor(*keys), str, int)
    except Invalid:
        return
    assert [type(part) for part in found] == [str, int]
    assert abs(found[1]) <= LARGEST_ID
    assert "\x00" not in found[0]
    found[0].encode("utf-8")


@QUICK
@given(st.text(max_size=12), st.integers(-LARGEST_ID, LARGEST_ID), st.integers(0, 400), st.integers(0, 255))
def test_a_cursor_with_bytes_changed_is_refused_or_another_cursor(text, key, place, byte):
    cursor = encode_cursor(text, key).encode()
    place %= len(cursor)
    changed = (cursor[:place] + bytes([byte]) + cursor[place + 1 :]).decode("latin-1")
    try:
        found = decode_cursor(changed, str, int)
    except Invalid:
        return
    assert isinstance(found, tuple)


@QUICK
@given(TEXTS)
def test_a_path_to_go_on_to_stays_on_the_site(text):
    for written in (text, f"/{text}"):
        path = local_path(written)
        assert path == "" or (path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable())


@QUICK
@given(TEXTS)
def test_an_address_of_any_form_counts_as_a_network(text):
    assert len(network_of(text)) <= 45
