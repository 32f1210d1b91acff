"""What a post quotes from the other language is read in the reader's, and says that a machine translated it."""

import pytest

from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import hide_post
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.correcting import improve
from tests.translation.reading import TITLE
from tests.translation.reading import address
from tests.translation.reading import page
from tests.translation.reading import post_of

ASKED = "Publicamos el pliego ayer."
ANSWER = "A prefeitura publicou o edital."


@pytest.fixture
def answerer(app):
    return make_user("Bia Oliveira")


@pytest.fixture
def quoting(asker, answerer, translate):
    """Give a public topic in Spanish with a reply in Portuguese that quotes it, translated."""
    made = make_topic(asker, audience="public", title=TITLE, body=ASKED)
    make_reply(
        made,
        answerer,
        body=f'[quote="{asker.handle}, post:1, topic:{made.id}"]\n{ASKED}\n[/quote]\n\n{ANSWER}',
        language="pt",
    )
    translate()
    return made


def reply_on(browser, topic, read=""):
    return page(browser, address(topic, read)).select_one("#post-2")


def quoted_in(post):
    """Return language and words of the quote in the text that is read first."""
    quote = post.select_one(".prose blockquote.quote")
    around = quote.find_parent(attrs={"lang": True})
    return quote.get("lang") or around["lang"], quote.find_all("p")[-1].get_text(strip=True)


def test_as_written_a_quote_of_the_other_language_says_which_it_is(client, quoting):
    assert quoted_in(reply_on(client, quoting)) == ("es", ASKED)


def test_who_reads_the_language_of_the_post_gets_its_quotes_in_it_too(client, quoting):
    post = reply_on(client, quoting, "?read=pt")
    assert quoted_in(post) == ("pt-BR", "Publicamos o edital ontem.")
    assert ANSWER in post.select_one(".prose").get_text()


def test_translated_quotes_say_so_and_the_original_is_one_click_away(client, quoting):
    post = reply_on(client, quoting, "?read=pt")
    assert post.select_one(".mt") is not None
    assert quoted_in(post.select_one("details.orig")) == ("es", ASKED)
    # Nothing else of it is a translation that could be improved.
    assert post.select_one(".prose--mt") is None


def test_in_the_other_language_the_quote_is_what_its_author_wrote(client, quoting):
    assert quoted_in(reply_on(client, quoting, "?read=es")) == ("es", ASKED)


def test_a_feed_in_the_readers_language_has_quotes_in_it_as_well(client, quoting):
    feed = client.get(f"/t/{quoting.slug}/{quoting.id}.atom?read=pt").get_data(as_text=True)
    assert "Publicamos o edital ontem." in feed


def test_a_post_without_such_quotes_is_read_as_it_was_written(client, topic):
    assert page(client, address(topic, "?read=pt")).select_one("#post-2 .mt") is None


def test_a_translated_quote_goes_with_the_quoted_post(client, quoting, moderator, translate):
    hide_post(act(moderator), post_of(quoting, 1).id, reason="Datos personales.")
    for ready in (lambda: None, translate):
        ready()
        found = page(client, address(quoting, "/2?read=pt")).get_text()
        assert "Publicamos o edital ontem." not in found
        assert ANSWER in found


def test_a_translated_quote_goes_when_the_quoting_text_is_edited(client, quoting, answerer, translate):
    reply = post_of(quoting, 2)
    edit_post(act(answerer), reply.id, body="Sem citação agora.", language="pt", base=fingerprint(reply.body, "pt"))
    for ready in (lambda: None, translate):
        ready()
        post = reply_on(client, quoting, "?read=pt")
        assert "Publicamos o edital ontem." not in post.get_text()
        assert post.select_one(".mt") is None


def test_who_improves_the_translation_leaves_the_quotes_as_they_are_read(client, quoting, answerer):
    reply = post_of(quoting, 2)
    text = reply.body.replace(ANSWER, "La alcaldía publicó los pliegos.")
    improve(answerer, reply, text)
    assert quoted_in(reply_on(client, quoting, "?read=pt")) == ("pt-BR", "Publicamos o edital ontem.")


def test_the_preview_keeps_what_is_quoted_in_the_language_of_its_readers(sign_in, quoting):
    # Taken for Portuguese, these words become others.
    body = post_of(quoting, 2).body.replace(ASKED, "No hay acceso a las salas.")
    form = {"body": body, "language": "pt", "preview": "other"}
    shown = sign_in(make_user()).post("/preview", data=form).get_data(as_text=True)
    assert "No hay acceso a las salas." in shown
    assert "La municipalidad publicó el pliego." in shown
