"""A text is translated once, by the worker, and never shown for another text."""

import pytest
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core import relay
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.translation.commands import requesting
from forum.translation.commands.claiming import MOST_ATTEMPTS
from forum.translation.commands.translating import translate_next
from forum.translation.models import TranslationRequest
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def first_post(topic):
    return session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == 1))


def translations():
    session.expire_all()
    return list(session.scalars(select(Translation).order_by(Translation.id)))


def requests():
    session.expire_all()
    return list(session.scalars(select(TranslationRequest)))


def test_a_new_topic_gets_its_title_and_its_text_in_the_other_language(translate):
    make_topic(title="¿Cómo publican el inventario de datos?", body="Publicamos el **pliego** ayer. Ver `datos.csv`.")
    translate()
    assert {(one.language, one.text) for one in translations()} == {
        ("pt", "Como publicam o inventário de dados?"),
        ("pt", "Publicamos o **edital** ontem. Ver `datos.csv`."),
    }
    assert requests() == []


def test_a_reply_in_portuguese_is_translated_to_spanish(translate):
    make_reply(make_topic(), body="A prefeitura publicou o edital.", language="pt")
    translate()
    assert "La municipalidad publicó el pliego." in {one.text for one in translations()}


def test_the_translation_passes_the_same_renderer_as_a_persons_text(translate):
    topic = make_topic(body="Miren <script>alert(1)</script> y [esto](javascript:alert(1)).\n\n- uno\n- dos")
    translate()
    [made] = [one for one in translations() if one.post_id == first_post(topic).id]
    assert "<script" not in made.html
    assert "javascript:" not in made.html
    assert "<li>um</li>" in made.html


def test_an_edit_leaves_no_stale_translation_and_makes_a_new_one(translate):
    author = make_user()
    topic = make_topic(author, body="El pliego está listo.")
    translate()
    post = first_post(topic)
    edit_post(act(author), post.id, body="El tablero está listo.", language="es", base=fingerprint(post.body, "es"))
    translate()
    texts = [one.text for one in translations() if one.post_id == post.id]
    assert texts == ["O painel está pronto."]


def test_asked_for_twice_it_is_saved_once(translate):
    topic = make_topic()
    translate()
    before = len(translations())
    with transaction():
        requesting.request_posts([first_post(topic).id])
    translate()
    assert len(translations()) == before
    assert requests() == []


def test_what_was_asked_meanwhile_is_not_taken_for_done(translate, monkeypatch):
    author = make_user()
    topic = make_topic(author, body="El pliego está listo.")
    translate()
    post = first_post(topic)
    with transaction():
        requesting.request_posts([post.id])
        session.execute(update(Translation).where(Translation.post_id == post.id).values(post_version=0))
    seen = []

    def edit_meanwhile(*_arguments, **_more):
        if not seen:
            seen.append(True)
            edit_post(
                act(author), post.id, body="El tablero está listo.", language="es", base=fingerprint(post.body, "es")
            )
            with transaction():
                requesting.request_posts([post.id])

    from forum.translation.commands import translating

    compose = translating._compose
    monkeypatch.setattr(translating, "_compose", lambda *given: (edit_meanwhile(), compose(*given))[1])
    translate_next()
    assert [one.post_id for one in requests()] == [post.id]
    monkeypatch.undo()
    translate()
    assert [one.text for one in translations() if one.post_id == post.id] == ["O painel está pronto."]


def test_a_request_that_a_dead_worker_had_in_hand_is_due_again(translate):
    make_topic()
    translate()
    topic = make_topic()
    relay.deliver_everything()
    with transaction():
        # Claimed by somebody who never came back.
        session.execute(update(TranslationRequest).values(attempts=1, due_at=clock.now()))
    translate()
    assert requests() == []
    assert any(one.topic_id == topic.id for one in translations())


@pytest.mark.parametrize(
    "body",
    ["```\nselect 1\n```", "👍 🎉", "1234", "@ana", "مرحبا بالعالم", "ok", "x" * 900, "palabra " * 3_900,
     "A prefeitura publicou o edital, e ustedes lo saben.", "\u202eabc", "[quote=\"a, post:1, topic:1\"]\nx\n[/quote]\n\nsí"],
)  # fmt: skip
def test_odd_texts_are_translated_or_left_but_never_stay_in_the_queue(translate, body):
    topic = make_topic(body=body)
    translate()
    assert [one for one in requests() if one.state == "due"] == []
    made = [one for one in translations() if one.post_id == first_post(topic).id]
    assert len(made) == 1


def test_a_hidden_post_has_no_translation_to_be_made(translate):
    topic = make_topic()
    with transaction():
        session.execute(update(Post).where(Post.topic_id == topic.id).values(state="hidden", state_at=clock.now()))
    translate()
    assert [one for one in translations() if one.post_id is not None] == []
    assert requests() == []


def test_an_engine_that_is_away_keeps_the_request_and_one_that_fails_gives_it_up(app, engine):
    make_topic()
    relay.deliver_everything()
    app.config["TRANSLATION"] = "none"
    assert translate_next()
    assert {one.last_error for one in requests()} == {None, "EngineAway"}
    app.config["TRANSLATION"] = "apertium"


def test_backfill_asks_for_everything_that_has_no_translation(translate, app):
    from forum.core.actor import SYSTEM

    topic = make_topic()
    make_reply(topic)
    with transaction():
        session.execute(TranslationRequest.__table__.delete())
    assert requesting.backfill(SYSTEM) == 3
    assert requesting.backfill(SYSTEM) == 0
    translate()
    assert len(translations()) == 3


def test_the_command_translates_markdown_from_standard_input(engine):
    runner = engine.test_cli_runner()
    answer = runner.invoke(
        args=["translation", "translate", "--from", "es", "--to", "pt_BR"],
        input="- el **ayuntamiento**\n- del tablero\n",
    )
    assert answer.output == "- a **prefeitura**\n- do painel\n"
    wrong = runner.invoke(args=["translation", "translate", "--from", "es", "--to", "en"], input="x")
    assert wrong.exit_code != 0


def test_a_text_that_kills_the_worker_each_time_waits_for_ril(translate):
    make_topic(title="Un título")
    relay.deliver_everything()
    with transaction():
        session.execute(
            update(TranslationRequest).where(TranslationRequest.post_id.is_not(None)).values(attempts=MOST_ATTEMPTS)
        )
    translate()
    [left] = requests()
    assert (left.state, left.last_error) == ("failed", "never finished")
    assert [one.topic_id is not None for one in translations()] == [True]


def test_an_engine_that_is_away_for_long_gives_nothing_up(app):
    app.config["TRANSLATION"] = "none"
    make_topic()
    relay.deliver_everything()
    for _ in range(MOST_ATTEMPTS + 1):
        with transaction():
            session.execute(update(TranslationRequest).values(due_at=clock.now()))
        assert translate_next()
    assert {one.state for one in requests()} == {"due"}
