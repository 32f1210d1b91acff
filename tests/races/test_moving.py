"""Posts move while others reply, move, merge, edit and take rights away at the same moment."""

from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.counting import recount
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.relocations import OldPlace
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import events
from tests.races.colliding import fresh
from tests.races.colliding import statuses
from tests.races.colliding import token_of

_ids = count(1)


@pytest.fixture
def people(app: Flask) -> dict[str, str]:
    """Return the tokens of two members, two moderators and an administrator."""
    made = {
        "one": make_user(),
        "two": make_user(),
        "first": make_staff(),
        "second": make_staff(),
        "admin": make_staff(role="administrator"),
    }
    return {name: token_of(user) for name, user in made.items()}


def reply_to(token: str, topic_id: int, text: str = "Mientras tanto") -> Shot:
    return Shot(token, f"/topics/{topic_id}/posts", {"body": text, "language": "es", "request_id": f"m{next(_ids)}"})


def move_to(token: str, topic_id: int, target_id: int, *posts: Post) -> Shot:
    form: dict[str, Any] = {"posts": [post.id for post in posts], "to": "existing", "target": target_id}
    return Shot(token, f"/topics/{topic_id}/moves", form)


def split_off(token: str, topic_id: int, *posts: Post) -> Shot:
    ids = [post.id for post in posts]
    form = {"posts": ids, "to": "new", "title": "Un tema aparte", "stage": "evidence", "kind": "question"}
    return Shot(token, f"/topics/{topic_id}/moves", form)


def merge_into(token: str, topic_id: int, target_id: int) -> Shot:
    return Shot(token, f"/topics/{topic_id}/merging", {"target": target_id})


def exact(*topic_ids: int) -> list[Topic]:
    """Return topics; every number up to the last is there or led away, once, and the counters are exact."""
    session.rollback()
    session.expire_all()
    found: list[Topic] = []
    for topic_id in topic_ids:
        topic: Topic = session.get_one(Topic, topic_id)
        here = list(session.scalars(select(Post.number).where(Post.topic_id == topic_id)))
        left = list(session.scalars(select(OldPlace.number).where(OldPlace.topic_id == topic_id)))
        assert sorted(here + left) == list(range(1, topic.last_number + 1))
        before = {column.key: getattr(topic, column.key) for column in Topic.__table__.columns}
        if topic.merged_into_id is None:
            recount(topic)
        assert before == {column.key: getattr(topic, column.key) for column in Topic.__table__.columns}
        found.append(topic)
    session.rollback()
    return found


def test_of_two_moves_of_the_same_posts_one_is_done(app: Flask, people):
    for _ in range(ROUNDS):
        topic, one, two = (make_topic() for _ in range(3))
        replies = [make_reply(topic) for _ in range(2)]
        answers = collide(
            app,
            [
                move_to(people["first"], topic.id, one.id, *replies),
                move_to(people["second"], topic.id, two.id, *replies),
                split_off(people["admin"], topic.id, *replies),
            ],
        )
        assert statuses(answers) == [303, 409, 409]
        exact(topic.id, one.id, two.id)
        assert {fresh(Post, reply.id).topic_id for reply in replies} != {topic.id}
        done = sum(events(kind, topic.id) for kind in ("PostsMoved", "TopicSplit"))
        assert done == 1


def test_replies_beside_a_move_are_all_there_once(app: Flask, people):
    for _ in range(ROUNDS):
        topic, other = make_topic(), make_topic()
        moving = make_reply(topic)
        answers = collide(
            app,
            [
                reply_to(people["one"], topic.id),
                move_to(people["first"], topic.id, other.id, moving),
                reply_to(people["two"], other.id),
            ],
        )
        assert statuses(answers) == [303] * 3
        here, there = exact(topic.id, other.id)
        assert (here.replies, there.replies) == (1, 2)


def test_a_reply_beside_a_merge_is_in_the_merged_topic_or_comes_back_to_its_writer(app: Flask, people):
    for _ in range(ROUNDS):
        topic, other = make_topic(), make_topic()
        replied, merged, again = collide(
            app,
            [
                reply_to(people["one"], topic.id, "Que no se pierda"),
                merge_into(people["first"], topic.id, other.id),
                reply_to(people["two"], other.id),
            ],
        )
        assert (merged.status, again.status) == (303, 303)
        assert replied.status in {303, 409}
        assert replied.status == 303 or "Que no se pierda" in replied.text
        _gone, into = exact(topic.id, other.id)
        assert into.replies == 2 + (replied.status == 303)


def test_two_merges_of_each_other_end_in_one_topic(app: Flask, people):
    for _ in range(ROUNDS):
        one, two = make_topic(), make_topic()
        make_reply(one)
        answers = collide(
            app, [merge_into(people["first"], one.id, two.id), merge_into(people["second"], two.id, one.id)]
        )
        assert statuses(answers) in ([303, 404], [303, 422])
        both = exact(one.id, two.id)
        left = [topic for topic in both if topic.merged_into_id is None]
        assert [topic.replies for topic in left] == [2]


def test_moves_in_opposite_directions_do_not_wait_for_each_other(app: Flask, people):
    for _ in range(ROUNDS):
        one, two, third = (make_topic() for _ in range(3))
        here, there = make_reply(one), make_reply(two)
        for quoted in (here, there):
            fresh(Post, quoted.id)
            make_reply(third, body=f'[quote="x, post:2, topic:{quoted.topic_id}"]\nAsí lo hicimos.\n[/quote]\n\nSí.')
        answers = collide(
            app,
            [
                move_to(people["first"], one.id, two.id, here),
                move_to(people["second"], two.id, one.id, there),
                reply_to(people["one"], third.id),
            ],
        )
        assert statuses(answers) == [303] * 3
        assert (fresh(Post, here.id).topic_id, fresh(Post, there.id).topic_id) == (two.id, one.id)
        exact(one.id, two.id, third.id)


def test_what_is_done_to_a_post_that_moves_at_that_moment_is_done_to_it_where_it_is(app: Flask, people):
    for _ in range(ROUNDS):
        topic, other = make_topic(), make_topic()
        post = make_reply(topic)
        hidden, moved = collide(
            app,
            [
                Shot(people["second"], f"/posts/{post.id}/hiding", {"reason": "Datos"}),
                move_to(people["first"], topic.id, other.id, post),
            ],
        )
        assert (hidden.status, moved.status) == (303, 303)
        assert fresh(Post, post.id).state == "hidden"
        here, there = exact(topic.id, other.id)
        assert (here.replies, there.replies) == (0, 0)


def test_a_move_is_undone_once(app: Flask, people):
    for _ in range(ROUNDS):
        topic, other = make_topic(), make_topic()
        post = make_reply(topic)
        (moved,) = collide(app, [move_to(people["first"], topic.id, other.id, post)])
        answers = collide(app, [Shot(people[name], f"{moved.location}/removal") for name in ("first", "second")])
        assert statuses(answers) == [303, 409]
        here, there = exact(topic.id, other.id)
        assert (here.replies, there.replies) == (1, 0)


def test_a_moderator_who_is_demoted_at_that_moment_moves_everything_or_nothing(app: Flask, people):
    city = make_city()
    for _ in range(ROUNDS):
        topic, other, staff = make_topic(), make_topic(), make_staff()
        replies = [make_reply(topic) for _ in range(3)]
        moved, demoted = collide(
            app,
            [
                move_to(token_of(staff), topic.id, other.id, *replies),
                Shot(people["admin"], f"/people/{staff.id}/role", {"role": "member", "city_id": city.id}),
            ],
        )
        assert moved.status in {303, 403, 404}
        assert demoted.status in {302, 303}
        here, there = exact(topic.id, other.id)
        assert (here.replies, there.replies) == ((0, 3) if moved.status == 303 else (3, 0))
