"""Whoever writes sees how the text will read in the other language, before anybody else does."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Translation
from tests.architecture.source import ROOT
from tests.discussion.world import new_topic_form
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic

BODY = "Publicamos el **pliego** ayer."


@pytest.fixture
def browser(engine, sign_in):
    return sign_in(make_user())


def previewed(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def test_the_preview_shows_the_text_as_readers_of_the_other_language_get_it(browser):
    found = previewed(browser.post("/preview", data={"body": BODY, "language": "es", "preview": "other"}))
    text = found.select_one(".prose")
    assert (text["lang"], text.get_text(strip=False).strip()) == ("pt-BR", "Publicamos o edital ontem.")
    assert text.strong.get_text() == "edital"
    assert "Traducción automática: así se lee en portugués" in found.get_text()


def test_the_title_of_a_new_topic_is_shown_translated_as_well(browser):
    form = {"title": "¿Quién revisa el pliego?", "body": BODY, "language": "es", "preview": "other"}
    found = previewed(browser.post("/preview", data=form))
    title = found.select_one(".preview-title")
    assert (title["lang"], title.get_text().strip()) == ("pt-BR", "Quem revisa o edital?")
    whole = previewed(browser.post("/new-topic", data=new_topic_form(**form)))
    assert "Quem revisa o edital?" in whole.select_one(".preview").get_text()


def test_without_the_button_the_preview_is_what_was_written(browser):
    text = previewed(browser.post("/preview", data={"body": BODY, "language": "es"})).select_one(".prose")
    assert (text["lang"], text.get_text().strip()) == ("es", "Publicamos el pliego ayer.")


@pytest.mark.parametrize("where", ["new topic", "reply"])
def test_without_scripts_the_form_comes_back_with_the_translated_preview_and_nothing_is_kept(browser, where):
    topic = make_topic(make_user(), audience="community")
    before = session.scalar(select(func.count()).select_from(Post))
    if where == "reply":
        address, form = f"/topics/{topic.id}/posts", {"body": BODY, "language": "es", "preview": "other"}
    else:
        address, form = "/new-topic", new_topic_form(body=BODY, language="es", preview="other")
    found = previewed(browser.post(address, data=form))
    assert "Publicamos o edital ontem." in found.select_one(".preview").get_text()
    assert found.select_one("textarea[name=body]").get_text().strip() == BODY
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Post)) == before
    assert session.scalar(select(func.count()).select_from(Translation)) == 0


def test_without_an_engine_the_preview_says_that_the_translation_follows(app, sign_in):
    browser = sign_in(make_user())
    found = previewed(browser.post("/preview", data={"body": BODY, "language": "es", "preview": "other"}))
    assert "La traducción llega después de publicar." in found.get_text()
    assert found.select_one(".prose") is None


def test_what_a_machine_made_of_markup_is_rendered_like_a_persons_text(browser):
    hostile = "<script>alert(1)</script> y [esto](javascript:alert(1)) y `código`"
    page = browser.post("/preview", data={"body": hostile, "language": "es", "preview": "other"}).get_data(as_text=True)
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "<code>código</code>" in page


LOADING = """
from forum.translation.translator import are_rules_ready
print(are_rules_ready(within=0), are_rules_ready(within=60), are_rules_ready(within=0))
"""


def test_nobody_waits_for_rules_that_a_process_has_yet_to_load():
    done = subprocess.run([sys.executable, "-c", LOADING], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]
