"""Who looks after a topic in a city's room: RIL, or a lead within it; what the other side learns of it."""

import re

import pytest

from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.mail import find_composer
from forum.discussion.commands.audience import change_audience
from forum.promise.commands.assigning import assign
from forum.promise.commands.assigning import finish
from forum.promise.commands.assigning import take
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.moderation.desk import text
from tests.promise.caring import ASSIGNMENTS
from tests.promise.caring import NOTE
from tests.promise.caring import holder
from tests.promise.caring import page
from tests.promise.caring import soon


class Room:
    """A topic in a city's room, its asker, and two who lead the city."""

    def __init__(self):
        self.city = make_city("Tunja")
        self.asker = make_user("Inés Ira", city=self.city)
        self.lead = make_user("Lía Lara", city=self.city, role="lead")
        self.other = make_user("Luz Lugo", city=self.city, role="lead")
        self.topic = make_topic(self.asker, title="Del cuarto", audience="city", city=self.city)


@pytest.fixture
def room(app):
    return Room()


def test_a_lead_assigns_within_the_room_to_leads_of_the_city_alone(room, sign_in):
    assign(act(room.lead), room.topic.id, colleague_id=room.other.id, note=NOTE, due_on=soon())

    assert "Lo sigue Luz Lugo, de la coordinación de la ciudad" in page(sign_in(room.asker), room.topic)
    assert NOTE not in page(sign_in(room.asker), room.topic)
    for reader in (room.lead, room.other, make_staff()):
        assert NOTE in page(sign_in(reader), room.topic)
    assert "Del cuarto" in text(sign_in(room.lead), ASSIGNMENTS)
    for wrong in (make_staff(), room.asker, make_user(role="lead")):
        with pytest.raises(NotFound):
            assign(act(room.lead), room.topic.id, colleague_id=wrong.id, due_on=soon())
    offered = text(sign_in(room.lead), f"/topics/{room.topic.id}/care/new")
    assert re.findall(r'<option [^>]*value="\d+"[^>]*>([^<]+)', offered) == ["Lía Lara", "Luz Lugo"]


def test_what_ril_looks_after_in_a_room_its_leads_know_but_neither_note_nor_day_and_do_not_change(
    room, colleague, sign_in
):
    assign(act(make_staff()), room.topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    shown = page(sign_in(room.lead), room.topic)

    assert "Lo sigue Rosa Ruiz, de RIL" in shown
    assert NOTE not in shown
    assert "care-due" not in shown
    assert "/care" not in shown
    for command in (take, finish):
        with pytest.raises(Forbidden):
            command(act(room.lead), room.topic.id)
    with pytest.raises(Forbidden):
        assign(act(room.lead), room.topic.id, colleague_id=room.other.id, due_on=soon())
    assert "Del cuarto" not in text(sign_in(room.lead), ASSIGNMENTS)
    assert holder(room.topic) == colleague.id


def test_a_lead_of_another_city_finds_nothing_there(room, sign_in):
    stranger = make_user(role="lead")
    absent = sign_in(stranger).get("/topics/999999/care/new")
    hidden = sign_in(stranger).get(f"/topics/{room.topic.id}/care/new")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    for command in (take, finish):
        with pytest.raises(NotFound):
            command(act(stranger), room.topic.id)


def test_a_lead_looks_after_a_topic_no_more_once_it_leaves_the_room(room, sign_in, mails):
    assign(act(room.lead), room.topic.id, colleague_id=room.other.id, note=NOTE, due_on=soon())
    change_audience(act(make_staff()), room.topic.id, audience="community", city_id=None)

    assert holder(room.topic) is None
    assert NOTE not in page(sign_in(make_staff()), room.topic)
    (row,) = mails("promise.assigned")
    assert find_composer("promise.assigned")(row) is None
    staff = make_staff()
    take(act(staff), room.topic.id)
    assert holder(room.topic) == staff.id


def test_mail_about_a_topic_in_a_citys_room_says_nothing_of_it(app, colleague, mails):
    city = make_city("Tunja")
    topic = make_topic(make_user(city=city), title="Un secreto", body="Otro secreto", audience="city", city=city)
    assign(act(make_staff()), topic.id, colleague_id=colleague.id, note=NOTE, due_on=soon())
    (row,) = mails("promise.assigned")
    letter = find_composer("promise.assigned")(row)

    for told in (letter.subject, letter.text, letter.html):
        assert "secreto" not in told
        assert "Tunja" not in told
    assert NOTE in letter.text
