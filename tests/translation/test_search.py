"""Search finds a topic by words of either language, once, and shows it in the reader's."""

import re

import pytest

from forum.core import relay
from forum.core.actor import SYSTEM
from forum.discussion.commands.removal import hide_post
from forum.translation.commands.glossary import load_shipped_glossary
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.search.finding import find
from tests.translation.test_translating import first_post


@pytest.fixture
def browser(app, sign_in):
    return sign_in(make_user())


@pytest.fixture
def topics(translate):
    """Give a topic about a *pliego* in Spanish, and one about an *edital* in Portuguese."""
    spanish = make_topic(title="¿Cómo redactan el pliego?", body="Publicamos el presupuesto con desvíos.")
    portuguese = make_topic(title="Modelo de edital", body="Publicamos ontem.", language="pt")
    translate()
    relay.deliver_everything()
    return spanish, portuguese


def address(topic):
    """Return where the first post of a topic stands, as hits name it."""
    return f"/t/{topic.slug}/{topic.id}/1"


def text(html):
    return re.sub("<[^>]+>", "", html)


@pytest.mark.parametrize("word", ["edital", "pliego", "EDITAL", "pliegos"])
def test_a_word_of_either_language_finds_topics_of_both_each_once(browser, topics, word):
    assert sorted(find(browser, word)) == sorted(map(address, topics))


@pytest.mark.parametrize("word", ["orçamento", "orcamento", "orçamentos", "presupuesto"])
def test_words_of_the_translation_find_the_original_with_and_without_accents(browser, topics, word):
    assert find(browser, word) == [address(topics[0])]


def test_synonyms_are_named_and_can_be_left_out(browser, app):
    load_shipped_glossary(SYSTEM)
    tender = make_topic(title="Dudas sobre la licitación", body="Con plazo corto.")
    other = make_topic(title="O edital novo", body="Com prazo curto.", language="pt")
    relay.deliver_everything()
    assert set(find(browser, "licitación")) >= {address(tender)}
    page = browser.get("/search?q=pliego").get_data(as_text=True)
    assert '<b lang="pt-BR">edital</b>' in page
    assert find(browser, "pliego") == [address(other)]
    assert find(browser, "pliego", exact=1) == []


def test_a_hit_is_shown_in_the_readers_language(sign_in, topics):
    page = sign_in(make_user(reads="pt")).get("/search?q=pliego").get_data(as_text=True)
    titles = [text(title) for title in re.findall(r'<h2 lang="pt-BR"><a [^>]*>(.*?)</a>', page)]
    assert sorted(titles) == ["Como redigem o edital?", "Modelo de edital"]


def test_what_was_hidden_is_found_in_neither_language(browser, topics):
    assert find(browser, "orçamento")
    hide_post(act(make_staff()), first_post(topics[0]).id, reason="No va aquí")
    relay.deliver_everything()
    assert find(browser, "orçamento") == []
    assert find(browser, "presupuesto") == []


def test_the_translation_of_what_is_said_in_a_citys_room_is_found_by_nobody_else(sign_in, translate):
    city = make_city()
    member = make_user(city=city)
    make_topic(member, audience="city", title="Borrador del pliego", body="Con el presupuesto.")
    translate()
    relay.deliver_everything()
    insider, outsider = sign_in(member), sign_in(make_user())
    for word in ("pliego", "edital", "presupuesto", "orçamento"):
        assert len(find(insider, word)) == 1, word
        assert find(outsider, word) == [], word


def test_a_word_that_only_looks_like_one_of_the_glossary_widens_nothing(browser, app):
    load_shipped_glossary(SYSTEM)
    page = browser.get("/search?q=orçamento participativo").get_data(as_text=True)
    assert "presupuesto" in page
    assert "adherir" not in page
    assert "sumarse" not in page
