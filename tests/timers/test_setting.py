"""Setting timers and removing them: who may, what makes sense, and what the log and the readers are told."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest

from forum.accounts.queries import get_user
from forum.core.db import transaction
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.removal import delete_post
from forum.timers.commands import setting
from tests.discussion.world import KINDS
from tests.discussion.world import MEMBERS
from tests.discussion.world import OUTSIDE
from tests.discussion.world import STAFF
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import sees
from tests.factories.accounts import act
from tests.factories.cities import make_city
from tests.moderation.desk import text
from tests.timers.setting import LATER
from tests.timers.setting import NOW
from tests.timers.setting import at
from tests.timers.setting import form
from tests.timers.setting import plan
from tests.timers.setting import reminders
from tests.timers.setting import timers


def page(browser, topic):
    return text(browser, f"/t/{topic.slug}/{topic.id}")


@pytest.mark.parametrize("kind", ["close", "remind"])
@pytest.mark.parametrize("audience", KINDS)
def test_whoever_may_close_a_topic_may_set_it_and_nobody_else(world, sign_in, visitor, audience, kind):
    with at(NOW):
        topic = world.topic(audience)
        for who, browser in world.browsers(sign_in, visitor).items():
            curates = who in STAFF or (who == "lead" and audience in {"public", "city"})
            expected = 303 if curates else 403 if sees(audience, who) and who not in OUTSIDE else 404
            answer = browser.post(f"/topics/{topic.id}/timers", data=form(kind))
            assert answer.status_code == expected, who
            assert browser.get(f"/topics/{topic.id}/timers").status_code == (200 if curates else expected), who
            assert browser.post(f"/topics/{topic.id}/timers/{kind}/removal").status_code == expected, who


@pytest.mark.parametrize("who", MEMBERS)
def test_only_ril_publishes_what_ril_alone_reads(world, sign_in, who):
    with at(NOW):
        topic = world.topic("staff")
        data = form("publish", audience="community", understood="y")
        answer = sign_in(world.people[who]).post(f"/topics/{topic.id}/timers", data=data)
    assert answer.status_code == (303 if who in STAFF else 404)
    assert (set(timers(topic)) == {"publish"}) is (who in STAFF)


def test_what_others_read_cannot_be_published_later(world, ril, sign_in):
    with at(NOW):
        for audience in ("public", "community", "city"):
            topic = world.topic(audience)
            with pytest.raises(Forbidden):
                plan(ril, topic, "publish", audience="public")
            data = form("publish", audience="public", understood="y")
            assert sign_in(ril).post(f"/topics/{topic.id}/timers", data=data).status_code == 422
            assert timers(topic) == {}


@pytest.mark.parametrize("data", [form("publish", understood="y"), form("publish", audience="community")])
def test_publishing_needs_for_whom_and_that_the_warning_was_read(world, ril, sign_in, data):
    with at(NOW):
        topic = world.topic("staff")
        answer = sign_in(ril).post(f"/topics/{topic.id}/timers", data=data)
    assert answer.status_code == 422
    assert timers(topic) == {}


@pytest.mark.parametrize("audience", ["staff", "city", "", "nobody"])
def test_a_topic_is_published_for_the_community_or_everybody_alone(world, ril, audience):
    topic = world.topic("staff")
    with pytest.raises(Invalid):
        plan(ril, topic, "publish", audience=audience)


def test_a_moment_is_that_of_the_moderators_clock(world, ril, sign_in):
    with transaction():
        get_user(ril.id).time_zone = "America/Mexico_City"
    topic = world.topic()
    with at(NOW):
        assert sign_in(ril).post(f"/topics/{topic.id}/timers", data=form()).status_code == 303
    assert timers(topic)["close"].due_at == datetime(2026, 11, 18, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-16T12:00",
        "2026-11-16T11:59",
        "1999-01-01T00:00",
        "2028-12-01T00:00",
        "9999-12-31T23:59",
        "0001-01-01T00:00",
    ],
)
@pytest.mark.parametrize("kind", ["close", "remind"])
def test_a_moment_that_is_over_or_far_away_is_refused_with_a_sentence(world, ril, sign_in, kind, moment):
    topic = world.topic()
    with at(NOW):
        answer = sign_in(ril).post(f"/topics/{topic.id}/timers", data=form(kind, moment))
    assert answer.status_code == 422
    assert 'id="moment-e"' in answer.text
    assert timers(topic) == {}
    assert reminders(topic) == []


@pytest.mark.parametrize(
    "data",
    [{}, form("open"), form(moment=""), form(moment="mañana"), form(moment="2026-13-40T99:99"), form(kind="")],
)
def test_a_form_that_says_nothing_is_shown_again(world, ril, sign_in, data):
    topic = world.topic()
    with at(NOW):
        answer = sign_in(ril).post(f"/topics/{topic.id}/timers", data=data)
    assert answer.status_code == 422
    assert timers(topic) == {}


def test_setting_again_takes_the_place_of_what_was_set(world, ril):
    topic, admin = world.topic(), world.people["administrator"]
    plan(ril, topic)
    plan(admin, topic, due_at=LATER + timedelta(hours=1))
    row = timers(topic)["close"]
    assert (row.due_at, row.user_id) == (LATER + timedelta(hours=1), admin.id)
    plan(admin, topic, due_at=LATER + timedelta(hours=1))
    assert len(events("TimerSet")) == 2, "the form was sent twice"


def test_a_reminder_is_each_persons_own(world, ril, sign_in):
    topic, admin = world.topic(), world.people["administrator"]
    with at(NOW):
        setting.set_reminder(act(ril), topic.id, due_at=LATER)
        setting.set_reminder(act(ril), topic.id, due_at=LATER + timedelta(hours=1))
        setting.set_reminder(act(admin), topic.id, due_at=LATER)
        assert [(row.user_id, row.due_at) for row in reminders(topic)] == [
            (ril.id, LATER + timedelta(hours=1)),
            (admin.id, LATER),
        ]
        assert "Recibirás un recordatorio el" in page(sign_in(ril), topic)
        assert "Recibirás un recordatorio el" in page(sign_in(admin), topic)
        setting.remove_reminder(act(admin), topic.id)
        assert [row.user_id for row in reminders(topic)] == [ril.id]
        assert "Recibirás un recordatorio el" not in page(sign_in(admin), topic)
        assert "recordatorio" not in page(sign_in(world.people["author"]), topic)
    assert "Topic" not in {event.kind for event, _detail in events("ReminderSet")}


def test_what_makes_no_sense_is_refused_until_it_does(world, ril, sign_in):
    topic = world.topic()
    with pytest.raises(Invalid):
        plan(ril, topic, "reopen")
    plan(ril, topic, "close", LATER)
    with pytest.raises(Invalid):
        plan(ril, topic, "reopen", LATER - timedelta(hours=1))
    plan(ril, topic, "reopen", LATER + timedelta(hours=1))

    closed = world.topic()
    close_topic(act(ril), closed.id)
    with pytest.raises(Invalid):
        plan(ril, closed, "close")
    with at(NOW):
        offered = text(sign_in(ril), f"/topics/{closed.id}/timers")
    assert 'value="reopen"' in offered
    assert 'value="close"' not in offered
    plan(ril, closed, "reopen", LATER)
    plan(ril, closed, "close", LATER + timedelta(hours=1))


def test_a_deleted_or_absent_topic_takes_none(world, ril):
    topic = world.topic()
    delete_post(act(ril), first_post(topic).id, reason="Una razón")
    for act_on in (
        lambda: plan(ril, topic),
        lambda: setting.remove_timer(act(ril), topic.id, kind="close"),
        lambda: setting.set_reminder(act(ril), topic.id, due_at=LATER),
        lambda: setting.remove_reminder(act(ril), topic.id),
    ):
        with pytest.raises(Forbidden):
            act_on()
    with pytest.raises(NotFound):
        plan(ril, type("Absent", (), {"id": 999_999}))


def test_removing_is_done_once_and_harmless_again(world, ril, sign_in):
    topic = world.topic()
    plan(ril, topic)
    browser = sign_in(ril)
    for _turn in range(2):
        assert browser.post(f"/topics/{topic.id}/timers/close/removal").status_code == 303
    assert timers(topic) == {}
    assert len(events("TimerRemoved")) == 1
    assert browser.post(f"/topics/{topic.id}/timers/everything/removal").status_code == 404


def test_a_lead_removes_no_publishing_of_ril(world, ril):
    topic = world.topic("staff")
    plan(ril, topic, "publish", audience="community")
    change_audience(act(ril), topic.id, audience="city", city_id=world.city.id)
    setting.remove_timer(act(world.people["lead"]), topic.id, kind="publish")
    assert set(timers(topic)) == {"publish"}


def test_timers_are_not_set_without_end(world, ril):
    topic = world.topic()
    for turn in range(setting.TIMERS.number):
        plan(ril, topic, due_at=LATER + timedelta(minutes=turn))
    with pytest.raises(TooMany):
        plan(ril, topic, due_at=LATER - timedelta(minutes=1))
    with pytest.raises(TooMany), at(NOW):
        setting.set_reminder(act(ril), topic.id, due_at=LATER)


def test_a_city_elsewhere_learns_nothing(world, ril, sign_in):
    topic = world.topic("city")
    make_city("Otra")
    plan(ril, topic)
    with at(NOW):
        for who in ("foreign member", "foreign lead"):
            browser = sign_in(world.people[who])
            for address in (f"/topics/{topic.id}/timers", "/topics/999999/timers"):
                assert browser.get(address).status_code == 404
                assert browser.post(address, data=form()).status_code == 404
