"""Reminders: a letter and a notice at the moment that was chosen, to who may still have them."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.commands.merging import merge_people
from forum.accounts.commands.people import suspend
from forum.accounts.queries import get_user
from forum.core import owndata
from forum.core import relay
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import find_composer
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import delete_post
from forum.notifications.models import Notification
from forum.timers.commands import running
from forum.timers.commands.setting import set_reminder
from tests.discussion.moved import merge
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.moderation.desk import text
from tests.timers.setting import LATER
from tests.timers.setting import NOW
from tests.timers.setting import at
from tests.timers.setting import plan
from tests.timers.setting import reminders
from tests.timers.setting import run_reminders


def ask(who, topic, due_at=LATER):
    with at(NOW):
        return set_reminder(act(who), topic.id, due_at=due_at)


def letters(mails):
    return [find_composer(row.kind)(row) for row in mails("timers.reminder")]


def told(who):
    session.rollback()
    return session.scalars(select(Notification.kind).where(Notification.user_id == who.id)).all()


def test_whoever_wanted_it_gets_one_letter_and_one_notice(world, ril, sign_in, mails):
    topic = world.topic(title="¿Cómo medir el agua?")
    ask(ril, topic)
    assert run_reminders(LATER - timedelta(minutes=1)) == 0
    assert run_reminders() == 1
    assert run_reminders(LATER + timedelta(days=1)) == 0
    with at(LATER):
        relay.deliver_pending()
        (letter,) = letters(mails)
        assert letter.subject == "Recordatorio: ¿Cómo medir el agua?"
        assert f"/t/{topic.id}" in letter.text
        assert told(ril) == ["reminder"]
        notices = text(sign_in(ril), "/notices")
        assert "Pediste un recordatorio de este tema" in notices
        assert "¿Cómo medir el agua?" in notices
        assert "Recibirás un recordatorio" not in text(sign_in(ril), f"/t/{topic.slug}/{topic.id}")
    assert mails("notifications.notice") == []
    assert reminders(topic) == []


def test_the_letter_is_in_the_readers_language(world, mails):
    moderadora = make_staff("Rita Rocha", language="pt")
    ask(moderadora, world.topic(title="¿Cómo medir?"))
    run_reminders()
    (letter,) = letters(mails)
    assert letter.subject == "Lembrete: ¿Cómo medir?"
    assert letter.language == "pt"


def test_a_letter_about_a_room_says_nothing_of_it(world, mails):
    topic = world.topic("city", title="Un secreto de la sala")
    ask(world.people["lead"], topic)
    run_reminders()
    (letter,) = letters(mails)
    for part in (letter.subject, letter.text, letter.html):
        assert "secreto" not in part
        assert "Rionegro" not in part


def _demote(world):
    with transaction():
        get_user(world.people["lead"].id).city_role = "member"


def _suspend(world):
    suspend(act(world.people["administrator"]), world.people["lead"].id, reason="Una razón", until=None)


@pytest.mark.parametrize("change", [_demote, _suspend])
@pytest.mark.parametrize("when", ["before its moment", "before the letter is sent"])
def test_who_lost_the_right_is_reminded_of_nothing(world, mails, change, when):
    topic, lead = world.topic("city"), world.people["lead"]
    ask(lead, topic)
    if when == "before its moment":
        change(world)
        assert run_reminders() == 0
    else:
        assert run_reminders() == 1
        change(world)
    relay.deliver_pending()
    assert [letter for letter in letters(mails) if letter is not None] == []
    assert reminders(topic) == []
    if change is _suspend or when == "before its moment":
        assert told(lead) == []


@pytest.mark.parametrize("audience", ["staff", "community"])
def test_a_topic_that_left_their_sight_is_not_named(world, ril, mails, sign_in, audience):
    topic, lead = world.topic("city", title="Un secreto de la sala"), world.people["lead"]
    ask(lead, topic)
    change_audience(act(ril), topic.id, audience=audience)
    assert run_reminders() == 0
    assert letters(mails) == []
    assert told(lead) == []


def test_a_deleted_topic_reminds_nobody(world, ril, mails):
    topic = world.topic()
    ask(ril, topic)
    delete_post(act(ril), first_post(topic).id, reason="Una razón")
    assert run_reminders() == 0
    assert letters(mails) == []


def test_a_reminder_follows_a_topic_into_another_and_stays_one(world, ril):
    source, target, admin = world.topic(), world.topic(), world.people["administrator"]
    ask(ril, source)
    ask(admin, source)
    ask(admin, target, LATER + timedelta(days=1))
    merge(ril, source.id, target.id)
    assert {(row.user_id, row.due_at) for row in reminders(target)} == {
        (ril.id, LATER),
        (admin.id, LATER + timedelta(days=1)),
    }
    assert reminders(source) == []
    assert run_reminders() == 1


def test_a_reminder_comes_back_with_the_topic_that_it_was_about(world, ril):
    source, target, admin = world.topic(), world.topic(), world.people["administrator"]
    ask(ril, source)
    ask(admin, target)
    undo_move(act(ril), merge(ril, source.id, target.id).id)
    assert [row.user_id for row in reminders(source)] == [ril.id]
    assert [row.user_id for row in reminders(target)] == [admin.id]


def test_a_reminder_is_in_nobodys_log(world, ril, sign_in):
    topic = world.topic()
    ask(ril, topic)
    run_reminders()
    assert len(events("ReminderSet")) == 1
    assert len(events("ReminderCame")) == 1
    with at(LATER):
        log = text(sign_in(world.people["administrator"]), "/moderation/log").partition("<tbody>")[2]
    assert topic.title not in log


class Stopped(BaseException):
    """The worker was killed."""


def test_a_worker_killed_at_the_letter_has_written_none_and_writes_it_once(world, ril, mails, monkeypatch):
    topic = world.topic()
    ask(ril, topic)

    def die(*_values, **_named):
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(running, "queue_mail", die)
        with pytest.raises(Stopped):
            run_reminders()
    assert events("ReminderCame") == []
    assert run_reminders() == 1
    assert run_reminders() == 0
    assert len(mails("timers.reminder")) == 1


def test_one_that_fails_holds_up_no_other_and_is_tried_again(world, ril, mails, monkeypatch):
    bad, good = world.topic(), world.topic()
    ask(ril, bad, LATER - timedelta(hours=1))
    ask(ril, good)
    queue = running.queue_mail

    def fail(kind, *, params, **named):
        if params["topic_id"] == bad.id:
            message = "broken"
            raise RuntimeError(message)
        return queue(kind, params=params, **named)

    with monkeypatch.context() as patched:
        patched.setattr(running, "queue_mail", fail)
        assert run_reminders() == 1
    assert run_reminders() == 1
    assert len(mails("timers.reminder")) == 2


# What a person takes along.


def rows(person, name):
    section = next(section for section in owndata.all_sections() if section.name == name)
    with time_machine.travel(NOW, tick=False):
        return list(section.rows(act(person)))


def test_a_copy_has_what_one_set_and_wants_to_be_reminded_of(world, ril):
    topic, other = world.topic("staff"), world.people["administrator"]
    plan(ril, topic, "publish", audience="public")
    ask(ril, topic)
    (timer,) = rows(ril, "topic_timers")
    assert (timer["topic_id"], timer["kind"], timer["audience"], timer["due_at"]) == (
        f"/t/{topic.id}",
        "publish",
        "public",
        LATER,
    )
    assert [row["topic_id"] for row in rows(ril, "topic_reminders")] == [f"/t/{topic.id}"]
    assert rows(other, "topic_timers") == []
    assert rows(other, "topic_reminders") == []


def test_a_copy_names_no_topic_that_left_the_persons_sight(world, ril):
    topic, lead = world.topic("city"), world.people["lead"]
    plan(lead, topic)
    ask(lead, topic)
    change_audience(act(ril), topic.id, audience="staff")
    assert rows(lead, "topic_timers") == []
    assert rows(lead, "topic_reminders") == []


def test_whoever_leaves_is_reminded_of_nothing(world, ril, run_worker):
    topic = world.topic("city")
    ask(world.people["lead"], topic)
    anonymise_person(act(world.people["administrator"]), world.people["lead"].id, reason="Lo pidió por carta")
    run_worker()
    assert reminders(topic) == []


def test_two_accounts_that_become_one_keep_one_reminder(world, run_worker):
    topic, old, new = world.topic("public"), world.people["lead"], world.people["colleague"]
    with transaction():
        get_user(new.id).city_role = "lead"
    ask(old, topic)
    ask(new, topic, LATER + timedelta(days=1))
    plan(old, topic)
    merge_people(act(world.people["administrator"]), old.id, into_id=new.id, reason="Es la misma persona")
    assert [(row.user_id, row.due_at) for row in reminders(topic)] == [(new.id, LATER + timedelta(days=1))]
