"""Watched words: what is found, what happens to what people write, and who says which words are watched."""

import time

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.conduct.commands.words import MOST
from forum.conduct.commands.words import add_word
from forum.conduct.matching import Watched
from forum.conduct.matching import as_shown
from forum.conduct.matching import find
from forum.conduct.matching import index_of
from forum.conduct.matching import replace
from forum.conduct.models import WatchedWord
from forum.core.db import session
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.models import Report
from tests.conduct.desk import text
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def found_in(words, phrase, language="es", of="both"):
    return [words[one.start : one.end] for one in find(words, index_of([Watched(1, phrase, of, "flag")], language))]


@pytest.mark.parametrize(
    ("words", "phrase", "places"),
    [
        ("Un CHIVÓ y otro chivo.", "chivo", ["CHIVÓ", "chivo"]),
        ("Los chivos y el archivo no.", "chivo", []),
        ("un _chivo_, **chivo**; [chivo](/x)", "chivo", ["chivo"] * 3),
        ("una cuenta\nnueva-hoy", "cuenta nueva hoy", ["cuenta\nnueva-hoy"]),
        ("una cuenta muy nueva", "cuenta nueva", []),
        ("Promoção! PROMOCAO", "promoção", ["Promoção", "PROMOCAO"]),
        ("chi\u200bvo", "chivo", ["chi\u200bvo"]),
        ("сhivо with letters of elsewhere", "chivo", ["сhivо"]),
        ("(.*)+ [a-z]", "(.*)+ [a-z]", ["a-z"]),
        ("a.*c abc", "a.*c", ["a.*c"]),
        ("", "chivo", []),
    ],
)
def test_whole_words_are_found_whatever_their_accents_case_and_marks(words, phrase, places):
    assert found_in(words, phrase) == places


def test_a_word_counts_in_the_texts_of_its_language_only():
    assert found_in("el polvo", "polvo", language="pt", of="es") == []
    assert found_in("el polvo", "polvo", language="es", of="es") == ["polvo"]


def test_the_longest_of_phrases_that_overlap_is_found():
    index = index_of([Watched(1, "a", "both", "flag"), Watched(2, "a b c", "both", "block")], "es")
    assert [one.watched.id for one in find("a b c a b", index)] == [2, 1]


def test_what_would_break_is_not_replaced():
    index = index_of([Watched(1, "casa", "both", "replace", "hogar")], "es")
    words = '[quote="ana.casa, post:1, topic:2"]\ncasa\n[/quote] https://casa.org/casa @casa ![casa](upload:casa) casa'
    assert replace(words, find(words, index)) == (
        '[quote="ana.casa, post:1, topic:2"]\nhogar\n[/quote] https://casa.org/casa @casa ![hogar](upload:casa) hogar'
    )


@pytest.mark.parametrize(
    "words", ["a " * 16_000, "a b c d e f g " * 2_285, "\u0301" * 32_000, "á" * 32_000, "[quote=" * 4_500]
)
def test_2000_phrases_and_a_text_of_32000_characters_take_no_time_to_speak_of(words):
    phrases = [Watched(n, f"a b c d e f g {n}", "both", "flag") for n in range(MOST)]
    index = index_of(phrases, "es")
    begun = time.process_time()
    found = list(find(words, index))
    replace(words, found)
    assert time.process_time() - begun < 2
    assert found == []


@pytest.fixture
def ril(app):
    return make_staff()


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto", city=make_city("Rionegro"))


def watch(ril, phrase, action, **more):
    add_word(act(ril), phrase=phrase, language="both", action=action, **more)


def new_topic(browser, title="Una pregunta larga", body="Un texto cualquiera"):
    form = {"title": title, "body": body, "stage": "evidence", "kind": "question", "language": "es"}
    return browser.post("/new-topic", data=form | {"audience": "community"})


def test_a_blocked_word_is_named_and_nothing_is_written(ril, ana, sign_in):
    watch(ril, "chivo", "block")
    topic = make_topic(ana)
    own = make_reply(topic, ana)
    browser = sign_in(ana)
    before = session.scalar(select(func.count(Post.id)))

    answers = [
        new_topic(browser, body="Vendo un CHIVO"),
        new_topic(browser, title="Vendo un chivó"),
        browser.post(f"/topics/{topic.id}/posts", data={"body": "Vendo un chivo", "language": "es"}),
        browser.post(
            f"/posts/{own.id}/text",
            data={"body": "Vendo un chivo", "language": "es", "base": fingerprint(own.body, own.language)},
        ),
        browser.post(
            f"/topics/{topic.id}/details",
            data={"title": "Vendo un chivo", "stage": "evidence", "language": "es", "base": "x"},
        ),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert "«chivo» no se puede usar" in answer.text
    session.rollback()
    assert session.scalar(select(func.count(Post.id))) == before
    assert session.get_one(Topic, topic.id).title == topic.title


def test_a_word_is_replaced_before_anything_is_written(ril, ana, sign_in):
    watch(ril, "chivo", "replace", replacement="cabrito")
    browser = sign_in(ana)
    assert new_topic(browser, title="Sobre el chivo", body="Un Chivo en la plaza").status_code == 303

    session.rollback()
    topic = session.scalars(select(Topic)).one()
    post = session.scalars(select(Post)).one()
    assert (topic.title, post.body) == ("Sobre el cabrito", "Un cabrito en la plaza")
    assert "cabrito" in post.html


def test_a_replacement_that_makes_a_text_too_long_is_refused(ril, ana, sign_in):
    watch(ril, "x", "replace", replacement="y" * 120)
    assert new_topic(sign_in(ana), body="x " * 15_000).status_code == 422


def test_a_reported_word_is_published_and_lies_on_ril_s_desk_once(ril, ana, sign_in, run_worker):
    watch(ril, "chivo", "flag")
    topic = make_topic(ana, body="Vendo un chivo")
    run_worker()
    post = session.scalars(select(Post).where(Post.topic_id == topic.id)).one()
    sign_in(ana).post(
        f"/posts/{post.id}/text",
        data={"body": "Vendo otro chivo", "language": "es", "base": fingerprint(post.body, post.language)},
    )
    run_worker()

    report = session.scalars(select(Report)).one()
    assert (report.reporter_id, report.reason, report.note, report.state) == (None, "watched", "chivo", "open")
    assert session.get_one(Post, post.id, populate_existing=True).state == "visible"
    for address in ("/moderation", f"/reports/{report.id}", f"/moderation/members/{ana.handle}/reports"):
        page = text(sign_in(ril), address)
        assert "palabras vigiladas" in page, address
        assert "Ex integrante" not in page, address


def test_what_ril_writes_is_not_looked_at(ril, sign_in):
    watch(ril, "chivo", "block")
    assert new_topic(sign_in(ril), body="Nadie escribe chivo").status_code == 303


def test_the_box_shows_what_would_happen_and_writes_nothing(ril, sign_in):
    watch(ril, "chivo", "flag")
    watch(ril, "oveja negra", "replace", replacement="oveja")
    browser = sign_in(ril)
    answer = browser.post("/moderation/words/trial", data={"text": "Un chivo y una oveja-negra", "language": "es"})
    assert "Se publicaría y se reportaría" in answer.text
    assert "Un chivo y una oveja" in answer.text
    watch(ril, "cerdo", "block")
    answer = browser.post("/moderation/words/trial", data={"text": "Un cerdo y un chivo", "language": "es"})
    assert "No se aceptaría" in answer.text
    assert session.scalar(select(func.count(Post.id))) == 0


@pytest.mark.parametrize(
    "form",
    [
        {"phrase": ""},
        {"phrase": "!!!"},
        {"phrase": "a b c d e f g h i"},
        {"phrase": "x" * 121},
        {"phrase": "x\x00"},
        {"language": "fr"},
        {"action": "burn"},
        {"action": "replace"},
        {"action": "replace", "replacement": "x" * 121},
    ],
)
def test_a_word_that_cannot_be_watched_is_refused_with_a_sentence(ril, sign_in, form):
    good = {"phrase": "chivo", "language": "both", "action": "block"}
    answer = sign_in(ril).post("/moderation/words", data=good | form)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text or "notice--bad" in answer.text
    assert session.scalar(select(func.count(WatchedWord.id))) == 0


def test_a_word_is_watched_once_and_watched_no_more_when_it_is_removed(ril, ana, sign_in):
    browser = sign_in(ril)
    form = {"phrase": "chivo", "language": "both", "action": "block"}
    assert browser.post("/moderation/words", data=form).status_code == 303
    assert browser.post("/moderation/words", data=form | {"phrase": "CHIVÓ", "language": "es"}).status_code == 409
    assert "chivo" in text(browser, "/moderation/words?q=chi")
    number = session.scalars(select(WatchedWord.id)).one()
    assert browser.post(f"/moderation/words/{number}/removal").status_code == 303
    assert browser.post(f"/moderation/words/{number}/removal").status_code == 404
    assert new_topic(sign_in(ana), body="Vendo un chivo").status_code == 303
    assert "Palabra vigilada quitada" in text(browser, "/moderation/log")


@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_only_ril_says_which_words_are_watched(client, sign_in, ril, who):
    watch(ril, "secreto", "block")
    browser = client if who == "visitor" else sign_in(make_user(role=who))
    number = session.scalars(select(WatchedWord.id)).one()
    assert browser.get("/moderation/words").status_code == 404
    assert browser.get("/moderation/words/trial").status_code == 404
    assert (
        browser.post("/moderation/words", data={"phrase": "x", "language": "es", "action": "flag"}).status_code == 404
    )
    assert browser.post(f"/moderation/words/{number}/removal").status_code == 404
    assert browser.post("/moderation/words/trial", data={"text": "secreto", "language": "es"}).status_code == 404


@pytest.mark.parametrize(
    "seen",
    [
        "zo&#112;encos",
        "zo&shy;pencos",
        "zo&ZeroWidthSpace;pencos",
        "zo**pen**cos",
        "zo\u200epencos",
        "zo\u2063pencos",
        "zo\ufe0fpencos",
        "zo\u3164pencos",
        "ｚopencos",
    ],
)
def test_what_looks_like_a_watched_word_is_one(seen):
    assert [
        one.watched.phrase for one in find(as_shown(seen), index_of([Watched(1, "zopencos", "both", "hold")], "es"))
    ]
