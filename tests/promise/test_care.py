"""Who looks after a topic: assigning, taking, being done; who may know of it, and who is told."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.cities.models import City
from forum.core import clock
from forum.core import versions
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.mail import find_composer
from forum.core.ratelimit import Limit
from forum.discussion.commands.removal import delete_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.promise.commands import assigning
from forum.promise.commands.assigning import assign
from forum.promise.commands.assigning import finish
from forum.promise.commands.assigning import take
from forum.promise.models import Care
from forum.promise.policy import can_hold
from forum.promise.policy import holding
from forum.promise.queries.care import find_holder
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.moderation.desk import text
from tests.promise.caring import ASSIGNMENTS
from tests.promise.caring import NOTE
from tests.promise.caring import events
from tests.promise.caring import holder
from tests.promise.caring import page
from tests.promise.caring import soon


@pytest.fixture
def asker(app):
    return make_user("Ana Asunción", city=make_city("Cali"))


@pytest.fixture
def topic(asker):
    return make_topic(asker, title="¿Cómo medir?")


def test_a_colleague_is_asked_with_a_note_and_a_day_and_the_asker_reads_who_it_is(topic, asker, colleague, sign_in):
    browser = sign_in(make_staff("Jefa"))
    form = {"colleague_id": colleague.id, "due_on": soon().isoformat(), "note": NOTE}

    answer = browser.post(f"/topics/{topic.id}/care", data=form)

    assert answer.status_code == 303
    shown = page(sign_in(asker), topic)
    assert "Lo sigue Rosa Ruiz, de RIL" in shown
    assert NOTE not in shown
    assert 'class="care-due' not in shown
    assert "/care" not in shown
    for reader in (colleague, make_staff()):
        theirs = page(sign_in(reader), topic)
        assert NOTE in theirs
        assert 'class="care-due' in theirs
        assert "Jefa:" in theirs


def test_nobody_else_learns_that_somebody_looks_after_a_topic(topic, asker, colleague, sign_in):
    assign(act(make_staff()), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    mate = make_user(city=session.get(City, asker.city_id))

    for reader in (mate, make_user(city=session.get(City, asker.city_id), role="lead"), make_user(role="lead")):
        shown = page(sign_in(reader), topic)
        assert "Rosa Ruiz" not in shown
        assert 'class="care' not in shown


def test_the_history_stands_in_the_log_of_ril_without_the_note(topic, asker, colleague, sign_in):
    lead = make_user(city=session.get(City, asker.city_id), role="lead")
    assign(act(make_staff("Jefa")), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    finish(act(colleague), topic.id)

    log = text(sign_in(make_staff()), ASSIGNMENTS)
    assert "¿Cómo medir?" in log
    assert "Rosa Ruiz" in log
    assert NOTE not in log
    assert "¿Cómo medir?" not in text(sign_in(lead), ASSIGNMENTS)


def test_the_same_form_sent_twice_does_one_thing(topic, colleague, mails):
    boss = make_staff()
    for _ in range(2):
        assign(act(boss), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())

    assert len(mails("promise.assigned")) == 1
    assert len(events("TopicAssigned")) == 1
    for _ in range(2):
        finish(act(boss), topic.id)
    assert len(events("CareEnded")) == 1
    assert holder(topic) is None


def test_another_day_or_note_for_the_same_person_tells_them_but_not_the_asker_again(topic, colleague, mails):
    boss = make_staff()
    assign(act(boss), topic.id, colleague_id=colleague.id, due_on=soon())
    assign(act(boss), topic.id, colleague_id=colleague.id, due_on=soon(5), note=NOTE)

    assert len(mails("promise.assigned")) == 2
    assert len(events("TopicAssigned")) == 1
    assert find_holder(topic.id).due_on == soon(5)


@pytest.mark.parametrize("days", [-2, 400])
def test_a_day_in_the_past_or_far_ahead_is_refused_in_the_form(topic, colleague, sign_in, days):
    form = {"colleague_id": colleague.id, "due_on": soon(days).isoformat(), "note": NOTE}
    answer = sign_in(make_staff()).post(f"/topics/{topic.id}/care", data=form)

    assert answer.status_code == 422
    assert NOTE in answer.get_data(as_text=True), "what was typed is still there"
    assert holder(topic) is None


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"due_on": "mañana"},
        {"colleague_id": "x"},
        {"colleague_id": "9" * 40},
        {"due_on": "9999-12-31"},
        {"due_on": "0001-01-01"},
        {"note": "x" * 1001},
        {"note": "\x00"},
        {"back": "elsewhere"},
    ],
)
def test_a_wrong_form_is_shown_again(topic, colleague, sign_in, form):
    whole = {"colleague_id": colleague.id, "due_on": soon().isoformat(), "note": NOTE}
    answer = sign_in(make_staff()).post(f"/topics/{topic.id}/care", data=(whole | form) if form else {})

    assert answer.status_code == 422
    assert holder(topic) is None


def test_a_topic_is_given_to_ril_alone_and_by_ril_alone(topic, asker, sign_in):
    staff, member, lead = make_staff(), make_user(), make_user(role="lead")
    for wrong in (member.id, lead.id, asker.id, 999_999):
        with pytest.raises(NotFound):
            assign(act(staff), topic.id, colleague_id=wrong, due_on=soon())
    for somebody in (member, lead, asker):
        for command in (take, finish):
            with pytest.raises(NotFound):
                command(act(somebody), topic.id)
        with pytest.raises(NotFound):
            assign(act(somebody), topic.id, colleague_id=staff.id, due_on=soon())
        browser = sign_in(somebody)
        assert browser.get(f"/topics/{topic.id}/care/new").status_code == 404
        assert browser.post(f"/topics/{topic.id}/care/taking").status_code == 404
    with pytest.raises(NotFound):
        take(VISITOR, topic.id)
    assert holder(topic) is None


@pytest.mark.parametrize("what", ["suspended", "no_staff", "deleted"])
def test_who_lost_the_right_looks_after_nothing(topic, colleague, sign_in, mails, what):
    boss = make_staff(role="administrator")
    assign(act(boss), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    if what == "suspended":
        suspend(act(boss), colleague.id, reason="Una razón", until=None)
    elif what == "no_staff":
        with transaction():
            session.get(User, colleague.id).site_role = "member"
    else:
        first = session.scalar(select(Post.id).where(Post.topic_id == topic.id, Post.number == 1))
        delete_post(act(boss), first, reason="Una razón")
    (row,) = mails("promise.assigned")

    assert find_composer("promise.assigned")(row) is None
    assert "Rosa Ruiz" not in text(sign_in(boss), "/moderation/unanswered")


def test_the_rule_about_who_looks_after_a_topic_and_its_sql_twin_agree_on_every_case(app):
    here, there = make_city(), make_city()
    people = [
        make_user(city=here), make_user(city=here, role="lead"), make_user(city=there, role="lead"), make_staff(),
        make_staff(role="administrator"), make_user(city=here, role="lead", state="suspended"),
    ]  # fmt: skip
    topics = [
        make_topic(make_user(city=here)),
        make_topic(make_user(city=here), audience="city", city=here),
        make_topic(make_user(city=there), audience="city", city=there),
        make_topic(make_staff(), audience="staff"),
    ]
    for topic, person, by_staff in product(topics, people, (True, False)):
        with transaction():
            session.query(Care).delete()
            session.add(Care(topic_id=topic.id, assignee_id=person.id, by_staff=by_staff, due_on=soon()))
        found = session.scalar(
            select(Care.id)
            .join(Topic, Topic.id == Care.topic_id)
            .join(User, User.id == Care.assignee_id)
            .where(holding())
        )
        asked = can_hold(to_actor(session.get(User, person.id)), session.get(Topic, topic.id), by_staff=by_staff)
        assert (found is not None) == asked, (topic.audience, person.name, by_staff)


def test_nobody_has_more_letters_sent_than_the_daily_limit(topic, colleague, monkeypatch):
    monkeypatch.setattr(assigning, "ASSIGNED", Limit("topics-assigned", 2, 86400))
    boss = act(make_staff())
    for days in (1, 2):
        assign(boss, topic.id, colleague_id=colleague.id, due_on=soon(days))

    with pytest.raises(TooMany):
        assign(boss, topic.id, colleague_id=colleague.id, due_on=soon(3))
    session.rollback()
    assert find_holder(topic.id).due_on == soon(2)


def test_who_comes_from_a_list_goes_back_to_it(topic, sign_in):
    browser = sign_in(make_staff())
    taken = browser.post(f"/topics/{topic.id}/care/taking", data={"back": "ril"})
    done = browser.post(f"/topics/{topic.id}/care/removal", data={"back": "mine"})

    assert taken.headers["Location"] == "/moderation/unanswered?list=ril"
    assert done.headers["Location"] == "/moderation/unanswered?list=mine"
    assert browser.post(f"/topics/{topic.id}/care/taking", data={"back": "//evil.example"}).status_code == 400


def test_a_topic_that_is_gone_takes_nobody(topic):
    boss = make_staff()
    first = session.scalar(select(Post.id).where(Post.topic_id == topic.id, Post.number == 1))
    delete_post(act(boss), first, reason="Una razón")

    with pytest.raises((Forbidden, NotFound)):
        take(act(boss), topic.id)
    with pytest.raises(Invalid):
        other = make_topic()
        assign(act(boss), other.id, colleague_id=boss.id, due_on=clock.now().date() - timedelta(days=3))


def test_the_page_of_a_topic_in_somebodys_care_costs_one_statement_more(
    topic, asker, colleague, sign_in, count_queries
):
    def cost(person):
        browser = sign_in(person)
        page(browser, topic)
        with transaction():
            versions.bump((versions.CONTENT,))
        with count_queries() as seen:
            page(browser, topic)
        return len([one for one in seen if not one.startswith(("BEGIN", "COMMIT", "ROLLBACK"))])

    before = [cost(person) for person in (asker, colleague)]
    assign(act(make_staff()), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    after = [cost(person) for person in (asker, colleague)]

    assert after == [number + 1 for number in before]
