"""Words that were taken away are in no translation: hidden texts, people who left, deleted posts."""

from datetime import timedelta

from sqlalchemy import select

from forum.accounts.commands.leaving import leave
from forum.accounts.commands.leaving import leave_with_posts
from forum.accounts.commands.sweeping import sweep_due
from forum.core import clock
from forum.core.db import session
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_revision
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.discussion.queries.details import topic_to_edit
from forum.translation.commands.correcting import accept_proposal
from forum.translation.commands.leaving import forget_corrections
from forum.translation.models import Correction
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.correcting import corrections
from tests.translation.correcting import edit
from tests.translation.correcting import improve
from tests.translation.correcting import present
from tests.translation.reading import page


def _values(about):
    return {name: getattr(about, name) for name in ("title", "stage_id", "language", "practice_ids", "criterion_ids")}


def test_translations_of_an_old_text_are_hidden_with_it(reviewed_post, author, translate, sign_in):
    edit(reviewed_post, "Sin datos de nadie.")
    translate()
    browser, staff = sign_in(make_user()), make_staff()
    assert "Palavras" in page(browser, f"/posts/{reviewed_post.id}/translation").text
    hide_revision(act(staff), reviewed_post.id, number=1)
    shown = page(browser, f"/posts/{reviewed_post.id}/translation").text
    assert "Palavras" not in shown
    assert "pliego" not in shown
    start = corrections(reviewed_post)[0].id
    assert browser.get(f"/posts/{reviewed_post.id}/translation/edit?start={start}").status_code == 404
    assert "Palavras" not in page(browser, f"/posts/{reviewed_post.id}/translation/edit").text
    assert "Palavras" in page(sign_in(staff), f"/posts/{reviewed_post.id}/translation").text


def test_a_hidden_old_title_is_hidden_in_its_translation_too(author, translate, sign_in):
    topic = make_topic(author, title="¿Qué hizo Zqpersona?", body="Una pregunta.")
    first = session.scalar(select(Post).where(Post.topic_id == topic.id))
    improve(author, first, "Uma pergunta.", title="O que Zqpersona fez?")
    staff = act(make_staff())
    with clock.pretend(clock.now() + timedelta(minutes=10)):
        _topic, about = topic_to_edit(staff, topic.id)
        wanted = about.__class__(**{**_values(about), "title": "¿Qué se hizo?"})
        edit_topic(staff, topic.id, wanted=wanted, base=about.fingerprint())
    browser = sign_in(make_user())
    assert "Zqpersona" in page(browser, f"/posts/{first.id}/translation").text
    hide_revision(staff, first.id, number=1)
    for address in ("translation", "translation/edit"):
        assert "Zqpersona" not in str(page(browser, f"/posts/{first.id}/{address}"))
    start = corrections(first)[0].id
    assert browser.get(f"/posts/{first.id}/translation/edit?start={start}").status_code == 404


def test_what_its_author_corrected_at_once_is_in_no_translation(author, sign_in):
    reply = make_reply(make_topic(make_user()), author, body="Lo dijo Zqpersona.")
    improve(author, reply, "Quem disse foi Zqpersona.")
    edit_post(act(author), reply.id, body="Lo dijo alguien.", language="es", base=fingerprint(reply.body, "es"))
    browser = sign_in(make_user())
    assert "Zqpersona" not in page(browser, f"/posts/{reply.id}/translation").text
    assert "Zqpersona" not in page(browser, f"/posts/{reply.id}/translation/edit").text


def take_leave(person, way=leave):
    way(act(person), present=PASSWORD)
    while sweep_due():
        pass
    session.rollback()


def test_who_leaves_is_taken_out_of_translations_and_what_was_reviewed_stays_reviewed(author, translate):
    named = make_user("Zulmira Xeltzin")
    reply = make_reply(make_topic(make_user()), author, body=f"Gracias @{named.handle} por el pliego.")
    translate()
    improve(author, reply, f"Obrigado, @{named.handle}, pelo edital.")
    take_leave(named)
    translate()
    [row] = corrections(reply)
    assert named.handle not in row.source + row.before + row.text + present(reply).text
    assert (present(reply).state, "pelo edital" in present(reply).text) == ("reviewed", True)


def test_who_leaves_with_their_words_takes_their_translations_along(author, translate):
    helper = make_user("Zulmira Xeltzin")
    reply = make_reply(make_topic(make_user()), author, body="Publicamos el pliego.")
    translate()
    improve(author, reply, "Publicamos o edital, sim.")
    session.rollback()
    other = make_reply(make_topic(make_user()), helper, body="Lo mío.")
    translate()
    improve(make_staff(), other, "O meu.")
    row = session.get(Correction, improve(make_staff(), reply, "Publicamos o edital já.").id)
    row.author_id = helper.id
    session.commit()
    session.scalar(select(Translation).where(Translation.post_id == reply.id)).reviewer_id = helper.id
    session.commit()
    take_leave(helper, leave_with_posts)
    translate()
    assert [one.text for one in corrections(reply)] == ["Publicamos o edital, sim."]
    assert corrections(other) == []
    assert present(reply).text == "Publicamos o edital, sim."


def test_words_of_who_left_with_them_are_not_kept_as_what_others_replaced(author, translate):
    helper = make_user("Zulmira Xeltzin")
    reply = make_reply(make_topic(make_user()), author, body="Publicamos el pliego.")
    translate()
    row = improve(helper, reply, "Zqpalavras minhas.")
    accept_proposal(act(author), reply.id, row.id)
    improve(author, reply, "Publicamos o edital.")
    take_leave(helper, leave_with_posts)
    assert [(one.before, one.text) for one in corrections(reply)] == [("", "Publicamos o edital.")]


def test_corrections_of_deleted_posts_go_with_the_words_of_the_post(reviewed_post, author):
    delete_post(act(author), reviewed_post.id)
    assert forget_corrections(clock.now() - timedelta(days=90)) == 0
    assert forget_corrections(clock.now() + timedelta(minutes=1)) == 1
    assert corrections(reviewed_post) == []


def test_words_of_a_quote_that_was_edited_away_are_shown_to_nobody_who_may_not_read_them(author, sign_in):
    room = make_topic(author, audience="city", body="Zqsecreto de la sala.")
    quote = f'[quote="{author.handle}, post:1, topic:{room.id}"]\nZqsecreto de la sala.\n[/quote]'
    reply = make_reply(make_topic(make_user()), author, body=f"{quote}\n\nDe acuerdo.")
    improve(author, reply, f"{quote}\n\nDe acordo.")
    edit(reply, "De acuerdo, sin cita.")
    browser = sign_in(make_user())
    for address in ("translation", "translation/edit"):
        assert "Zqsecreto" not in str(page(browser, f"/posts/{reply.id}/{address}"))
    assert "Zqsecreto" in page(sign_in(author), f"/posts/{reply.id}/translation").text
