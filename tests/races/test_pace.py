"""Somebody who sends two replies at once from two tabs, in a topic in slow mode."""

from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands.pacing import slow_down
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import counted
from tests.races.colliding import statuses
from tests.races.colliding import times
from tests.races.colliding import token_of


def replies(topic_id: int, author_id: int) -> int:
    session.rollback()
    query = select(func.count(Post.id)).where(Post.topic_id == topic_id, Post.author_id == author_id, Post.number > 1)
    return session.scalar(query) or 0


def shot(token: str, topic_id: int, form_id: str) -> Shot:
    body = f"Una respuesta: {form_id}"
    return Shot(token, f"/topics/{topic_id}/posts", {"body": body, "language": "es", "request_id": form_id})


def test_of_two_tabs_one_writes(app: Flask):
    writer, other = make_user(), make_user()
    mine, theirs = token_of(writer), token_of(other)
    staff = act(make_staff())
    for turn in range(ROUNDS):
        topic = make_topic()
        slow_down(staff, topic.id, minutes=15)
        shots = times(3, lambda tab, turn=turn, topic=topic: shot(mine, topic.id, f"{turn}-{tab}"))
        answers = collide(app, [*shots, shot(theirs, topic.id, f"{turn}-other")])
        assert statuses(answers[:3]) == [303, 429, 429]
        assert answers[3].status == 303, "the pause is each member's own"
        assert replies(topic.id, writer.id) == replies(topic.id, other.id) == 1
        counted(topic.id)


def test_the_same_form_sent_twice_at_once_is_one_reply_and_no_refusal(app: Flask):
    writer = make_user()
    token = token_of(writer)
    staff = act(make_staff())
    for turn in range(ROUNDS):
        topic = make_topic()
        slow_down(staff, topic.id, minutes=15)
        answers = collide(app, [shot(token, topic.id, f"{turn}-one")] * 3)
        assert statuses(answers) == [303] * 3
        assert len({answer.location for answer in answers}) == 1
        assert replies(topic.id, writer.id) == 1
