"""Giving many topics to a colleague: one letter, one button back to who looked after each."""

from typing import Any

import pytest
from sqlalchemy import select

from forum.accounts.commands.people import suspend
from forum.core import clock
from forum.core import relay
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import find_composer
from forum.discussion.commands.removal import delete_post
from forum.discussion.models import Post
from forum.promise.commands.assigning import assign
from forum.promise.commands.assigning import finish
from forum.promise.queries.care import find_holder
from tests.bulk.changing import change
from tests.bulk.changing import form_of
from tests.discussion.moved import prose
from tests.discussion.world import row_counts
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.promise.caring import NOTE
from tests.promise.caring import events
from tests.promise.caring import holder
from tests.promise.caring import soon


@pytest.fixture
def rosa(world):
    return make_staff("Rosa Ruiz")


@pytest.fixture
def luz(world):
    return make_staff("Luz Rey")


def to(colleague: Any, days: int = 3) -> dict[str, Any]:
    return {"colleague": colleague.id, "due_on": soon(days).isoformat()}


def kept(topic: Any) -> tuple[Any, ...] | None:
    session.rollback()
    found = find_holder(topic.id)
    return found and (
        found.assignee_id, found.given_by_id, found.by_staff, found.note, found.due_on, found.created_at, found.reminded_at
    )  # fmt: skip


def test_many_topics_go_to_a_colleague_and_back_with_one_button(world, browser, ril, rosa, luz):
    free, taken, other = (world.topic() for _ in range(3))
    assign(act(world.people["administrator"]), taken.id, colleague_id=luz.id, note=NOTE, due_on=soon(9))
    was, before = kept(taken), row_counts()
    shown = prose(browser.post("/topics/changes", data=form_of([free, taken], "assign", preview="1", **to(rosa))))
    assert row_counts() == before, "nothing is done until it is confirmed"
    assert "Rosa Ruiz" in shown.select_one(".facts-list").get_text()
    assert "Lo sigue Luz Rey" in shown.select_one(".areas-l").get_text()

    done = change(browser, [free, taken], "assign", **to(rosa))
    assert [holder(topic) for topic in (free, taken, other)] == [rosa.id, rosa.id, None]
    assert kept(taken)[:5] == (rosa.id, ril.id, True, NOTE, soon()), "its note stays with the topic"
    browser.post(f"{done}/removal")
    assert kept(free) is None
    assert kept(taken) == was


def test_one_letter_tells_of_all_of_them_without_a_word_of_a_room(world, browser, rosa, mails):
    open_one, room = world.topic(title="¿Cómo medir?"), world.topic("city", title="El presupuesto secreto")
    change(browser, [open_one, room], "assign", **to(rosa))
    (row,) = mails()
    letter = find_composer(row.kind)(row)
    assert row.user_id == rosa.id
    assert letter.subject.strip() == "2 temas para ti"
    for text in (letter.text, letter.html):
        assert "Marta Vega" in text
        assert "¿Cómo medir?" in text
        assert f"/t/{room.id}" in text
        assert "Un tema de la sala de una ciudad" in text
        assert "secreto" not in text


def test_the_letter_tells_only_of_what_is_still_theirs(world, browser, ril, rosa, mails):
    one, two = world.topic(title="El primero"), world.topic(title="El segundo")
    done = change(browser, [one, two], "assign", **to(rosa))
    (row,) = mails()
    finish(act(ril), one.id)
    letter = find_composer(row.kind)(row)
    assert letter.subject.strip() == "1 tema para ti"
    assert "El primero" not in letter.text
    browser.post(f"{done}/removal")
    assert find_composer(row.kind)(row) is None
    assert len(mails()) == 1, "nobody is told that something was undone"


def test_who_gives_topics_to_oneself_gets_no_letter(world, browser, ril, mails):
    topic = world.topic()
    change(browser, [topic], "assign", **to(ril))
    assert holder(topic) == ril.id
    assert mails() == []


def test_the_asker_is_told_who_looks_after_it_until_it_is_undone(world, browser, rosa, sign_in):
    asker = sign_in(world.people["author"])
    done = change(browser, [world.topic()], "assign", **to(rosa))
    relay.deliver_pending()
    assert "Rosa Ruiz" in asker.get("/notices").text
    browser.post(f"{done}/removal")
    relay.deliver_pending()
    assert "Rosa Ruiz" not in asker.get("/notices").text


def test_each_topic_has_its_act_in_the_log(world, browser, rosa):
    change(browser, [world.topic(), world.topic()], "assign", **to(rosa))
    assert [event.data["user_id"] for event in events("TopicAssigned")] == [rosa.id] * 2


def test_what_is_theirs_until_that_day_is_left_alone(world, browser, rosa, mails):
    one, two = world.topic(), world.topic()
    assign(act(world.people["administrator"]), one.id, colleague_id=rosa.id, note=NOTE, due_on=soon())
    was = kept(one)
    done = change(browser, [one, two], "assign", **to(rosa))
    assert kept(one) == was
    assert find_composer("promise.assigned_many")(mails("promise.assigned_many")[0]).subject.strip() == "1 tema para ti"
    assert browser.post("/topics/changes", data=form_of([one], "assign", **to(rosa))).status_code == 409
    browser.post(f"{done}/removal")
    assert kept(one) == was


def test_what_was_given_on_in_the_meantime_stays_there(world, browser, ril, rosa, luz):
    one, two = world.topic(), world.topic()
    done = change(browser, [one, two], "assign", **to(rosa))
    assign(act(ril), two.id, colleague_id=luz.id, due_on=soon())
    page = browser.post(f"{done}/removal", follow_redirects=True)
    assert "se cambió de nuevo" in page.text
    assert (holder(one), holder(two)) == (None, luz.id)


@pytest.mark.parametrize("what", ["suspended", "no staff"])
def test_undoing_gives_nothing_back_to_who_may_not_have_it_any_more(world, browser, rosa, luz, what):
    topic = world.topic()
    assign(act(world.people["administrator"]), topic.id, colleague_id=luz.id, due_on=soon())
    done = change(browser, [topic], "assign", **to(rosa))
    if what == "suspended":
        suspend(act(world.people["administrator"]), luz.id, reason="Una razón", until=None)
    else:
        with transaction():
            session.merge(luz).site_role = "member"
    page = browser.post(f"{done}/removal", follow_redirects=True)
    assert "no tiene quien lo siga" in page.text
    assert holder(topic) is None


def test_a_room_that_its_lead_looks_after_goes_back_to_the_lead(world, browser, rosa):
    lead, room = world.people["lead"], world.topic("city")
    assign(act(lead), room.id, colleague_id=lead.id, due_on=soon())
    was = kept(room)
    done = change(browser, [room], "assign", **to(rosa))
    assert holder(room) == rosa.id
    browser.post(f"{done}/removal")
    assert kept(room) == was


def test_what_ril_noted_since_never_goes_to_the_lead(world, browser, ril, rosa, sign_in):
    lead, room = world.people["lead"], world.topic("city")
    assign(act(lead), room.id, colleague_id=lead.id, note="De la coordinación", due_on=soon())
    done = change(browser, [room], "assign", **to(rosa))
    assign(act(ril), room.id, colleague_id=rosa.id, note="Solo para RIL", due_on=soon())
    page = browser.post(f"{done}/removal", follow_redirects=True)
    assert "se cambió de nuevo" in page.text
    assert "Los temas están como antes" not in page.text
    assert holder(room) == rosa.id
    assert "Solo para RIL" not in sign_in(lead).get(f"/t/{room.slug}/{room.id}").text


def test_a_reminder_that_came_meanwhile_does_not_hold_up_the_way_back(world, browser, rosa):
    topic = world.topic()
    done = change(browser, [topic], "assign", **to(rosa))
    with transaction():
        find_holder(topic.id).reminded_at = clock.now()
    browser.post(f"{done}/removal")
    assert holder(topic) is None


def test_a_topic_that_was_deleted_since_does_not_hold_up_the_way_back_of_others(world, browser, ril, rosa):
    one, gone = world.topic(), world.topic()
    done = change(browser, [one, gone], "assign", **to(rosa))
    first = session.scalar(select(Post.id).where(Post.topic_id == gone.id, Post.number == 1))
    delete_post(act(ril), first, reason="Una razón")
    assert browser.post(f"{done}/removal").status_code == 303
    assert holder(one) is None


def test_the_letter_is_of_who_gave_them_and_tells_of_these_alone(world, browser, rosa, luz, mails):
    one, two = world.topic(title="El primero"), world.topic(title="El segundo")
    change(browser, [one, two], "assign", **to(rosa))
    assign(act(luz), two.id, colleague_id=rosa.id, note="Otra fecha", due_on=soon(5))
    (row,) = mails("promise.assigned_many")
    letter = find_composer(row.kind)(row)
    assert "Marta Vega" in letter.text
    assert "Luz Rey" not in letter.text
    assert "El segundo" not in letter.text


@pytest.mark.parametrize("days", [-2, 400])
@pytest.mark.parametrize("preview", [{}, {"preview": "1"}], ids=["at once", "seen beforehand"])
def test_a_day_that_cannot_be_is_asked_again(world, browser, rosa, days, preview):
    topic = world.topic()
    answer = browser.post("/topics/changes", data=form_of([topic], "assign", **to(rosa, days), **preview))
    assert answer.status_code == 422
    assert prose(answer).select_one("input[type=date][name=due_on][aria-invalid=true]")
    assert holder(topic) is None


@pytest.mark.parametrize("who", ["author", "lead", "foreign lead", "suspended"])
def test_topics_are_given_to_ril_alone(world, browser, who):
    topic, before = world.topic(), row_counts()
    wrong = {"colleague": world.people[who].id, "due_on": soon().isoformat()}
    assert browser.post("/topics/changes", data=form_of([topic], "assign", **wrong)).status_code == 422
    assert row_counts() == before


def test_seeing_it_beforehand_costs_the_same_for_one_topic_and_for_many(world, browser, ril, rosa, luz, count_queries):
    topics = [world.topic() for _ in range(9)]
    for topic in topics[::2]:
        assign(act(ril), topic.id, colleague_id=luz.id, due_on=soon())

    def cost(chosen: Any) -> int:
        form = form_of(chosen, "assign", preview="1", **to(rosa))
        browser.post("/topics/changes", data=form)
        with count_queries() as seen:
            assert browser.post("/topics/changes", data=form).status_code == 200
        return len(seen)

    assert cost(topics) == cost(topics[:1])
