"""Reminders by mail: to the assignee on the day, to RIL in the morning when questions became late; none twice."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.people import suspend
from forum.accounts.commands.profile import change_preferences
from forum.accounts.queries import get_user
from forum.core.db import session
from forum.core.db import transaction
from forum.core.jobs import all_jobs
from forum.core.mail import OutgoingMail
from forum.core.mail import find_composer
from forum.discussion.models import Topic
from forum.promise.commands import reminding
from forum.promise.commands.assigning import assign
from forum.promise.commands.assigning import finish
from forum.promise.commands.assigning import take
from forum.promise.commands.reminding import remind_assignees
from forum.promise.commands.reminding import tell_team_of_late
from forum.promise.tasks import remind
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

#: A Monday, at noon in Buenos Aires.
MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)
NOTE = "Hablar antes con Hacienda"


def at(moment):
    return time_machine.travel(moment, tick=False)


def composed(rows):
    return [find_composer(row.kind)(row) for row in rows]


@pytest.fixture
def colleague(app):
    return make_staff("Rosa Ruiz")


@pytest.fixture
def topic(colleague):
    with at(MONDAY):
        made = make_topic(title="¿Cómo medir?")
        assign(act(make_staff()), made.id, colleague_id=colleague.id, note=NOTE, due_on=date(2026, 11, 18))
    return made


def begin():
    """Read anew, as the worker's next turn does."""
    session.rollback()
    session().info.pop("versions", None)


def run(moment):
    begin()
    with at(moment):
        return remind_assignees()


def test_the_assignee_is_reminded_on_the_day_in_the_morning_and_once(topic, colleague, mails):
    wednesday = MONDAY + timedelta(days=2)
    assert run(wednesday - timedelta(days=1)) == 0
    assert run(wednesday.replace(hour=10, minute=59)) == 0, "before eight in Buenos Aires"
    assert run(wednesday.replace(hour=11)) == 1
    assert run(wednesday) == 0
    assert run(wednesday + timedelta(days=3)) == 0
    (row,) = mails("promise.reminder")
    with at(wednesday):
        (letter,) = composed([row])

    assert row.user_id == colleague.id
    assert letter.subject == "Vence hoy: ¿Cómo medir?"
    assert NOTE in letter.text


def test_a_reminder_that_was_missed_comes_later(topic, mails):
    assert run(MONDAY + timedelta(days=9)) == 1


def test_another_day_or_another_person_is_reminded_anew_and_the_old_letter_is_dropped(topic, colleague, mails):
    assert run(MONDAY + timedelta(days=2)) == 1
    with at(MONDAY + timedelta(days=2)):
        assign(act(colleague), topic.id, colleague_id=colleague.id, due_on=date(2026, 11, 20))

    assert run(MONDAY + timedelta(days=3)) == 0
    assert run(MONDAY + timedelta(days=4)) == 1
    first, second = composed(mails("promise.reminder"))
    assert first is None
    assert second is not None


def test_nobody_is_reminded_of_what_is_done_or_theirs_no_more(topic, colleague, mails):
    other = make_topic()
    with at(MONDAY):
        take(act(colleague), other.id)
        finish(act(make_staff()), topic.id)
    suspend(act(make_staff(role="administrator")), colleague.id, reason="Una razón", until=None)

    assert run(MONDAY + timedelta(days=9)) == 0
    assert mails("promise.reminder") == []


def test_whoever_takes_or_gets_a_topic_for_today_has_no_second_letter(colleague, mails):
    with at(MONDAY):
        assign(act(make_staff()), make_topic().id, colleague_id=colleague.id, due_on=MONDAY.date())

    assert run(MONDAY + timedelta(minutes=5)) == 0
    assert run(MONDAY + timedelta(days=1)) == 0
    assert len(mails("promise.assigned")) == 1


def test_a_reminder_about_a_citys_room_says_nothing_of_it(colleague, mails):
    city = make_city("Tunja")
    with at(MONDAY):
        secret = make_topic(make_user(city=city), title="Un secreto", audience="city", city=city)
        assign(act(make_staff()), secret.id, colleague_id=colleague.id, due_on=date(2026, 11, 18))
    assert run(MONDAY + timedelta(days=2)) == 1
    (letter,) = composed(mails("promise.reminder"))

    for told in (letter.subject, letter.text, letter.html):
        assert "secreto" not in told
        assert "Tunja" not in told


class Stopped(Exception):
    """The worker was stopped."""


def test_a_worker_stopped_among_the_letters_has_written_none_and_writes_each_once(topic, colleague, mails, monkeypatch):
    with at(MONDAY):
        assign(act(make_staff()), make_topic().id, colleague_id=colleague.id, due_on=date(2026, 11, 18))
    queue, queued = reminding.queue_mail, []

    def stop_at_the_second(*values, **named):
        queued.append(named)
        if len(queued) == 2:
            raise Stopped
        return queue(*values, **named)

    monkeypatch.setattr(reminding, "queue_mail", stop_at_the_second)
    with pytest.raises(Stopped):
        run(MONDAY + timedelta(days=2))
    assert mails("promise.reminder") == []
    assert run(MONDAY + timedelta(days=2)) == 2
    assert run(MONDAY + timedelta(days=2)) == 0
    assert len(mails("promise.reminder")) == 2


# The team.


@pytest.fixture
def team(app):
    """Give two people of RIL, and a question that is due at the end of Thursday."""
    with at(MONDAY):
        people = make_staff("Rosa Ruiz"), make_staff("Raúl Rey", language="pt")
        make_user(role="lead")
        make_topic(make_user(city=make_city(country_code="MX", time_zone="America/Monterrey")))
    return people


FRIDAY = MONDAY + timedelta(days=4)


def tell(moment):
    begin()
    with at(moment):
        return tell_team_of_late()


def late_letters(mails):
    return [row.user_id for row in mails("promise.late")]


def test_the_team_is_told_on_the_morning_after_a_question_became_late_and_once(team, mails):
    assert tell(FRIDAY - timedelta(days=1)) == 0
    assert tell(FRIDAY.replace(hour=10)) == 0, "before eight"
    assert tell(FRIDAY) == 2
    assert tell(FRIDAY + timedelta(hours=2)) == 0
    assert sorted(late_letters(mails)) == sorted(person.id for person in team)
    with at(FRIDAY):
        spanish, portuguese = composed(mails("promise.late"))
    assert spanish.subject == "1 pregunta con atraso"
    assert portuguese.subject == "1 pergunta com atraso"
    assert "/moderation/unanswered" in spanish.text


def test_no_letter_comes_on_a_day_off_nor_on_one_on_which_nothing_became_late(team, mails):
    assert tell(FRIDAY) == 2
    assert tell(FRIDAY + timedelta(days=1)) == 0, "a Saturday"
    assert tell(FRIDAY + timedelta(days=3)) == 0, "Monday is the day of sovereignty in Argentina, or nothing is new"
    assert tell(FRIDAY + timedelta(days=4)) == 0, "the same question is still late"
    with at(FRIDAY):
        make_topic(make_user(city=make_city(country_code="MX", time_zone="America/Monterrey")))
    assert tell(FRIDAY + timedelta(days=6)) == 2, "it became late on Wednesday night"


def test_a_letter_that_a_stopped_worker_did_not_write_comes_on_the_next_working_day(team, mails):
    assert tell(FRIDAY + timedelta(days=4)) == 2


def test_whoever_switched_it_off_or_is_not_of_ril_any_more_gets_none(team, mails, sign_in):
    rosa, raul = team
    answer = sign_in(rosa).post("/settings/notices", data={"mail_replies": "y", "mail_mentions": "y"})
    assert answer.status_code == 303
    assert tell(FRIDAY) == 1
    assert late_letters(mails) == [raul.id]
    with transaction():
        get_user(raul.id).site_role = "member"
    with at(FRIDAY):
        assert composed(mails("promise.late")) == [None]


def test_a_letter_is_dropped_when_all_was_answered_or_it_was_switched_off_meanwhile(team, mails):
    assert tell(FRIDAY) == 2
    change_preferences(act(team[0]), {"mail_late": False})
    with at(FRIDAY):
        first, second = composed(mails("promise.late"))
        assert first is None
        assert second is not None
        make_reply(session.scalar(select(Topic)), team[0])
        assert composed(mails("promise.late")) == [None, None]


def test_members_are_not_offered_it_and_cannot_lose_what_they_were_not_asked(team, sign_in):
    member = make_user()
    assert "mail_late" not in sign_in(member).get("/settings/notices").get_data(as_text=True)
    sign_in(member).post("/settings/notices", data={"mail_replies": "y"})
    session.rollback()

    assert get_user(member.id).mail_late
    assert "mail_late" in sign_in(team[0]).get("/settings/notices").get_data(as_text=True)


def test_a_worker_stopped_between_two_people_has_written_to_nobody(team, mails, monkeypatch):
    queue, queued = reminding.queue_mail, []

    def stop_at_the_second(*values, **named):
        queued.append(named)
        if len(queued) == 2:
            raise Stopped
        return queue(*values, **named)

    monkeypatch.setattr(reminding, "queue_mail", stop_at_the_second)
    with pytest.raises(Stopped):
        tell(FRIDAY)
    assert late_letters(mails) == []
    assert tell(FRIDAY) == 2
    assert session.scalar(select(func.count(OutgoingMail.id)).where(OutgoingMail.kind == "promise.late")) == 2


def test_the_worker_does_both_by_the_clock(topic, team, mails):
    assert remind in all_jobs()
    begin()
    with at(FRIDAY):
        remind()

    assert len(mails("promise.reminder")) == 1
    assert len(mails("promise.late")) == 4
