"""Which files a text may use: one's own, those its post uses, and in a quote those of the quoted post."""

from datetime import timedelta

from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core import clock
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.policy import ask
from forum.discussion.commands.previewing import preview_edit
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from tests.discussion.test_files_seen import edit
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.media import link_to
from tests.factories.media import make_upload


def html_of(post: Post) -> str:
    session.rollback()
    return session.get_one(Post, post.id, populate_existing=True).html


def uses_of(post: Post) -> set[int]:
    session.rollback()
    return set(
        session.scalars(select(PostFile.upload_id).where(PostFile.post_id == post.id, PostFile.last_revision.is_(None)))
    )


def quote(post: Post, handle: str) -> str:
    return f'[quote="{handle}, post:{post.number}, topic:{post.topic_id}"]\n{post.body}\n[/quote]\n\nDe acuerdo.'


def test_a_file_of_somebody_else_is_plain_words_and_stays_private(world):
    file = make_upload(world.people["author"], "plano.png")
    make_reply(world.topic("city"), world.people["author"], body=link_to(file))
    thief = make_reply(world.topic("public"), world.people["foreign member"], body=link_to(file, "Lo vi"))
    assert html_of(thief) == "<p><span>Lo vi</span></p>"
    assert uses_of(thief) == set()
    assert not ask(VISITOR, "see_file", file)
    assert not ask(act(world.people["foreign member"]), "see_file", file)


def test_not_even_who_curates_opens_a_file_to_others_by_its_token(world):
    file = make_upload(world.people["author"])
    make_reply(world.topic("city"), world.people["author"], body=link_to(file))
    post = make_reply(world.topic("public"), world.people["moderator"], body=link_to(file))
    assert file.token not in html_of(post)
    assert not ask(VISITOR, "see_file", file)


def test_an_edit_cannot_bring_in_a_file_of_somebody_else(world):
    file = make_upload(world.people["author"])
    post = make_reply(world.topic(), world.people["foreign member"], body="Sin nada.")
    edit(world.people["foreign member"], post.id, f"Con {link_to(file)}")
    assert file.token not in html_of(post)
    assert uses_of(post) == set()


def test_whoever_edits_the_post_of_somebody_else_keeps_its_files_and_adds_their_own(world):
    file, own = make_upload(world.people["foreign member"]), make_upload(world.people["moderator"])
    post = make_reply(world.topic(), world.people["foreign member"], body=link_to(file))
    edit(world.people["moderator"], post.id, f"{link_to(file)} y {link_to(own)}")
    assert uses_of(post) == {file.id, own.id}
    # The author keeps what the moderator added.
    edit(world.people["foreign member"], post.id, f"Las dos: {link_to(own)} {link_to(file)}", after=timedelta(hours=2))
    assert uses_of(post) == {file.id, own.id}
    assert html_of(post).count('class="file"') == 2


def test_a_preview_of_an_edit_shows_the_files_that_the_post_has(world):
    file = make_upload(world.people["foreign member"], "plano.png")
    post = make_reply(world.topic(), world.people["foreign member"], body=link_to(file))
    shown = preview_edit(act(world.people["moderator"]), post.id, body=link_to(file), language="es")
    assert "<img" in shown.html


def test_an_earlier_file_comes_back_for_who_may_see_it(world):
    file = make_upload(world.people["foreign member"])
    writer = world.people["foreign member"]
    post = make_reply(world.topic(), writer, body=link_to(file))
    edit(writer, post.id, "Sin él.")
    assert uses_of(post) == set()
    edit(world.people["moderator"], post.id, f"Con él: {link_to(file)}", after=timedelta(hours=3))
    assert uses_of(post) == {file.id}


def test_a_quote_shows_the_picture_as_long_as_the_quoted_post_may_be_read(world):
    file = make_upload(world.people["author"], "plano.png")
    quoted = make_reply(world.topic(), world.people["author"], body=f"Miren {link_to(file)}")
    quoting = make_reply(
        world.topic(), world.people["foreign member"], body=quote(quoted, world.people["author"].handle)
    )
    assert "<img" in html_of(quoting)
    assert uses_of(quoting) == set()
    hide_post(act(world.people["moderator"]), quoted.id, reason="Una razón")
    assert file.token not in html_of(quoting)
    assert not ask(act(world.people["foreign member"]), "see_file", file)
    restore_post(act(world.people["moderator"]), quoted.id)
    assert "<img" in html_of(quoting)


def test_who_quotes_their_own_picture_does_not_keep_it_visible_when_the_post_is_hidden(world):
    file = make_upload(world.people["author"], "plano.png")
    quoted = make_reply(world.topic(), world.people["author"], body=f"Miren {link_to(file)}")
    quoting = make_reply(world.topic(), world.people["author"], body=quote(quoted, world.people["author"].handle))
    assert uses_of(quoting) == set()
    hide_post(act(world.people["moderator"]), quoted.id, reason="Una razón")
    assert not ask(act(world.people["colleague"]), "see_file", file)


def test_a_quote_of_what_may_not_be_read_here_shows_no_picture(world):
    file = make_upload(world.people["author"], "plano.png")
    room = make_reply(world.topic("city"), world.people["author"], body=link_to(file))
    quoting = make_reply(
        world.topic("community"), world.people["colleague"], body=quote(room, world.people["author"].handle)
    )
    assert file.token not in html_of(quoting)


def test_a_suspended_writer_keeps_the_files_of_what_they_wrote_when_it_is_rendered_again(world):
    file = make_upload(world.people["author"], "plano.png")
    quoted = make_reply(world.topic(), world.people["colleague"], body="Digo algo.")
    body = f"{quote(quoted, world.people['colleague'].handle)}\n\n{link_to(file)}"
    post = make_reply(world.topic(), world.people["author"], body=body)
    for act_on in (hide_post, restore_post):
        more = {"reason": "Una razón"} if act_on is hide_post else {}
        act_on(act(world.people["moderator"]), quoted.id, **more)
        assert "<img" in html_of(post)
        assert uses_of(post) == {file.id}


def test_the_history_names_the_files_and_links_those_that_may_be_seen(world, sign_in):
    writer = world.people["foreign member"]
    file = make_upload(writer, "plano.png")
    post = make_reply(world.topic(), writer, body=link_to(file, "El plano"))
    edit(writer, post.id, "Ya no.")
    with clock.pretend(clock.now() + timedelta(hours=2)):
        page = BeautifulSoup(sign_in(world.people["colleague"]).get(f"/posts/{post.id}/history").text, "html.parser")
    assert "![El plano](upload:plano.png)" in page.select_one(".diff").text
    links = [link["href"] for link in page.select(".versions .files a")]
    assert links == [f"/files/{file.token}/plano.png"]
