"""The typed layer: what is sent becomes checked values, or a sentence beside the field."""

import pytest
from werkzeug.datastructures import MultiDict

from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import choices
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.core.forms import parse_query
from forum.core.forms import password


class Planted(Form):
    title = line("Title", limit=20, minimum=3)
    body = paragraph("Body", limit=50)
    secret = password("Password")
    kind = choice("Kind", [("a", "A"), ("b", "B")])
    many = choices("Many", [("x", "X"), ("y", "Y")])
    age = number("Age", minimum=1, maximum=99)


class Query(QueryForm):
    q = line("q", limit=20, required=False)
    page = number("page", minimum=1, maximum=10, required=False)


GOOD = {"title": "  Hola  ", "body": " a\r\nb ", "secret": " p w ", "kind": "a", "many": "x", "age": "7"}


def sent(app, **changed):
    with app.test_request_context("/", method="POST", data=MultiDict(GOOD | changed)):
        form = Planted()
        return form, form.validate()


def test_a_good_form_gives_trimmed_values(app):
    form, good = sent(app)
    assert good, form.errors
    assert (form.title.data, form.body.data, form.age.data, form.many.data) == ("Hola", "a\nb", 7, ["x"])
    assert form.secret.data == " p w ", "a password is never trimmed"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "   "),
        ("title", "ab"),
        ("title", "a" * 21),
        ("title", "a\x00b"),
        ("title", "a\nb"),
        ("title", "abc\u202edef"),
        ("title", "abc\u200bdef"),
        ("title", "abc\ufdd0"),
        ("body", "a\x00b"),
        ("body", "a\x1bb"),
        ("body", "a" * 51),
        ("secret", "a\x00b"),
        ("secret", "a" * 1001),
        ("kind", "c"),
        ("kind", ""),
        ("many", "z"),
        ("age", "0"),
        ("age", "100"),
        ("age", "1e9"),
        ("age", "9" * 5000),
        ("age", "½"),
        ("age", "\x00"),
    ],
)
def test_a_bad_value_is_refused_beside_its_field(app, field, value):
    form, good = sent(app, **{field: value})
    assert not good
    assert list(form.errors) == [field]
    ((identity, sentence),) = form.error_list()[:1]
    assert identity == field
    assert sentence


@pytest.mark.parametrize("value", ["¿Qué? «São» — 5 %", "👩🏽\u200d💻 🫨 \U0001fae9", "日本語 עברית"])
def test_what_people_write_passes(app, value):
    form, good = sent(app, title=value)
    assert good, form.errors


def test_bullets_from_a_word_processor_pass_in_long_texts(app):
    form, good = sent(app, body="\uf0b7 uno\n\uf0b7 dos")
    assert good, form.errors


def test_a_missing_form_is_refused_everywhere_at_once(app):
    with app.test_request_context("/", method="POST", data={}):
        form = Planted()
        assert not form.validate()
        assert {"title", "body", "secret", "kind", "age"} == set(form.errors)


def query(app, string):
    with app.test_request_context(f"/?{string}"):
        return parse_query(Query)


def test_a_query_string_becomes_values(app):
    assert query(app, "q=hola&page=3") == {"q": "hola", "page": 3}
    assert query(app, "") == {"q": None, "page": None} or query(app, "")["page"] is None


def test_a_parameter_given_twice_counts_once(app):
    assert query(app, "page=1&page=2")["page"] == 1


@pytest.mark.parametrize(
    "string",
    [
        "page=0",
        "page=x",
        "page=99999999999999999999",
        "page=-1",
        "page=1.5",
        "q=a%00b",
        "q=" + "a" * 21,
        "q=%ED%A0%80%00",
    ],
)
def test_a_bad_query_string_is_a_bad_address(app, string):
    with pytest.raises(Invalid):
        query(app, string)


def test_bytes_that_are_no_text_do_no_harm(app):
    assert query(app, "q=%ff%fe")["q"] == "%FF%FE"


def test_a_form_without_a_token_is_refused(planted):
    assert planted.post("/planted/act").status_code == 400


def test_a_form_with_its_token_is_taken(planted):
    token = planted.get("/planted/form").text.removeprefix("<form>").removesuffix("</form>")
    referer = {"Referer": "https://foro.example.org/planted/form"}
    assert planted.post("/planted/act", data={"csrf_token": token}, headers=referer).status_code == 200
    assert planted.post("/planted/act", data={"csrf_token": token + "x"}, headers=referer).status_code == 400
    elsewhere = {"Referer": "https://evil.example/"}
    assert planted.post("/planted/act", data={"csrf_token": token}, headers=elsewhere).status_code == 400


@pytest.mark.parametrize(
    ("refusal", "listed"),
    [
        (Invalid("Así no.", field="title"), [("title", "Así no.")]),
        (Invalid("Así no.", field="a field of another form"), [("", "Así no.")]),
        (Invalid("Así no."), [("", "Así no.")]),
        (Conflict("Otra persona."), [("", "Otra persona.")]),
    ],
)
def test_a_refusal_stands_at_the_field_that_it_names_or_above_the_form(app, refusal, listed):
    class Titled(Form):
        title = line("Título")

    with app.test_request_context("/", method="POST", data={"title": "Hola"}):
        form = Titled()
        assert form.validate()
        form.refuse(refusal)
        assert form.error_list() == listed
