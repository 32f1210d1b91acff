"""People improve translations: authors and RIL at once, who reads both languages by a proposal."""

import pytest

from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.translation.commands.correcting import CorrectionConflict
from forum.translation.commands.correcting import NewCorrection
from forum.translation.commands.correcting import correct
from tests.discussion.test_double_submit import at_once
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.correcting import BETTER
from tests.translation.correcting import MACHINE
from tests.translation.correcting import base_of
from tests.translation.correcting import corrections
from tests.translation.correcting import fill_in
from tests.translation.correcting import improve
from tests.translation.correcting import present
from tests.translation.correcting import translated
from tests.translation.reading import page


def test_what_the_author_writes_is_shown_as_reviewed_from_then_on_with_their_name(poor_post, author, sign_in):
    answer = fill_in(sign_in(author), poor_post, BETTER.split("\n\n"))
    assert answer.status_code == 303
    shown = page(sign_in(make_user(reads="pt")), f"/t/como-licitan/{poor_post.topic_id}").select_one("#post-2")
    assert "Publicamos o edital ontem." in shown.select_one(".prose--mt").text
    assert "Ana Autora" in shown.select_one(".mt--ok").text
    assert "Traducción revisada por" in shown.select_one(".mt--ok").text
    assert "Publicamos el pliego ayer." in shown.select_one("details.orig").text


def test_the_editor_shows_each_paragraph_beside_its_translation(poor_post, author, sign_in):
    editor = page(sign_in(author), f"/posts/{poor_post.id}/translation/edit")
    pairs = [
        (row.select_one(".source").text, row.select_one("textarea").text.strip())
        for row in editor.select("form .duo-p")
    ]
    assert pairs == [("Publicamos el pliego ayer.", "Publicamos o prego ontem."), ("Gracias.", "Obrigado.")]
    assert {row["lang"] for row in editor.select(".source")} == {"es"}
    assert {row["lang"] for row in editor.select("textarea")} == {"pt-BR"}


def test_ril_too_decides_at_once(poor_post):
    row = improve(make_staff("Rita"), poor_post, BETTER)
    assert (row.state, present(poor_post).state, present(poor_post).text) == ("accepted", "reviewed", BETTER)


def test_a_member_who_reads_both_proposes_and_nothing_is_shown_until_it_is_accepted(poor_post, helper, author, sign_in):
    assert fill_in(sign_in(helper), poor_post, BETTER.split("\n\n")).status_code == 303
    [row] = corrections(poor_post)
    assert (row.state, present(poor_post).state, present(poor_post).text) == ("proposed", "machine", MACHINE)
    browser = sign_in(author)
    accept = page(browser, f"/posts/{poor_post.id}/translation").select_one("button[autofocus]")
    token = accept.parent.select_one("[name=csrf_token]")["value"]
    assert browser.post(accept.parent["action"], data={"csrf_token": token}).status_code == 303
    assert (present(poor_post).state, present(poor_post).text, present(poor_post).reviewer_id) == (
        "reviewed",
        BETTER,
        helper.id,
    )


def test_who_reads_one_language_only_does_not_translate(poor_post, sign_in):
    reader = make_user(reads="pt")
    with pytest.raises(Forbidden):
        improve(reader, poor_post, BETTER)
    browser = sign_in(reader)
    assert browser.get(f"/posts/{poor_post.id}/translation/edit").status_code == 403
    assert "translation/edit" not in browser.get(f"/t/como-licitan/{poor_post.topic_id}").get_data(as_text=True)


def test_an_author_who_reads_one_language_still_decides(app):
    author = make_user(reads="es")
    topic = make_topic(author, body="Publicamos el pliego ayer.")
    post = translated(topic, 1, text="Publicamos o prego ontem.", title="Título")
    assert improve(author, post, "Publicamos o edital ontem.", title="Um título").state == "accepted"


def test_a_first_post_has_its_title_beside_it_and_both_become_reviewed(author, sign_in):
    topic = make_topic(author, title="¿Cómo licitan?", body="Una pregunta.", audience="community")
    post = translated(topic, 1, text="Uma perguntinha.", title="Como licitam?")
    assert fill_in(sign_in(author), post, ["Uma pergunta."], title="Como fazem licitação?").status_code == 303
    reader = page(sign_in(make_user(reads="pt")), f"/t/como-licitan/{topic.id}")
    assert reader.select_one("h1").text.strip() == "Como fazem licitação?"
    assert "Uma pergunta." in reader.select_one("#post-1 .prose--mt").text


def test_a_post_without_a_translation_is_translated_by_a_person(app, author):
    topic = make_topic(make_user())
    reply = make_reply(topic, author, body="Publicamos el pliego.")
    row = improve(author, reply, "Publicamos o edital.")
    assert (row.before, present(reply).state) == ("", "reviewed")


QUOTE = '[quote="ana, post:1, topic:1"]\nDicho.\n[/quote]\n\nSí.'


@pytest.mark.parametrize(
    ("body", "text", "sentence"),
    [
        ("Hola.", "  \n ", "Write the translation"),
        ("Hola @ana.", "Olá, Ana.", "mention the same people"),
        ("Hola.", "Olá, @ana.", "mention the same people"),
        ("Hola.", '[quote="ana, post:1, topic:1"]\nsegredo\n[/quote]', "quote the same"),
        ("Hola.", f"![x](upload:{'a' * 32})", "only the files"),
        ("Hola.", "a" * 32_001, "At most"),
        ("Hola.", "Olá, `@ana`.", "mention the same people"),
        ("Hola.", "Olá, @\u200bana.", "mention the same people"),
        ("Hola.", "Olá, \uff20ana.", "mention the same people"),
        ("Hola.", "[Olá](/u/ana).", "mention the same people"),
        ("Hola.", "[Olá](http://localhost/g/rionegro).", "mention the same people"),
        (QUOTE, QUOTE.replace('"]', '" ]'), "quote the same"),
        (QUOTE, "Dicho.\n\nSim.", "quote the same"),
    ],
    ids=[
        "empty",
        "who is not named",
        "who is named besides",
        "a quote",
        "a file",
        "too long",
        "a name in code",
        "a name behind an invisible sign",
        "a name in wide letters",
        "a link to a person",
        "a link to a city",
        "a quote that is none any more",
        "quoted words without their quote",
    ],
)
def test_a_translation_names_quotes_and_shows_what_its_original_does(app, author, body, text, sentence):
    make_user("Ana")
    reply = make_reply(make_topic(make_user()), author, body=body)
    with pytest.raises(Invalid) as refused:
        improve(author, reply, text)
    assert sentence in str(refused.value.message._args[0])
    assert corrections(reply) == []


def test_hostile_markup_passes_the_renderer_of_all_texts(poor_post, author):
    improve(author, poor_post, "Olá <script>alert(1)</script> [x](javascript:alert(1))")
    assert "<script" not in present(poor_post).html
    assert "javascript:" not in present(poor_post).html


def test_a_form_that_comes_back_with_another_text_is_another_one(poor_post, author):
    improve(author, poor_post, BETTER, request_id="one")
    improve(author, poor_post, "Outra.", request_id="one")
    assert present(poor_post).text == "Outra."


def test_a_form_that_comes_back_with_another_title_alone_is_another_one(helper, author):
    topic = make_topic(author, title="¿Cómo licitan?", body="Una pregunta.")
    first = translated(topic, 1, text="Uma pergunta.", title="Como licitam?")
    for title in ("Como compram?", "Como fazem licitação?"):
        improve(helper, first, "Uma pergunta.", title=title, request_id="one")
    assert [row.title for row in corrections(first)] == ["Como fazem licitação?"]


def test_a_proposal_that_changes_nothing_is_none(poor_post, helper):
    with pytest.raises(Invalid):
        improve(helper, poor_post, MACHINE)


def test_the_same_form_sent_twice_makes_one_correction(app, poor_post, author):
    base, number, actor = base_of(poor_post), poor_post.id, act(author)
    new = NewCorrection(BETTER, base, request_id="one-form")
    results = at_once(app, [lambda: correct(actor, number, new).state] * 4)
    assert results == ["accepted"] * 4
    assert len(corrections(poor_post)) == 1


def test_an_edit_of_the_original_meanwhile_loses_neither_text(poor_post, author, helper, sign_in):
    browser = sign_in(helper)
    editor = page(browser, f"/posts/{poor_post.id}/translation/edit")
    data = {field["name"]: field.get("value", "") for field in editor.select("form.correct input[name]")}
    edit_post(
        act(author),
        poor_post.id,
        body="Publicamos el pliego hoy.",
        language="es",
        base=fingerprint(poor_post.body, "es"),
    )
    answer = browser.post(f"/posts/{poor_post.id}/translation", data=data | {"body": ["Minha versão.", "Obrigado."]})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Minha versão." in text
    assert "Publicamos el pliego hoy." in text
    assert corrections(poor_post) == []


def test_somebody_elses_correction_meanwhile_is_shown_beside_ones_own(poor_post, author):
    base = base_of(poor_post)
    improve(make_staff(), poor_post, BETTER)
    with pytest.raises(CorrectionConflict) as refused:
        improve(author, poor_post, "A minha.", base=base)
    assert refused.value.present.text == BETTER
    assert present(poor_post).text == BETTER
