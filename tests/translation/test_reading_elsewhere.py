"""Feeds, search engines, shared links, the bell, letters and pages of people follow the language of reading."""

import pytest

from forum.core import clock
from forum.core.mail import find_composer
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.reading import TITLE
from tests.translation.reading import address
from tests.translation.reading import page
from tests.translation.reading import post_of


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
    post = post_of(topic, 1)
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


def test_what_others_see_of_a_shared_link_is_in_the_language_of_the_link(client, topic):
    found = page(client, address(topic, "?read=pt"))
    assert found.find("meta", property="og:description")["content"] == "Publicamos o edital ontem."
    assert found.find("meta", property="og:title")["content"].startswith("Como publicam")


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
