"""Slow mode: whom it stops, for how long, and when it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.queries import get_user
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.pacing import TooSoon
from forum.discussion.commands.pacing import slow_down
from forum.discussion.commands.pacing import speed_up
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.commands.removal import delete_post
from forum.discussion.models import Post
from tests.discussion.moved import move
from tests.discussion.moved import notices
from tests.discussion.pace.pausing import NOW
from tests.discussion.pace.pausing import WORDS
from tests.discussion.pace.pausing import at
from tests.discussion.pace.pausing import page
from tests.discussion.pace.pausing import send
from tests.discussion.pace.pausing import written
from tests.discussion.world import events
from tests.discussion.world import row_counts
from tests.discussion.world import text_form
from tests.factories.accounts import act
from tests.factories.discussion import make_reply

# Whom it stops.


def test_a_member_writes_once_in_the_pause_and_again_after_it(world, slow, sign_in):
    browser = sign_in(world.people["foreign member"])
    with at(0):
        assert send(browser, slow, "La primera.").status_code == 303
    with at(14):
        before = row_counts()
        answer = send(browser, slow, WORDS)
        assert answer.status_code == 429
        assert row_counts() == before
    with at(15):
        assert send(browser, slow, "La segunda.").status_code == 303
    assert written(slow) == ["La primera.", "La segunda."]


@pytest.mark.parametrize(
    ("zone", "language", "sentence"),
    [
        ("America/Noronha", "pt", "Modo pausado: você pode voltar a escrever aqui em 16 nov. 2026, 13:15."),
        ("America/Mexico_City", "es", "Modo pausado: puedes volver a escribir aquí el 16 nov 2026, 09:15."),
    ],
)
def test_the_refusal_says_when_in_the_readers_time_and_keeps_the_text(world, slow, sign_in, zone, language, sentence):
    who = world.people["foreign member"]
    with transaction():
        get_user(who.id).time_zone, get_user(who.id).ui_language = zone, language
    browser = sign_in(who)
    with at(0):
        send(browser, slow, "La primera.")
    with at(5):
        answer = send(browser, slow, WORDS)
    assert sentence in answer.text
    assert answer.headers["Retry-After"] == "600"
    form = answer.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert WORDS in form
    assert "readonly" not in form, "it can be sent again from here"


def test_everybody_has_a_pause_of_their_own_and_in_that_topic_alone(world, slow, sign_in):
    other = world.topic()
    with at(0):
        for who in ("foreign member", "colleague", "foreign lead"):
            browser = sign_in(world.people[who])
            assert send(browser, slow).status_code == 303
            assert send(browser, other).status_code == 303
            assert send(browser, other, "Otra vez en el otro tema.").status_code == 303
            assert send(browser, slow, "Otra vez aquí.").status_code == 429


@pytest.mark.parametrize(
    ("audience", "who", "stopped"),
    [
        ("community", "moderator", False),
        ("community", "administrator", False),
        ("city", "moderator", False),
        ("city", "lead", False),
        ("public", "lead", False),
        ("community", "lead", True),
        ("public", "foreign lead", True),
        ("city", "colleague", True),
        ("city", "author", True),
        ("public", "foreign member", True),
    ],
)
def test_whoever_curates_the_topic_makes_no_pause_and_everybody_else_does(world, ril, audience, who, stopped):
    with at(-60):
        topic = world.topic(audience)
        slow_down(act(ril), topic.id, minutes=15)
    with at(0):
        writer = act(world.people[who])
        reply(writer, topic.id, NewReply("La primera.", "es"))
        if stopped:
            with pytest.raises(TooSoon):
                reply(writer, topic.id, NewReply("La segunda.", "es"))
        else:
            reply(writer, topic.id, NewReply("La segunda.", "es"))


def test_the_question_counts_and_so_does_what_was_deleted(world, ril):
    author, member = world.people["author"], world.people["foreign member"]
    with at(0):
        topic = world.topic()
        slow_down(act(ril), topic.id, minutes=60)
    with at(10):
        with pytest.raises(TooSoon) as refused:
            reply(act(author), topic.id, NewReply(WORDS, "es"))
        assert refused.value.again_at == NOW + timedelta(minutes=60)
        post = make_reply(topic, member)
        delete_post(act(member), post.id)
        with pytest.raises(TooSoon):
            make_reply(topic, member)


def test_a_post_that_was_moved_away_stops_nobody_and_moving_is_free(world, ril, slow):
    other, member = world.topic(), world.people["foreign member"]
    with at(0):
        first = make_reply(slow, member)
        move(ril, slow.id, other.id, first)
        second = make_reply(other, member)
        move(ril, other.id, slow.id, second)


def test_ones_own_post_can_be_corrected_at_any_time(world, slow, sign_in):
    browser = sign_in(world.people["foreign member"])
    with at(0):
        send(browser, slow, "La primera.")
    session.rollback()
    post = session.scalars(select(Post).where(Post.topic_id == slow.id, Post.body == "La primera.")).one()
    with at(10):
        answer = browser.post(f"/posts/{post.id}/text", data=text_form(post, "La primera, corregida."))
        assert answer.status_code == 303
    assert written(slow) == ["La primera, corregida."]


def test_the_same_form_sent_twice_is_the_same_reply_and_no_refusal(world, slow, sign_in):
    browser = sign_in(world.people["foreign member"])
    with at(0):
        answers = [send(browser, slow, request_id="form-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert written(slow) == [WORDS]


def test_a_closed_topic_says_that_it_is_closed(world, ril, slow, sign_in):
    browser = sign_in(world.people["foreign member"])
    with at(0):
        send(browser, slow, "La primera.")
        close_topic(act(ril), slow.id)
        assert send(browser, slow).status_code == 403


def test_a_preview_is_no_reply(world, slow, sign_in):
    browser = sign_in(world.people["foreign member"])
    with at(0):
        send(browser, slow, "La primera.")
        assert send(browser, slow, preview="1").status_code == 200


# How long it lasts.


def test_it_ends_at_its_moment_by_itself(world, ril, sign_in):
    member = world.people["foreign member"]
    with at(-60):
        topic = world.topic()
        slow_down(act(ril), topic.id, minutes=240, until=NOW + timedelta(minutes=30))
    browser = sign_in(member)
    with at(0):
        make_reply(topic, member)
        assert "Modo pausado: un mensaje cada 4 horas, hasta el 16 nov 2026" in page(browser, topic, "?ui=es")
    with at(29), pytest.raises(TooSoon):
        make_reply(topic, member)
    with at(30):
        make_reply(topic, member)
        assert 'id="pace"' not in page(browser, topic)


def test_ending_it_by_hand_lets_everybody_write(world, ril, slow):
    member = world.people["foreign member"]
    with at(0):
        make_reply(slow, member)
        speed_up(act(ril), slow.id)
        speed_up(act(ril), slow.id)
        make_reply(slow, member)
    assert [notice["kind"] for notice in notices(slow.id)] == ["slowed", "unslowed"]
    assert len(events("TopicUnslowed")) == 1


def test_a_reply_where_nobody_has_to_wait_asks_for_no_pause(world, slow, sign_in, count_queries):
    browser = sign_in(world.people["foreign member"])
    asked = {}
    with at(0):
        for name, topic in {"slow": slow, "usual": world.topic()}.items():
            with count_queries() as seen:
                assert send(browser, topic).status_code == 303
            asked[name] = [statement for statement in seen if "max(post.created_at)" in statement]
    assert asked["slow"]
    assert asked["usual"] == []
