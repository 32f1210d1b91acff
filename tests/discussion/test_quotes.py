"""Quoting: where the words come from, and where they must not stay."""

from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.masking import mask_mentions
from forum.discussion.models import Post
from forum.discussion.models import Quote
from tests.discussion.world import first_post
from tests.factories.discussion import make_reply

SECRET = "catalejo"


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def box(browser, topic, quoted):
    return soup(browser.get(f"/topics/{topic.id}/posts/new?quote={quoted}")).select_one("textarea").text.strip()


def html_of(post):
    session.rollback()
    session.expire_all()
    return session.get_one(Post, post.id).html


def quote(topic, number=1, words=SECRET, handle="ana.prieto"):
    return f'[quote="{handle}, post:{number}, topic:{topic.id}"]\n{words}\n[/quote]\n\nDe acuerdo.'


def test_the_link_to_quote_opens_the_box_with_the_quote_in_it(world, sign_in):
    topic = world.topic(body="Primera **idea** nuestra.")
    browser = sign_in(world.people["foreign member"])

    text = box(browser, topic, first_post(topic).id)

    assert text == f'[quote="ana.prieto, post:1, topic:{topic.id}"]\nPrimera **idea** nuestra.\n[/quote]'
    sent = browser.post(f"/topics/{topic.id}/posts", data={"body": text + "\n\nSí.", "language": "es"})
    page = soup(browser.get(sent.location)).select_one("#post-2 blockquote.quote")
    assert page.select_one(".quote-by a").text == "Ana Prieto · Rionegro, Colombia"
    assert page.select_one(".quote-by a")["href"] == f"/posts/{first_post(topic).id}"


def test_a_quote_leaves_out_what_the_post_itself_quotes(world, sign_in):
    topic = world.topic()
    reply = world.reply(topic, body=quote(topic, words="lo viejo"))

    text = box(sign_in(world.people["author"]), topic, reply.id)

    assert "lo viejo" not in text
    assert "De acuerdo." in text


def test_a_long_post_is_quoted_in_part(world, sign_in):
    topic = world.topic(body="palabra " * 3_000)

    assert len(box(sign_in(world.people["author"]), topic, first_post(topic).id)) < 1_700


def test_nothing_is_quoted_from_elsewhere_or_from_what_is_hidden(world, sign_in):
    topic, private = world.topic(), world.topic("staff", body=SECRET)
    hidden = world.reply(topic, body=SECRET)
    sign_in(world.people["moderator"]).post(f"/posts/{hidden.id}/hiding", data={"reason": "No"})
    browser = sign_in(world.people["author"])

    for wanted in (first_post(private).id, hidden.id, 987654):
        assert box(browser, topic, wanted) == ""
    for strange in ("x", "-1", "9" * 30, "%00"):
        assert browser.get(f"/topics/{topic.id}/posts/new?quote={strange}").status_code in {200, 400}


def test_a_quote_of_a_topic_that_readers_may_not_know_shows_neither_words_nor_source(world):
    private = world.topic("city", title="Título reservado", body=SECRET)
    community = world.topic()

    post = make_reply(community, world.people["colleague"], body=quote(private))

    html = html_of(post)
    assert SECRET not in html
    assert "Ana Prieto" not in html
    assert "reservado" not in html
    assert f"/posts/{first_post(private).id}" not in html
    assert "De acuerdo." in html


def test_an_invented_quote_looks_like_one_of_a_hidden_topic(world):
    private, community = world.topic("staff"), world.topic()

    there = make_reply(community, world.people["author"], body=quote(private, words="x"))
    nowhere = make_reply(community, world.people["author"], body=quote(community, number=77, words="x"))

    assert html_of(there) == html_of(nowhere)


def test_quotes_follow_what_becomes_of_the_post(world, sign_in):
    topic, elsewhere = world.topic(), world.topic()
    quoted = world.reply(topic, body=SECRET)
    near = make_reply(topic, world.people["author"], body=quote(topic, 2, handle="davi.melo"))
    far = make_reply(elsewhere, world.people["author"], body=quote(topic, 2, handle="davi.melo"))
    moderator = sign_in(world.people["moderator"])
    assert SECRET in html_of(near)
    assert SECRET in html_of(far)

    for act, undo in (("hiding", "hiding/removal"), ("deletion", "deletion/removal")):
        moderator.post(f"/posts/{quoted.id}/{act}", data={"reason": "Datos personales"})
        assert SECRET not in html_of(near)
        assert SECRET not in html_of(far)
        assert "Davi Melo" not in html_of(far)
        moderator.post(f"/posts/{quoted.id}/{undo}")
        assert SECRET in html_of(near)
        assert "Davi Melo" in html_of(far)


def test_quotes_follow_a_whole_topic(world, sign_in):
    topic, elsewhere = world.topic(body=SECRET), world.topic()
    far = make_reply(elsewhere, world.people["foreign member"], body=quote(topic))
    moderator = sign_in(world.people["moderator"])

    moderator.post(f"/posts/{first_post(topic).id}/deletion", data={"reason": "Repetido"})
    assert SECRET not in html_of(far)
    moderator.post(f"/posts/{first_post(topic).id}/deletion/removal")
    assert SECRET in html_of(far)

    moderator.post(f"/topics/{topic.id}/audience", data={"audience": "city"})
    assert SECRET not in html_of(far)
    moderator.post(f"/topics/{topic.id}/audience", data={"audience": "community", "understood": "y"})
    assert SECRET in html_of(far)


def test_in_a_public_topic_a_quote_names_its_author_to_members_and_the_number_to_others(world, client, sign_in):
    topic = world.topic("public", body="Palabras")
    make_reply(topic, world.people["colleague"], body=quote(topic, words="Palabras"))
    address = f"/t/{topic.slug}/{topic.id}"

    member = soup(sign_in(world.people["foreign member"]).get(address)).select_one("#post-2 .quote-by a")
    assert member.text == "Ana Prieto · Rionegro, Colombia"

    for browser in (client, sign_in(world.people["pending"])):
        seen = soup(browser.get(address)).select_one("#post-2 blockquote.quote")
        assert seen.select_one(".quote-by a").text == "#1"
        assert seen.select_one(".quote-by a")["href"] == f"/posts/{first_post(topic).id}"
        assert "Palabras" in seen.text


def test_every_line_above_a_quote_is_made_nameless_however_it_looks():
    ends = '<p class="quote-by"><a {}>Ana Prieto · Rionegro</a></p><p>Texto</p>'
    assert mask_mentions(ends.format('title="#4" href="/posts/9"')) == (
        '<p class="quote-by"><a href="/posts/9">#4</a></p><p>Texto</p>'
    )
    for strange in ('href="/posts/9"', 'title="Ana"', 'href="/u/ana" title="#4"', 'href="/posts/9" title="#4 Ana"'):
        assert mask_mentions(ends.format(strange)) == "<p>Texto</p>"


def test_each_quoted_post_is_kept_once(world):
    topic = world.topic()

    make_reply(topic, world.people["colleague"], body=quote(topic) + "\n\n" + quote(topic))

    assert session.scalars(select(Quote.quoted_post_id)).all() == [first_post(topic).id]
