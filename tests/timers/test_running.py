"""What the worker does when a moment has come: once, in the name of who set it, and not when it may not be any more."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.commands.people import suspend
from forum.accounts.queries import get_user
from forum.core import relay
from forum.core.db import transaction
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import restore_post
from forum.search.queries import similar_topics
from forum.timers.commands.setting import remove_timer
from tests.discussion.moved import merge
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.factories.accounts import act
from tests.moderation.desk import text
from tests.timers.setting import LATER
from tests.timers.setting import NOW
from tests.timers.setting import at
from tests.timers.setting import notices
from tests.timers.setting import plan
from tests.timers.setting import run
from tests.timers.setting import timers
from tests.timers.setting import topic_now


def acts(kind):
    return [(event.actor_id, detail.after if detail else None) for event, detail in events(kind)]


def test_a_topic_is_closed_and_opened_at_its_moment_as_by_hand_and_once(world, ril):
    topic = world.topic()
    plan(ril, topic, "close", LATER)
    plan(ril, topic, "reopen", LATER + timedelta(hours=2))

    assert run(LATER - timedelta(minutes=1)) == 0
    assert not topic_now(topic).closed
    assert run(LATER) == 1
    assert run(LATER) == 0
    closed = topic_now(topic)
    assert closed.closed_at == LATER
    assert set(timers(topic)) == {"reopen"}
    assert run(LATER + timedelta(hours=5)) == 1, "what was missed comes later"
    assert not topic_now(topic).closed
    assert timers(topic) == {}

    assert notices(topic) == [("closed", ril.id), ("reopened", ril.id)]
    assert acts("TopicClosed") == [(ril.id, None)]
    assert acts("TopicReopened") == [(ril.id, None)]
    assert acts("TimerRan") == [(ril.id, {"timer": "close"}), (ril.id, {"timer": "reopen"})]


def test_the_notice_says_that_it_was_scheduled_and_that_of_an_act_by_hand_does_not(world, ril, sign_in):
    topic, other = world.topic(), world.topic()
    plan(ril, topic, "close", LATER)
    run(LATER)
    close_topic(act(ril), other.id)
    browser = sign_in(ril)
    scheduled, by_hand = (
        BeautifulSoup(text(browser, f"/t/{one.slug}/{one.id}"), "html.parser").select_one(".post--notice").get_text()
        for one in (topic, other)
    )
    assert "Cerrado a nuevas respuestas · según lo programado" in scheduled
    assert "Cerrado a nuevas respuestas" in by_hand
    assert "programado" not in by_hand


def test_the_log_says_who_had_set_it(world, ril, sign_in):
    topic = world.topic("city")
    plan(ril, topic)
    run()
    with at(LATER):
        for who in ("administrator", "lead"):
            log = text(sign_in(world.people[who]), "/moderation/log").partition("<tbody>")[2]
            assert "<b>Tema cerrado</b>" in log
            assert "<b>Se hizo lo programado</b>" in log
            assert "Marta Vega" in log


def test_the_line_of_what_will_happen_goes_when_it_has(world, ril, sign_in):
    topic, browser = world.topic(), sign_in(world.people["author"])
    address = f"/t/{topic.slug}/{topic.id}"
    plan(ril, topic)
    with at(NOW):
        assert "Se cerrará el" in text(browser, address)
    run()
    with at(LATER):
        assert "Se cerrará el" not in text(browser, address)
        assert "Cerrado a nuevas respuestas" in text(browser, address)


@pytest.mark.parametrize("audience", ["community", "public"])
def test_publishing_is_what_opening_by_hand_is(world, ril, sign_in, visitor, audience):
    with at(NOW):
        topic = world.topic("staff", title="Resultados de la ronda", body="Con el ahorro de agua de cada ciudad.")
    plan(ril, topic, "publish", audience=audience)
    reader = sign_in(world.people["foreign member"])
    address = f"/t/{topic.slug}/{topic.id}"
    with at(NOW):
        relay.deliver_pending()
        assert reader.get(address).status_code == 404
    assert run() == 1
    with at(LATER):
        relay.deliver_pending()
        assert "Resultados de la ronda" in text(reader, "/latest")
        assert "Resultados de la ronda" in text(reader, "/search?q=ahorro+agua")
        assert visitor.get(address).status_code == (200 if audience == "public" else 404)
        assert ("Resultados de la ronda" in visitor.get("/latest.atom").text) is (audience == "public")
        assert similar_topics(act(world.people["author"]), "Resultados de la ronda")
    assert topic_now(topic).audience == audience
    assert notices(topic) == [("audience", ril.id)]
    assert acts("TopicAudienceChanged") == [(ril.id, {"audience": audience})]


def _delete(world, topic):
    delete_post(act(world.people["moderator"]), first_post(topic).id, reason="Una razón")


def _close(world, topic):
    close_topic(act(world.people["moderator"]), topic.id)


def _demote(world, topic):
    with transaction():
        get_user(world.people["lead"].id).city_role = "member"


def _move_away(world, topic):
    with transaction():
        get_user(world.people["lead"].id).city_id = world.other_city.id


def _suspend(world, topic):
    suspend(act(world.people["administrator"]), world.people["lead"].id, reason="Una razón", until=None)


def _leave(world, topic):
    anonymise_person(act(world.people["administrator"]), world.people["lead"].id, reason="Lo pidió por carta")


def _to_community(world, topic):
    change_audience(act(world.people["moderator"]), topic.id, audience="community")


def _to_other_room(world, topic):
    change_audience(act(world.people["moderator"]), topic.id, audience="city", city_id=world.other_city.id)


CHANGES = [
    (_delete, "deleted"),
    (_close, "done"),
    (_demote, "right"),
    (_move_away, "right"),
    (_suspend, "right"),
    (_leave, "right"),
    (_to_community, "right"),
    (_to_other_room, "right"),
]


@pytest.mark.parametrize(("change", "why"), CHANGES)
def test_what_changed_meanwhile_lets_it_not_happen_and_the_log_says_why(world, sign_in, change, why):
    topic, lead = world.topic("city"), world.people["lead"]
    plan(lead, topic)
    with at(NOW):
        change(world, topic)
    before = topic_now(topic).closed_at, len(events("TopicClosed")), notices(topic)

    assert run() == 0
    assert (topic_now(topic).closed_at, len(events("TopicClosed")), notices(topic)) == before
    assert timers(topic) == {}
    assert run() == 0
    assert acts("TimerDropped") == [(None, {"timer": "close", "why": why})]
    ((event, _detail),) = events("TimerDropped")
    assert event.data["user_id"] == lead.id
    with at(LATER):
        log = text(sign_in(world.people["moderator"]), "/moderation/log").partition("<tbody>")[2]
    assert "<b>No se hizo lo programado</b>" in log
    words = {"deleted": "el tema se había borrado", "done": "ya estaba así", "right": "ya no puede hacerlo"}
    assert words[why] in log


def test_what_somebody_of_ril_who_is_no_more_of_ril_set_is_not_published(world, ril):
    topic = world.topic("staff")
    plan(ril, topic, "publish", audience="public")
    with transaction():
        get_user(ril.id).site_role = "member"
    assert run() == 0
    assert topic_now(topic).audience == "staff"
    assert acts("TimerDropped") == [(None, {"timer": "publish", "why": "right"})]


@pytest.mark.parametrize("audience", ["community", "public", "city"])
def test_what_was_opened_by_hand_is_not_opened_further(world, ril, audience):
    topic = world.topic("staff")
    plan(ril, topic, "publish", audience="public")
    change_audience(act(ril), topic.id, audience=audience, city_id=world.city.id if audience == "city" else None)
    assert run() == 0
    assert topic_now(topic).audience == audience
    assert acts("TimerDropped") == [(None, {"timer": "publish", "why": "done"})]


def test_a_topic_that_was_restored_in_time_is_closed(world, ril):
    topic = world.topic()
    plan(ril, topic)
    post = first_post(topic)
    delete_post(act(ril), post.id, reason="Una razón")
    restore_post(act(ril), post.id)
    assert run() == 1
    assert topic_now(topic).closed


def test_the_timers_of_a_merged_topic_do_nothing_to_the_other_and_the_log_tells(world, ril):
    source, target = world.topic(), world.topic()
    plan(ril, source)
    plan(ril, target, "close", LATER + timedelta(days=1))
    merge(ril, source.id, target.id)
    assert timers(target)["close"].due_at == LATER + timedelta(days=1)
    assert run() == 0
    assert timers(source) == {}
    assert len(events("TimerDropped")) == 1
    assert not topic_now(target).closed


def test_the_timers_of_a_topic_that_is_there_again_run(world, ril):
    source, target = world.topic(), world.topic()
    plan(ril, source)
    undo_move(act(ril), merge(ril, source.id, target.id).id)
    assert run() == 1
    assert topic_now(source).closed


def test_what_was_removed_or_put_off_does_not_run(world, ril):
    removed, put_off = world.topic(), world.topic()
    plan(ril, removed)
    plan(ril, put_off)
    remove_timer(act(ril), removed.id, kind="close")
    plan(ril, put_off, "close", LATER + timedelta(days=1))
    assert run() == 0
    assert not topic_now(removed).closed
    assert not topic_now(put_off).closed


def test_a_closed_topic_refuses_replies_that_were_on_their_way(world, ril):
    topic, author = world.topic(), world.people["author"]
    plan(ril, topic)
    run()
    with pytest.raises(Exception, match="Forbidden"):
        reply(act(author), topic.id, NewReply("Una respuesta tardía.", "es"))
