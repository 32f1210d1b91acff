"""Workers that are killed, that fail, that come second, and that have much to do."""

from datetime import timedelta

import pytest

from forum.core.jobs import all_jobs
from forum.timers.checks import look_at_timers
from forum.timers.commands import running
from forum.timers.commands.setting import set_reminder
from forum.timers.tasks import run_timers
from tests.factories.accounts import act
from tests.timers.setting import LATER
from tests.timers.setting import NOW
from tests.timers.setting import at
from tests.timers.setting import begin
from tests.timers.setting import notices
from tests.timers.setting import plan
from tests.timers.setting import run
from tests.timers.setting import timers
from tests.timers.setting import topic_now


def test_a_list_of_what_is_due_that_is_out_of_date_does_nothing(world, ril):
    """Another worker was faster, or somebody put it off, between the reading and the doing."""
    topic = world.topic()
    row = plan(ril, topic)
    timer_id = row.id
    assert run() == 1
    begin()
    with at(LATER):
        assert not running.run_timer(timer_id, topic.id)
        assert not running.run_timer(999_999, 999_999)
    again = plan(ril, topic, "reopen", LATER + timedelta(days=1), now=LATER)
    with at(LATER):
        assert not running.run_timer(again.id, topic.id), "its moment has not come"
    assert topic_now(topic).closed


class Stopped(BaseException):
    """The worker was killed."""


def test_a_worker_killed_in_the_middle_has_done_nothing_and_the_next_does_it_once(world, ril, monkeypatch):
    topic = world.topic()
    plan(ril, topic)
    record, recorded = running.record, []

    def die_at_the_end(*values, **named):
        recorded.append(values)
        raise Stopped

    monkeypatch.setattr(running, "record", die_at_the_end)
    with pytest.raises(Stopped):
        run()
    assert len(recorded) == 1, "it had closed the topic already"
    assert not topic_now(topic).closed
    assert notices(topic) == []
    monkeypatch.setattr(running, "record", record)
    assert run() == 1
    assert notices(topic) == [("closed", ril.id)]


def test_one_that_fails_holds_up_no_other_and_is_tried_again(world, ril, monkeypatch):
    bad, good = world.topic(), world.topic()
    plan(ril, bad, "close", LATER - timedelta(hours=1))
    plan(ril, good)
    close = running.curation.close_topic

    def fail(actor, topic_id, **named):
        if topic_id == bad.id:
            message = "broken"
            raise RuntimeError(message)
        return close(actor, topic_id, **named)

    monkeypatch.setattr(running.curation, "close_topic", fail)
    assert run() == 1
    assert topic_now(good).closed
    assert set(timers(bad)) == {"close"}
    monkeypatch.undo()
    assert run() == 1
    assert topic_now(bad).closed


def test_many_that_are_due_are_done_in_several_turns(world, ril, monkeypatch):
    monkeypatch.setattr(running, "AT_ONCE", 2)
    topics = [world.topic() for _ in range(5)]
    for topic in topics:
        plan(ril, topic)
    assert [run(), run(), run(), run()] == [2, 2, 1, 0]
    assert all(topic_now(topic).closed for topic in topics)


def test_the_worker_does_it_by_the_clock(world, ril):
    topic = world.topic()
    plan(ril, topic)
    assert run_timers in all_jobs()
    assert run_timers.every_minutes == 1
    begin()
    with at(LATER):
        run_timers()
    assert topic_now(topic).closed


def test_the_doctor_says_when_what_is_due_does_not_happen(world, ril):
    topic = world.topic()
    plan(ril, topic)
    with at(NOW):
        set_reminder(act(ril), topic.id, due_at=LATER)
    begin()
    with at(LATER + timedelta(minutes=14)):
        assert look_at_timers() == []
    with at(LATER + timedelta(minutes=16)):
        (finding,) = look_at_timers()
    assert finding.sentence.startswith("2 timers of topics")
