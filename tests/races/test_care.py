"""Colleagues who take, give away, or ask about the same topic at the same moment."""

from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.promise.models import Care
from forum.promise.models import HelpRequest
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import events
from tests.races.colliding import statuses
from tests.races.colliding import token_of


def test_of_several_who_take_a_topic_one_has_it(app: Flask):
    staff = [make_staff() for _ in range(3)]
    tokens = [token_of(person) for person in staff]
    ids = [person.id for person in staff]
    for _turn in range(ROUNDS):
        topic = make_topic()
        form = {"colleague_id": ids[0], "due_on": clock.now().date().isoformat(), "note": "Una nota"}
        shots = [Shot(token, f"/topics/{topic.id}/care/taking") for token in tokens]
        shots += [Shot(tokens[1], f"/topics/{topic.id}/care", form)] * 2
        assert statuses(collide(app, shots)) == [303] * 5
        session.rollback()
        assert session.scalars(select(Care.assignee_id).where(Care.topic_id == topic.id)).one() in ids
        assert 3 <= events("TopicAssigned", topic.id) <= 5


def test_nobody_is_asked_twice_by_two_who_press_at_once(app: Flask):
    tokens = [token_of(make_staff()) for _ in range(2)]
    for _turn in range(ROUNDS):
        topic, person = make_topic(), make_user()
        shots = [Shot(token, f"/topics/{topic.id}/asking", {"people": [person.id]}) for token in tokens * 2]
        assert statuses(collide(app, shots)) == [303] * 4
        session.rollback()
        assert session.scalar(select(func.count(HelpRequest.id)).where(HelpRequest.topic_id == topic.id)) == 1
        assert events("HelpAsked", topic.id) == 1
