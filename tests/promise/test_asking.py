"""Whom to ask: who is suggested, who may be asked, and what those are told who were."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.accounts.commands.profile import change_preferences
from forum.accounts.models import User
from forum.core import clock
from forum.core import relay
from forum.core.db import session
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.mail import find_composer
from forum.core.ratelimit import Limit
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.curation import confirm_answer
from forum.discussion.commands.curation import mark_answer
from forum.notifications.models import Notification
from forum.promise.commands import asking
from forum.promise.commands.asking import ask_for_help
from forum.promise.models import HelpRequest
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import text


def answered(by, *, confirmed=False, **values):
    """Make a question whose chosen answer somebody wrote."""
    asker = make_user(city=values.get("city"))
    made = make_topic(asker, **values)
    post = make_reply(made, by)
    mark_answer(act(asker), made.id, post_id=post.id)
    if confirmed:
        confirm_answer(act(make_staff()), made.id, post_id=post.id)
    return made


def offered(browser, topic):
    """Return the names on the page, in their order."""
    page = text(browser, f"/topics/{topic.id}/asking")
    return re.findall(r'name="people" value="\d+".*?<span class="who-name">([^<]+)</span>', page, re.DOTALL)


def asked():
    session.rollback()
    return set(session.scalars(select(HelpRequest.user_id)))


@pytest.fixture
def browser(app, sign_in):
    return sign_in(make_staff())


@pytest.fixture
def topic(app):
    return make_topic(make_user(city=make_city("Casa")), title="¿Cómo medir?", criteria=["DM2"], practices=["DM"])


def test_who_answered_about_the_same_criterion_stands_before_who_did_about_the_practice(browser, topic):
    practice, criterion, confirmed = make_user("Pía Práctica"), make_user("Cora Criterio"), make_user("Nora Notable")
    answered(practice, practices=["DM"])
    answered(criterion, criteria=["DM2"], practices=["DM"], language="pt")
    answered(confirmed, criteria=["DM2"], practices=["DM"], confirmed=True)
    answered(make_user("Ajeno"), criteria=["OD1"], practices=["OD"])

    assert offered(browser, topic) == ["Nora Notable", "Cora Criterio", "Pía Práctica"]
    assert "1 respuesta elegida" in text(browser, f"/topics/{topic.id}/asking")


def test_leads_of_cities_that_passed_the_stage_and_share_it_follow_up_to_five(browser, topic):
    answered(make_user("Pía Práctica"), practices=["DM"])
    for number in range(5):
        make_user(f"Líder {number}", city=make_city(stage="certification", shares=True), role="lead")
    make_user("No comparte", city=make_city(stage="certification"), role="lead")
    make_user("Aún no", city=make_city(stage="registration", shares=True), role="lead")

    assert offered(browser, topic) == ["Pía Práctica", "Líder 0", "Líder 1", "Líder 2", "Líder 3"]


def test_who_asked_replied_was_asked_left_or_is_of_ril_is_not_suggested(browser, topic):
    replied, before, gone = make_user("Ya respondió"), make_user("Ya preguntada"), make_user("Suspendida")
    asker, staff = session.get(User, topic.author_id), make_staff("De RIL")
    for person in (replied, before, gone, asker, staff):
        answered(person, practices=["DM"])
    make_reply(topic, replied)
    ask_for_help(act(make_staff()), topic.id, people=[before.id])
    session.get(User, gone.id).state = "suspended"
    session.commit()

    assert offered(browser, topic) == []
    assert "Ya preguntada" in text(browser, f"/topics/{topic.id}/asking")


def test_what_was_answered_in_a_room_or_for_ril_or_was_hidden_suggests_nobody(browser, topic):
    city = make_city()
    person = make_user("Del cuarto", city=city)
    answered(person, practices=["DM"], audience="city", city=city)
    moved = answered(make_user("De un tema movido"), practices=["DM"])
    change_audience(act(make_staff()), moved.id, audience="staff")

    assert offered(browser, topic) == []


def test_about_a_topic_in_a_room_only_people_of_the_city_are_suggested(browser):
    city = make_city(stage="registration")
    inside, outside = make_user("De adentro", city=city), make_user("De afuera")
    make_user("Líder de afuera", city=make_city(stage="certification", shares=True), role="lead")
    for person in (inside, outside):
        answered(person, practices=["DM"])
    room = make_topic(make_user(city=city), practices=["DM"], audience="city", city=city)

    assert offered(browser, room) == ["De adentro"]
    with pytest.raises(NotFound):
        ask_for_help(act(make_staff()), room.id, people=[outside.id])
    assert asked() == set()


def test_those_who_are_asked_get_a_notice_and_a_mail_that_lead_to_the_question(browser, topic, mails, sign_in):
    person = make_user("Cora Criterio")

    assert browser.post(f"/topics/{topic.id}/asking", data={"people": [person.id]}).status_code == 303
    relay.deliver_pending()

    assert "te pregunta si puedes ayudar" in text(sign_in(person), "/notices")
    (row,) = mails("notifications.notice")
    letter = find_composer(row.kind)(row)
    assert row.user_id == person.id
    assert "¿Cómo medir?" in letter.subject
    assert f"/t/{topic.slug}/{topic.id}" in letter.text
    assert "/unsubscribe/" in letter.text


def test_whoever_switched_off_mail_about_mentions_has_the_notice_alone(topic, mails):
    person = make_user()
    change_preferences(act(person), {"mail_mentions": False})
    ask_for_help(act(make_staff()), topic.id, people=[person.id])
    relay.deliver_pending()

    assert mails("notifications.notice") == []
    assert session.scalars(select(Notification.kind).where(Notification.user_id == person.id)).all() == ["asked"]


def test_whoever_may_not_see_the_topic_any_more_is_told_nothing(topic, mails, sign_in):
    person = make_user()
    ask_for_help(act(make_staff()), topic.id, people=[person.id])
    relay.deliver_pending()
    change_audience(act(make_staff()), topic.id, audience="staff")

    (row,) = mails("notifications.notice")
    assert find_composer(row.kind)(row) is None
    assert "¿Cómo medir?" not in text(sign_in(person), "/notices")


def test_each_is_asked_once_per_topic_however_often_it_is_sent(topic, mails):
    first, second = make_user(), make_user()
    assert ask_for_help(act(make_staff()), topic.id, people=[first.id]) == 1
    assert ask_for_help(act(make_staff()), topic.id, people=[first.id, second.id, second.id]) == 1
    relay.deliver_pending()

    assert len(mails("notifications.notice")) == 2


def test_nobody_is_asked_more_than_three_times_a_day(browser, topic):
    person = make_user("Muy pedida")
    answered(person, practices=["DM"])
    for _ in range(3):
        ask_for_help(act(make_staff()), make_topic().id, people=[person.id])

    assert offered(browser, topic) == []
    answer = browser.post(f"/topics/{topic.id}/asking", data={"people": [person.id]})
    assert answer.status_code == 422
    assert "ya se le preguntó bastante hoy" in answer.get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=True):
        assert ask_for_help(act(make_staff()), topic.id, people=[person.id]) == 1


def test_one_of_ril_asks_no_more_people_than_the_daily_limit_and_then_nobody_of_the_form(topic, monkeypatch):
    monkeypatch.setattr(asking, "ASKED", Limit("help-asked", 2, 86400))
    people = [make_user().id for _ in range(3)]

    with pytest.raises(TooMany):
        ask_for_help(act(make_staff()), topic.id, people=people)
    assert asked() == set()


@pytest.mark.parametrize(
    "people", [[], ["x"], ["9" * 40], ["9999999999"], [""], ["-1"], ["1", "2", "3", "4", "5", "6"]]
)
def test_a_wrong_form_asks_nobody(browser, topic, people):
    answer = browser.post(f"/topics/{topic.id}/asking", data={"people": people})

    assert answer.status_code in {404, 422}
    assert asked() == set()


def test_only_ril_asks_and_only_about_what_members_read_and_may_answer(topic, sign_in):
    staff, person = make_staff(), make_user()
    for somebody in (person, make_user(role="lead"), session.get(User, topic.author_id)):
        with pytest.raises(NotFound):
            ask_for_help(act(somebody), topic.id, people=[person.id])
        browser = sign_in(somebody)
        assert browser.get(f"/topics/{topic.id}/asking").status_code == 404
        assert browser.post(f"/topics/{topic.id}/asking", data={"people": [person.id]}).status_code == 404
    for wrong in (topic.author_id, make_staff().id, make_user(state="suspended").id, 999_999):
        with pytest.raises(NotFound):
            ask_for_help(act(staff), topic.id, people=[wrong])
    with pytest.raises(Forbidden):
        ask_for_help(act(staff), make_topic(make_staff(), audience="staff").id, people=[person.id])
    close_topic(act(staff), topic.id)
    with pytest.raises(Forbidden):
        ask_for_help(act(staff), topic.id, people=[person.id])
    with pytest.raises(Invalid):
        ask_for_help(act(staff), make_topic().id, people=[])
    assert asked() == set()


def test_the_page_costs_as_many_statements_for_many_people_as_for_few(browser, topic, count_queries):
    costs = []
    for number in (1, 4):
        for _ in range(number):
            answered(make_user(), practices=["DM"])
            ask_for_help(act(make_staff()), topic.id, people=[make_user().id])
        browser.get(f"/topics/{topic.id}/asking")
        with count_queries() as seen:
            text(browser, f"/topics/{topic.id}/asking")
        costs.append(len([one for one in seen if not one.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]))

    assert costs[1] <= costs[0] <= 10
