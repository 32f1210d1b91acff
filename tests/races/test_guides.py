"""Two who make different topics the guide of one stage, or the same, at the same moment."""

from flask import Flask
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.beside import StageGuide
from tests.factories.accounts import make_staff
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import events
from tests.races.colliding import statuses
from tests.races.colliding import token_of


def test_a_stage_has_one_guide_whoever_comes_first(app: Flask):
    tokens = [token_of(make_staff()) for _ in range(3)]
    for _turn in range(ROUNDS):
        topics = [make_topic() for _ in tokens]
        shots = [
            Shot(token, f"/topics/{topic.id}/guide") for token, topic in zip(tokens, topics, strict=True) for _ in "ab"
        ]
        assert statuses(collide(app, shots)) == [303] * 6
        session.rollback()
        assert session.scalars(select(StageGuide.topic_id)).one() in {topic.id for topic in topics}
        assert all(1 <= events("GuideMade", topic.id) <= 2 for topic in topics)


def test_one_topic_is_made_guide_once_and_ended_once(app: Flask):
    tokens = [token_of(make_staff()) for _ in range(2)]
    for _turn in range(ROUNDS):
        topic = make_topic()
        assert statuses(collide(app, [Shot(token, f"/topics/{topic.id}/guide") for token in tokens * 2])) == [303] * 4
        assert events("GuideMade", topic.id) == 1
        shots = [Shot(token, f"/topics/{topic.id}/guide/removal") for token in tokens * 2]
        assert statuses(collide(app, shots)) == [303] * 4
        assert events("GuideEnded", topic.id) == 1


def test_a_guide_that_is_merged_and_replaced_at_once_leaves_one(app: Flask):
    tokens = [token_of(make_staff()) for _ in range(2)]
    for _turn in range(ROUNDS):
        first, second, target = make_topic(), make_topic(), make_topic()
        collide(app, [Shot(tokens[0], f"/topics/{first.id}/guide")])
        shots = [
            Shot(tokens[0], f"/topics/{first.id}/merging", {"target": target.id, "understood": "y"}),
            Shot(tokens[1], f"/topics/{second.id}/guide"),
        ]
        assert statuses(collide(app, shots)) == [303, 303]
        session.rollback()
        assert session.scalars(select(StageGuide.topic_id)).one() in {second.id, target.id}
