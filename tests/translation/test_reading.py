"""A reader gets a topic as written, translated or side by side, and sees which is which."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.mail import find_composer
from forum.discussion.commands.curation import mark_answer
from forum.discussion.commands.posts import edit_post
from forum.discussion.commands.posts import fingerprint
from forum.discussion.models import Post
from forum.discussion.queries import topic as topic_queries
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.test_translating import first_post

TITLE = "¿Cómo publican el inventario de datos?"


@pytest.fixture
def asker(app):
    return make_user(shown_outside=True)


@pytest.fixture
def topic(asker, translate):
    """Give a public topic in Spanish with a reply in Portuguese, translated."""
    made = make_topic(asker, audience="public", title=TITLE, body="Publicamos el pliego ayer.")
    make_reply(made, body="A prefeitura publicou o edital.", language="pt")
    translate()
    return made


@pytest.fixture
def reader_of_portuguese(app):
    """Give a member who chose to read Portuguese only."""
    return make_user(reads="pt")


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def address(topic, suffix=""):
    return f"/t/{topic.slug}/{topic.id}{suffix}"


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
    post = first_post(topic)
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
    monkeypatch.setattr(topic_queries, "POSTS_PER_PAGE", 1)  # As a long topic has several pages.
    found = page(client, address(topic, "?read=pt"))
    links = [link["href"] for link in found.select(".pager a")]
    assert links
    assert all("?read=pt" in link for link in links)


def links_of(found):
    return (
        found.find("link", rel="canonical")["href"],
        {link["hreflang"]: link["href"] for link in found.find_all("link", hreflang=True)},
    )


def test_search_engines_learn_the_address_of_each_language_that_is_there(client, topic):
    own, translated = f"http://localhost{address(topic)}", f"http://localhost{address(topic, '?read=pt')}"
    both = {"es": own, "pt-BR": translated}
    assert links_of(page(client, address(topic))) == (own, both)
    assert links_of(page(client, address(topic, "?read=pt"))) == (translated, both)
    assert links_of(page(client, address(topic, "?read=both"))) == (own, both)
    mapped = client.get("/sitemaps/0.xml").get_data(as_text=True)
    assert f"<loc>{translated}</loc>" in mapped
    assert mapped.count(f'hreflang="pt-BR" href="{translated}"') == 2


def test_search_engines_hear_of_no_translation_that_is_not_there(client, asker, topic):
    post = first_post(topic)
    edit_post(act(asker), post.id, body="Ya no publicamos nada.", base=fingerprint(post.body, "es"), language="es")
    assert links_of(page(client, address(topic, "?read=pt"))) == (f"http://localhost{address(topic)}", {})
    mapped = client.get("/sitemaps/0.xml").get_data(as_text=True)
    assert "hreflang" not in mapped
    assert "read=" not in mapped


@pytest.mark.parametrize("feed", ["/latest.atom", "/t/{slug}/{id}.atom"])
def test_a_feed_is_read_in_the_language_that_it_was_subscribed_in(client, topic, feed):
    where = feed.format(slug=topic.slug, id=topic.id)
    read = client.get(f"{where}?read=pt").get_data(as_text=True)
    assert "Como publicam o inventário de dados?" in read
    assert "Publicamos o edital ontem." in read
    assert "Traducción automática del español" in read
    assert f"{where}?read=pt" in read
    plain = client.get(where).get_data(as_text=True)
    assert TITLE in plain
    assert "edital ontem" not in plain


def test_a_feed_side_by_side_has_the_translation_and_the_original(client, topic):
    read = client.get(f"/t/{topic.slug}/{topic.id}.atom?read=both").get_data(as_text=True)
    assert read.index("Publicamos o edital ontem.") < read.index("Publicamos el pliego ayer.")


def test_a_way_to_a_post_keeps_how_the_topic_is_read(client, topic):
    answer = client.get(f"{address(topic)}/jump?number=2&read=both")
    assert answer.headers["Location"].endswith(address(topic, "/2?read=both#post-2"))
    switches = page(client, address(topic, "/2?read=both")).select(".trans .seg a")
    assert [link["href"] for link in switches] == [
        address(topic, f"/2?read={mode}") for mode in ("original", "pt", "both")
    ]


def test_who_reads_the_language_of_the_topic_is_told_of_no_translation_that_they_do_not_get(client, topic):
    bar = page(client, address(topic, "?read=es")).select_one(".trans")
    assert "Traducción automática" not in bar.get_text()
    assert bar.select_one("[aria-current]").get_text(strip=True) == "Original"


def test_what_others_see_of_a_shared_link_is_in_the_language_of_the_link(client, topic):
    found = page(client, address(topic, "?read=pt"))
    assert found.find("meta", property="og:description")["content"] == "Publicamos o edital ontem."
    assert found.find("meta", property="og:title")["content"].startswith("Como publicam")


def test_the_answer_in_short_says_that_a_machine_translated_it(client, asker, topic):
    reply = session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == 2))
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


def test_the_bell_speaks_the_readers_language_and_says_what_a_machine_translated(
    sign_in, reader_of_portuguese, translate
):
    topic = make_topic(reader_of_portuguese, title=TITLE)
    make_reply(topic, body="Publicamos el pliego ayer.")
    translate()
    found = page(sign_in(reader_of_portuguese), "/notices")
    quote = found.select_one(".notices q")
    assert (quote["lang"], quote.get_text()) == ("pt-BR", "Publicamos o edital ontem.")
    assert "Traducción automática" in quote.parent.get_text()
    named = found.select_one(".notice-topic")
    assert (named["lang"], named.get_text(), named["title"]) == ("pt-BR", "Como publicam o inventário de dados?", TITLE)
    assert found.select_one(".notices .lang--es") is not None


def test_the_bell_of_who_reads_both_shows_what_was_written(sign_in, asker, translate):
    make_reply(make_topic(asker, title=TITLE), body="A prefeitura publicou o edital.", language="pt")
    translate()
    quote = page(sign_in(asker), "/notices").select_one(".notices q")
    assert (quote["lang"], quote.get_text()) == ("pt-BR", "A prefeitura publicou o edital.")


def test_a_letter_is_in_the_readers_language_and_says_what_a_machine_translated(reader_of_portuguese, translate, mails):
    topic = make_topic(reader_of_portuguese, title=TITLE)
    make_reply(topic, body="Publicamos el pliego ayer.")
    translate()
    [row] = mails("notifications.notice")
    assert row.due_at > clock.now()
    letter = find_composer("notifications.notice")(row)
    assert "Como publicam o inventário de dados?" in letter.subject
    assert "Publicamos o edital ontem." in letter.text
    assert "Publicamos el pliego ayer." not in letter.text
    assert "(Traducción automática del español)" in letter.text
    assert "Traducción automática del español" in letter.html


def test_a_letter_to_who_reads_both_has_what_was_written_and_waits_for_nothing(asker, translate, mails):
    make_reply(make_topic(asker, title=TITLE), body="A prefeitura publicou o edital.", language="pt")
    translate()
    [row] = mails("notifications.notice")
    assert row.due_at <= clock.now()
    letter = find_composer("notifications.notice")(row)
    assert "A prefeitura publicou o edital." in letter.text
    assert "automática" not in letter.text


def test_the_page_of_a_person_is_read_in_the_readers_language(sign_in, reader_of_portuguese, asker, topic):
    browser = sign_in(reader_of_portuguese)
    shown = page(browser, f"/u/{asker.handle}").select_one(".answers li")
    assert shown.a.get_text() == "Como publicam o inventário de dados?"
    assert "Publicamos o edital ontem." in shown.get_text()
    assert "Traducción automática" in shown.get_text()
