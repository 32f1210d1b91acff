"""A reader gets a topic as written, translated or side by side, and sees which is which."""

import pytest
from bs4 import BeautifulSoup

from forum.discussion.commands.curation import mark_answer
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.queries import pages as page_queries
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.reading import TITLE
from tests.translation.reading import address
from tests.translation.reading import page
from tests.translation.reading import post_of


def prose(found):
    """Return language and words of each passage of posts, those behind *See the original* left out."""
    return [
        (one["lang"], one.get_text(" ", strip=True))
        for one in found.select(".post .prose")
        if one.find_parent("details") is None
    ]


def test_as_written_is_what_a_visitor_gets(client, topic):
    found = page(client, address(topic))
    assert found.h1.get_text(strip=True).startswith("¿Cómo publican")
    assert prose(found) == [("es", "Publicamos el pliego ayer."), ("pt-BR", "A prefeitura publicou o edital.")]


def test_a_reader_of_portuguese_gets_all_of_it_in_portuguese_and_what_a_machine_made_says_so(client, topic):
    found = page(client, address(topic, "?read=pt"))
    assert "Como publicam o inventário de dados?" in found.h1.get_text()
    assert prose(found) == [("pt-BR", "Publicamos o edital ontem."), ("pt-BR", "A prefeitura publicou o edital.")]
    first, reply = found.select(".post")
    assert first.select_one(".mt") is not None
    assert reply.select_one(".mt") is None
    assert first.select_one("details.orig .prose")["lang"] == "es"
    assert found.title.get_text().startswith("Como publicam")


def test_side_by_side_has_each_passage_in_both_languages(client, topic):
    rows = page(client, address(topic, "?read=both")).select(".post .duo-p")
    assert [[(one["lang"], one.get_text(strip=True)) for one in row.select(".prose")] for row in rows] == [
        [("es", "Publicamos el pliego ayer."), ("pt-BR", "Publicamos o edital ontem.")],
        [("pt-BR", "A prefeitura publicou o edital."), ("es", "La municipalidad publicó el pliego.")],
    ]


def test_who_reads_one_language_only_gets_that_without_asking(sign_in, reader_of_portuguese, topic):
    found = page(sign_in(reader_of_portuguese), address(topic))
    assert prose(found)[0] == ("pt-BR", "Publicamos o edital ontem.")


def test_another_manner_of_reading_than_there_is_is_refused_with_a_sentence(client, topic):
    assert client.get(address(topic, "?read=fr")).status_code == 400


def test_a_text_that_was_edited_is_not_read_in_its_old_translation(client, asker, topic):
    post = post_of(topic, 1)
    edit_post(act(asker), post.id, body="Ya no publicamos nada.", base=fingerprint(post.body, "es"), language="es")
    found = page(client, address(topic, "?read=pt"))
    assert prose(found)[0] == ("es", "Ya no publicamos nada.")
    assert "Publicamos o edital ontem." not in found.get_text()


def test_lists_name_a_topic_in_the_readers_language_and_keep_the_original_in_reach(
    sign_in, reader_of_portuguese, topic
):
    found = page(sign_in(reader_of_portuguese), "/latest")
    link = found.find("a", string=lambda text: text and "Como publicam" in text)
    assert link is not None
    assert TITLE in str(link.parent)


def test_the_pages_of_a_topic_keep_how_it_is_read(client, asker, topic, translate, monkeypatch):
    monkeypatch.setattr(page_queries, "POSTS_PER_PAGE", 1)  # As a long topic has several pages.
    found = page(client, address(topic, "?read=pt"))
    links = [link["href"] for link in found.select(".pager a")]
    assert links
    assert all("?read=pt" in link for link in links)


def test_a_way_to_a_post_keeps_how_the_topic_is_read(client, topic):
    answer = client.get(f"{address(topic)}/jump?number=2&read=both")
    assert answer.headers["Location"].endswith(address(topic, "/2?read=both#post-2"))
    switches = page(client, address(topic, "/2?read=both")).select(".trans .seg a")
    assert [link["href"] for link in switches] == [
        address(topic, f"/2?read={mode}") for mode in ("original", "es", "both")
    ]


def test_who_reads_the_language_of_the_topic_is_told_of_no_translation_that_they_do_not_get(client, topic):
    bar = page(client, address(topic, "?read=es")).select_one(".trans")
    assert "Traducción automática" not in bar.get_text()
    assert bar.select_one("[aria-current]").get_text(strip=True) == "Español"


def test_the_answer_in_short_says_that_a_machine_translated_it(client, asker, topic):
    reply = post_of(topic, 2)
    mark_answer(act(asker), topic.id, post_id=reply.id)
    chosen = page(client, address(topic, "?read=es")).select_one(".chosen")
    assert "La municipalidad publicó el pliego." in chosen.get_text()
    assert "Traducción automática" in chosen.get_text()
    assert "Traducción automática" not in page(client, address(topic)).select_one(".chosen").get_text()


def test_visitors_do_not_read_in_a_translation_whom_the_original_does_not_name(client, translate):
    hidden = make_user()
    handle = hidden.handle
    topic = make_topic(audience="public", title=f"Gracias a todos~@{handle} por el presupuesto", body="Un texto.")
    for body in (
        f"-¿@{handle}, lo viste ayer?",
        f"Gracias por los datos.¿@{handle} puede?",
        f"gracias~@{handle} siempre",
    ):
        make_reply(topic, body=body)
    translate()
    for where in ("?read=pt", "?read=both", ".atom?read=pt"):
        answer = client.get(f"/t/{topic.slug}/{topic.id}{where}")
        assert answer.status_code == 200
        assert handle not in answer.get_data(as_text=True), where
    assert handle not in client.get("/latest.atom?read=pt").get_data(as_text=True)
    assert handle not in client.get("/search?q=presupuesto").get_data(as_text=True)


def test_side_by_side_title_and_chosen_answer_are_in_the_readers_language(client, asker, topic):
    reply = post_of(topic, 2)
    mark_answer(act(asker), topic.id, post_id=reply.id)
    for language, title, answer in (
        ("es-AR", TITLE, "La municipalidad publicó el pliego."),
        ("pt-BR", "Como publicam o inventário de dados?", "A prefeitura publicou o edital."),
    ):
        answered = client.get(address(topic, "?read=both"), headers={"Accept-Language": language})
        found = BeautifulSoup(answered.get_data(as_text=True), "html.parser")
        assert title in found.h1.get_text()
        assert answer in found.select_one(".chosen").get_text()


@pytest.mark.parametrize(
    ("language", "replies", "query", "offered", "current"),
    [
        ("es-AR", ["pt"], "", ["Original", "Español", "Lado a lado"], "Original"),
        ("es-AR", [], "", ["Original", "Português", "Lado a lado"], "Original"),
        ("es-AR", [], "?read=es", ["Original", "Português", "Lado a lado"], "Original"),
        ("pt-BR", [], "?read=pt", ["Original", "Português", "Lado a lado"], "Português"),
        ("pt-BR", ["pt"], "?read=es", ["Original", "Español", "Português", "Lado a lado"], "Español"),
    ],
)
def test_the_bar_offers_the_readers_language_and_never_says_what_is_not_so(
    client, translate, language, replies, query, offered, current
):
    topic = make_topic(audience="public", title=TITLE, body="Publicamos el pliego ayer.")
    for written in replies:
        make_reply(topic, body="A prefeitura publicou o edital.", language=written)
    translate()
    answer = client.get(address(topic, query), headers={"Accept-Language": language})
    bar = BeautifulSoup(answer.get_data(as_text=True), "html.parser").select_one(".trans")
    assert [link.get_text(strip=True) for link in bar.select("a")] == offered
    assert bar.select_one("[aria-current]").get_text(strip=True) == current
