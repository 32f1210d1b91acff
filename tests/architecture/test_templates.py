"""Templates: every text is marked for translation, nothing is inline, every rule that is asked exists."""

import pytest

from forum.core import policy
from tests.architecture.templates import FOLDER
from tests.architecture.templates import Page
from tests.architecture.templates import asked_rules
from tests.architecture.templates import named_views
from tests.architecture.templates import paths
from tests.architecture.templates import strip_code
from tests.architecture.templates import unmarked_constants

names = [path.relative_to(FOLDER).as_posix() for path in paths()]


@pytest.fixture
def environment(application):
    return application.jinja_env


def read(name):
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", names)
def test_every_visible_text_is_marked(environment, name):
    text = read(name)
    assert Page(strip_code(environment, text)).texts == []
    assert unmarked_constants(environment, text) == []


#: Files that leave the site and stand alone: letters, and the copy of one's own data.
STANDALONE = {"accounts/archive.html"} | {name for name in names if "mail/" in name}


@pytest.mark.parametrize("name", [name for name in names if name not in STANDALONE])
def test_nothing_is_inline(environment, name):
    assert Page(strip_code(environment, read(name))).forbidden == []


@pytest.mark.parametrize("name", names)
def test_every_view_that_a_template_leads_to_exists(application, environment, name):
    assert set(named_views(environment, read(name))) <= set(application.view_functions)


@pytest.mark.parametrize("name", names)
def test_every_rule_that_a_template_asks_exists(environment, name):
    assert set(asked_rules(environment, read(name))) <= set(policy.rules())


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Hola</p>",
        '<p>{% if x %}Hola{% endif %}{{ _("Bye") }}</p>',
        '<img alt="Plaza">',
        '<input type="submit" value="Enviar">',
        '<button aria-label="Cerrar {{ x }}">×</button>',
        "{% trans %}Hello{% endtrans %} mundo",
    ],
)
def test_an_unmarked_text_would_be_found(environment, planted):
    assert Page(strip_code(environment, planted)).texts


@pytest.mark.parametrize("planted", ['{{ empty("No topics") }}', '{{ x or "Nobody" }}', '{{ _("%(n)s", n="Two") }}'])
def test_an_unmarked_text_in_an_expression_would_be_found(environment, planted):
    assert unmarked_constants(environment, planted)


@pytest.mark.parametrize(
    "marked",
    [
        '<p class="Note">{{ _("Hello") }} · {{ name }}</p>',
        "<p>{% trans n=n %}{{ n }} reply{% pluralize %}{{ n }} replies{% endtrans %}</p>",
        "{# A comment #}<br>",
        '<script type="application/ld+json">{{ data }}</script>',
    ],
)
def test_marked_texts_pass(environment, marked):
    page = Page(strip_code(environment, marked))
    assert page.texts == page.forbidden == unmarked_constants(environment, marked) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color:red">',
        '<p onclick="x()">',
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        '<a href="javascript:x()">',
        '<p {% if x %}style="{{ x }}"{% endif %}>',
    ],
)
def test_something_inline_would_be_found(environment, planted):
    assert Page(strip_code(environment, planted)).forbidden


def test_a_rule_that_nobody_registered_would_be_found(environment):
    assert asked_rules(environment, '{% if can("fly", topic) %}{{ can(name) }}{% endif %}') == ["fly", "?"]


def test_a_view_that_does_not_exist_would_be_found(environment):
    assert list(named_views(environment, '<a href="{{ url_for("discussion.list_lattest") }}">x</a>')) == [
        "discussion.list_lattest"
    ]
