"""Colleagues who take, give away, or ask about the same topic at the same moment."""

from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.bulk.models import TopicChange
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


def test_topics_given_to_two_colleagues_at_once_are_one_persons_and_undoing_leaves_what_is_not_its_own(app: Flask):
    staff = [make_staff() for _ in range(2)]
    tokens = [token_of(person) for person in staff]
    ids, day = [person.id for person in staff], clock.now().date().isoformat()
    for _turn in range(ROUNDS):
        topics = [make_topic().id for _ in range(3)]
        forms = [
            {"topics": topics, "act": "assign", "colleague": str(user_id), "due_on": day} for user_id in reversed(ids)
        ]
        shots = [Shot(token, "/topics/changes", form) for token, form in zip(tokens, forms, strict=True)]
        assert statuses(collide(app, shots)) == [303, 303]
        session.rollback()
        held = session.scalars(select(Care.assignee_id).where(Care.topic_id.in_(topics))).all()
        assert len(held) == 3
        assert len(set(held)) == 1, "all of them are of one"
        made = session.scalars(select(TopicChange.id).order_by(TopicChange.id.desc()).limit(2)).all()
        undoing = [Shot(token, f"/changes/{change_id}/removal") for token in tokens for change_id in made]
        assert statuses(collide(app, undoing)) == [303, 303, 409, 409]
        session.rollback()
        left = session.scalars(select(Care.assignee_id).where(Care.topic_id.in_(topics))).all()
        assert left in ([], [next(user_id for user_id in ids if user_id != held[0])] * 3)
