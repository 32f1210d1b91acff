"""Who is told when somebody looks after a topic: the asker by a notice, the colleague by mail."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.core import clock
from forum.core import relay
from forum.core.db import session
from forum.core.mail import find_composer
from forum.notifications.models import Notification
from forum.promise.commands.assigning import assign
from forum.promise.commands.assigning import finish
from forum.promise.commands.assigning import take
from forum.promise.queries.care import find_holder
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.moderation.desk import text

NOTE = "Hablar antes con Hacienda"
ASSIGNMENTS = "/moderation/log?kind=TopicAssigned"


def soon(days=3):
    return clock.now().date() + timedelta(days=days)


@pytest.fixture
def asker(app):
    return make_user("Ana Asunción", city=make_city("Cali"))


@pytest.fixture
def topic(asker):
    return make_topic(asker, title="¿Cómo medir?")


@pytest.fixture
def colleague(app):
    return make_staff("Rosa Ruiz")


def test_the_asker_is_told_by_a_notice_and_of_the_latest_alone(topic, asker, colleague, sign_in, mails):
    assign(act(make_staff()), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    relay.deliver_pending()
    take(act(make_staff("Otra Persona")), topic.id)
    relay.deliver_pending()

    notices = text(sign_in(asker), "/notices")
    assert "<b>Otra Persona · Equipo RIL</b> sigue tu tema" in notices
    assert "Rosa Ruiz" not in notices
    assert NOTE not in notices
    assert "¿Cómo medir?" in notices
    assert "<q" not in notices, "it is their own text"
    assert [row.user_id for row in mails("notifications.notice")] == []
    finish(act(make_staff()), topic.id)
    relay.deliver_pending()
    assert "Otra Persona" not in text(sign_in(asker), "/notices")


def test_who_was_relieved_before_the_notice_went_out_is_not_named(topic, asker, colleague):
    assign(act(make_staff()), topic.id, colleague_id=colleague.id, due_on=soon())
    last = take(act(make_staff()), topic.id)
    relay.deliver_pending()

    assert session.scalars(select(Notification.actor_id).where(Notification.user_id == asker.id)).all() == [
        last.assignee_id
    ]


def test_the_colleague_is_told_by_mail_with_the_note_and_the_title(topic, colleague, mails):
    assign(act(make_staff("Jefa")), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    (row,) = mails("promise.assigned")
    letter = find_composer("promise.assigned")(row)

    assert row.user_id == colleague.id
    assert "¿Cómo medir?" in letter.subject
    assert NOTE in letter.text
    assert NOTE in letter.html
    assert "Jefa" in letter.text
    assert f"/t/{topic.id}" in letter.text
    take(act(make_staff()), topic.id)
    assert find_composer("promise.assigned")(row) is None, "it is theirs no more"


def test_whoever_takes_a_topic_oneself_gets_no_mail_and_a_day_at_the_promised_pace(topic, mails):
    staff = make_staff()
    with time_machine.travel("2026-11-20T15:00:00+00:00", tick=False):  # A Friday.
        take(act(staff), topic.id)

    assert mails("promise.assigned") == []
    assert find_holder(topic.id).due_on.isoformat() == "2026-11-25"
