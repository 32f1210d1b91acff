"""The language somebody writes in, guessed by lingua where that is chosen: surer of short texts, silent in doubt."""

import pytest

from config import Config
from forum.core import detection
from forum.core.detection import looks_like
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


@pytest.fixture
def lingua(app):
    app.config["LANGUAGE_HINT"] = "lingua"
    detection.init_app(app)
    yield app
    app.config["LANGUAGE_HINT"] = "words"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Buenas, necesito ayuda urgente", "es"),
        ("Bom dia, preciso de ajuda urgente", "pt"),
        ("¿Cuál planilla usaron?", "es"),
        ("Qual planilha vocês usaram?", "pt"),
        ("casa", None),
        ("", None),
        ("12 %, 😀", None),
        ("`el código` @ana https://x.org", None),
    ],
)
def test_short_texts_are_told_apart_and_what_could_be_either_is_not_told(lingua, text, language):
    assert looks_like(text, "lingua") == language


def test_the_hint_never_overrides_what_the_author_chose(lingua, sign_in):
    topic = make_topic(make_user(), audience="community")
    browser = sign_in(make_user())
    form = {"body": "Bom dia, preciso de ajuda urgente com isso.", "language": "es"}
    hint = browser.post("/preview", data=form).get_data(as_text=True)
    assert "portugués" in hint
    browser.post(f"/topics/{topic.id}/posts", data=form)
    page = browser.get(f"/t/{topic.slug}/{topic.id}").get_data(as_text=True)
    assert 'lang="es"><p>Bom dia' in page


def test_a_wrong_choice_is_refused_with_a_sentence():
    assert "FORUM_LANGUAGE_HINT must be words or lingua." in Config(language_hint="magic").problems()
    assert Config(language_hint="lingua").problems() == []
