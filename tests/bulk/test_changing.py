"""Changing many topics together: chosen, shown, all or none, and all undone with one button."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.bulk.forms import MOST_TOPICS
from forum.bulk.models import TopicChange
from forum.certification.queries import criteria_in_order
from forum.certification.queries import get_stage
from forum.core import clock
from forum.core.db import session
from forum.core.retention import forget_all
from forum.discussion.commands import curation
from forum.discussion.models import Post
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from tests.bulk.changing import change
from tests.bulk.changing import form_of
from tests.discussion.moved import merge
from tests.discussion.moved import prose
from tests.discussion.moved import topic_now
from tests.discussion.world import STAFF
from tests.discussion.world import events
from tests.discussion.world import row_counts
from tests.factories.accounts import act

CODE = "DM2"
CASES = (
    ("stage", {"stage": "roadmap"}, lambda topic: topic.stage_id == get_stage("roadmap").id),
    ("language", {"language": "pt"}, lambda topic: topic.language == "pt"),
    ("audience", {"audience": "staff"}, lambda topic: topic.audience == "staff"),
    ("close", {}, lambda topic: topic.closed),
    ("pin", {}, lambda topic: topic.pinned_at is not None),
    ("criteria", {"criterion": CODE}, lambda topic: _has_criterion(topic.id)),
)


def _has_criterion(topic_id: int) -> bool:
    wanted = next(c.id for c in criteria_in_order() if c.code == CODE)
    found = select(TopicCriterion.topic_id).where(
        TopicCriterion.topic_id == topic_id, TopicCriterion.criterion_id == wanted
    )
    return session.scalar(found) is not None


@pytest.mark.parametrize(("what", "more", "is_so"), CASES, ids=[case[0] for case in CASES])
def test_many_topics_are_changed_and_put_back_with_one_button(world, browser, what, more, is_so):
    topics = [world.topic() for _ in range(3)]
    before = row_counts()
    shown = browser.post("/topics/changes", data=form_of(topics[:2], what, preview="1", **more))
    assert shown.status_code == 200
    assert row_counts() == before, "nothing is done until it is confirmed"

    done = change(browser, topics[:2], what, reason="Orden del mes", **more)
    assert [is_so(topic_now(topic.id)) for topic in topics] == [True, True, False]
    yes = {"understood": "y"} if what == "audience" else {}
    assert browser.post(f"{done}/removal", data=yes).status_code == 303
    assert [is_so(topic_now(topic.id)) for topic in topics] == [False, False, False]
    assert browser.post(f"{done}/removal", data=yes).status_code == 409


def test_a_topic_that_was_moved_and_moved_back_says_both(world, browser):
    topic = world.topic()
    browser.post(f"{change(browser, [topic], 'stage', stage='roadmap')}/removal")
    said = session.scalars(select(Post.notice).where(Post.topic_id == topic.id, Post.kind == "notice")).all()
    roadmap, evidence = get_stage("roadmap").id, get_stage("evidence").id
    assert [(one["from"], one["to"]) for one in said] == [(evidence, roadmap), (roadmap, evidence)]


def test_the_way_back_of_reopening_and_unpinning(world, browser):
    topic = world.topic()
    curation.close_topic(act(world.people["moderator"]), topic.id)
    curation.pin_topic(act(world.people["moderator"]), topic.id)
    for what in ("reopen", "unpin"):
        done = change(browser, [topic], what)
        browser.post(f"{done}/removal")
    now = topic_now(topic.id)
    assert now.closed
    assert now.pinned_at is not None


def test_each_topic_has_its_act_in_the_log_with_the_reason(world, browser):
    topics = [world.topic() for _ in range(2)]
    change(browser, topics, "close", reason="Terminó la etapa")
    assert [detail.reason for _event, detail in events("TopicClosed")] == ["Terminó la etapa"] * 2


def test_what_somebody_changed_again_since_stays_as_it_is(world, browser):
    one, two = world.topic(), world.topic()
    done = change(browser, [one, two], "stage", stage="roadmap")
    change(browser, [two], "stage", stage="validation")
    page = browser.post(f"{done}/removal", follow_redirects=True)
    assert "se cambió de nuevo" in page.text
    assert topic_now(one.id).stage_id == get_stage("evidence").id
    assert topic_now(two.id).stage_id == get_stage("validation").id


def test_topics_that_are_so_already_are_left_alone(world, browser):
    one, two = world.topic(), world.topic()
    curation.close_topic(act(world.people["moderator"]), one.id)
    shown = browser.post("/topics/changes", data=form_of([one, two], "close", preview="1"))
    assert "Ya está así" in shown.text
    done = change(browser, [one, two], "close")
    browser.post(f"{done}/removal")
    assert topic_now(one.id).closed, "it was closed before"
    assert not topic_now(two.id).closed
    answer = browser.post("/topics/changes", data=form_of([one], "close"))
    assert answer.status_code == 409
    assert len(session.scalars(select(TopicChange.id)).all()) == 1


def test_more_readers_are_warned_of_and_need_a_yes(world, browser):
    room, community = world.topic("city"), world.topic()
    asked = browser.post("/topics/changes", data=form_of([room, community], "audience", audience="public"))
    assert asked.status_code == 422
    assert prose(asked).select_one("input[name=understood][aria-invalid=true]")
    assert (topic_now(room.id).audience, topic_now(community.id).audience) == ("city", "community")
    done = change(browser, [room, community], "audience", audience="public", understood="y")
    assert (topic_now(room.id).audience, topic_now(room.id).city_id) == ("public", None)
    browser.post(f"{done}/removal")
    assert (topic_now(room.id).audience, topic_now(room.id).city_id) == ("city", world.city.id)


def test_going_back_to_more_readers_needs_a_yes_too(world, browser):
    topic = world.topic("public")
    done = change(browser, [topic], "audience", audience="staff")
    page = prose(browser.get(done))
    assert page.select_one("input[name=understood]")
    refused = browser.post(f"{done}/removal")
    assert refused.status_code == 422
    assert prose(refused).select_one("input[name=understood][aria-invalid=true]")
    assert topic_now(topic.id).audience == "staff"
    browser.post(f"{done}/removal", data={"understood": "y"})
    assert topic_now(topic.id).audience == "public"


def test_a_criterion_that_stands_for_a_practice_is_taken_back_with_the_practice_there_again(world, browser):
    topic = world.topic(practices=["DM"])
    done = change(browser, [topic], "criteria", criterion=CODE)
    assert _has_criterion(topic.id)
    page = browser.post(f"{done}/removal", follow_redirects=True)
    assert "se cambió de nuevo" not in page.text
    assert not _has_criterion(topic.id)
    assert session.scalars(select(TopicPractice.topic_id)).all() == [topic.id]


def test_a_topic_that_was_deleted_since_stays_so_and_the_others_go_back(world, browser):
    one, gone = world.topic(), world.topic()
    done = change(browser, [one, gone], "close")
    merge(world.people["administrator"], gone.id, world.topic().id)
    page = browser.post(f"{done}/removal", follow_redirects=True)
    assert "se cambió de nuevo" in page.text
    assert not topic_now(one.id).closed


def test_an_act_can_be_undone_for_ninety_days(world, browser):
    done = change(browser, [world.topic()], "close")
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        forget_all()
    assert browser.get(done).status_code == 404
    assert browser.post(f"{done}/removal").status_code == 404


def test_one_topic_that_is_not_there_and_none_is_changed(world, browser):
    topic, gone, other = (world.topic() for _ in range(3))
    merge(world.people["moderator"], gone.id, other.id)
    before = row_counts()
    for missing in (gone.id, 999_999):
        assert browser.post("/topics/changes", data=form_of([topic.id, missing], "close")).status_code == 404
    assert row_counts() == before
    assert not topic_now(topic.id).closed


HOSTILE = (
    ("no topic", lambda topic: form_of([], "close")),
    ("ten thousand", lambda topic: form_of(range(1, 10_001), "close")),
    ("one too many", lambda topic: form_of(range(1, MOST_TOPICS + 2), "close")),
    ("words", lambda topic: form_of(["x"], "close")),
    ("no act", lambda topic: form_of([topic], "delete")),
    ("no stage", lambda topic: form_of([topic], "stage")),
    ("a stage that there is not", lambda topic: form_of([topic], "stage", stage="nowhere")),
    ("no colleague", lambda topic: form_of([topic], "assign", due_on="2030-01-01")),
    ("a colleague that there is not", lambda topic: form_of([topic], "assign", due_on="2030-01-01", colleague="9" * 9)),
    ("no criterion", lambda topic: form_of([topic], "criteria")),
    ("a criterion that there is not", lambda topic: form_of([topic], "criteria", criterion="XX9")),
    ("a third language", lambda topic: form_of([topic], "language", language="en")),
    ("a room", lambda topic: form_of([topic], "audience", audience="city")),
    ("a long reason", lambda topic: form_of([topic], "close", reason="x" * 32_000)),
)


@pytest.mark.parametrize(("what", "make"), HOSTILE, ids=[what for what, _make in HOSTILE])
def test_a_form_that_cannot_be_right_gets_a_sentence_and_changes_nothing(world, browser, what, make):
    topic = world.topic()
    before = row_counts()
    answer = browser.post("/topics/changes", data=make(topic))
    assert answer.status_code == 422, what
    assert prose(answer).select_one(".notice--bad[role=alert] li").get_text(strip=True)
    assert row_counts() == before


def test_topics_are_chosen_on_several_pages(world, browser):
    topics = [world.topic() for _ in range(35)]
    first = prose(browser.get("/topics"))
    assert len(first.select("input[name=topics][type=checkbox]")) == 30
    older = first.select_one("button[name=after]")["value"]
    second = prose(browser.get(f"/topics?topics={topics[34].id}&after={older}"))
    assert [box["value"] for box in second.select("input[name=topics][type=hidden]")] == [str(topics[34].id)]
    asked = prose(browser.get(f"/topics/changes/new?topics={topics[34].id}&topics={topics[0].id}"))
    assert len(asked.select("input[name=topics]")) == 2
    assert browser.get("/topics/changes/new").status_code == 302
    assert "/topics" in [link["href"] for link in prose(browser.get("/latest")).select("a[href]")]


@pytest.mark.parametrize("who", ["author", "lead", "foreign member", "pending", "suspended"])
def test_only_ril_changes_many_topics(world, browser, sign_in, client, who):
    done = change(browser, [world.topic()], "close")
    before = row_counts()
    other = sign_in(world.people[who])
    for visitor in (other, client):
        for address in ("/topics", "/topics/changes/new", done):
            assert visitor.get(address).status_code == 404
        assert visitor.post("/topics/changes", data=form_of([1], "reopen")).status_code == 404
        assert visitor.post(f"{done}/removal").status_code == 404
    assert row_counts() == before
    assert set(STAFF) == {"moderator", "administrator"}
