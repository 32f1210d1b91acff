"""Two people write, or one person writes twice, at the same moment."""

from itertools import count
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import counted
from tests.races.colliding import events
from tests.races.colliding import fresh
from tests.races.colliding import statuses
from tests.races.colliding import token_of

_ids = count(1)


@pytest.fixture
def people(app: Flask) -> dict[str, Any]:
    """Make a city with an asker and a lead, two members of other cities, and two moderators."""
    city = make_city()
    made = {
        "asker": make_user(city=city),
        "lead": make_user(city=city, role="lead"),
        "one": make_user(),
        "two": make_user(),
        "first moderator": make_staff(),
        "second moderator": make_staff(),
    }
    return made | {f"{name}'s token": token_of(user) for name, user in made.items()}


def reply_form(text: str, request_id: str = "") -> dict[str, str]:
    return {"body": text, "language": "es", "request_id": request_id or f"form-{next(_ids)}"}


def test_three_people_who_click_twice_write_three_replies(app: Flask, people):
    for turn in range(ROUNDS):
        topic_id = make_topic(people["asker"]).id
        shots = [
            Shot(people[f"{name}'s token"], f"/topics/{topic_id}/posts", reply_form(f"Respuesta {name}", f"c{turn}"))
            for name in ("one", "two", "lead") * 2
        ]
        answers = collide(app, shots)
        assert statuses(answers) == [303] * 6
        assert [a.location for a in answers[:3]] == [a.location for a in answers[3:]]
        topic = counted(topic_id)
        assert (topic.last_number, topic.replies, topic.reply_cities) == (4, 3, 2)


def test_an_old_form_that_comes_again_beside_new_ones_writes_nothing(app: Flask, people):
    for turn in range(ROUNDS):
        topic_id = make_topic(people["asker"]).id
        address, old = f"/topics/{topic_id}/posts", reply_form("La primera", f"old-{turn}")
        (first,) = collide(app, [Shot(people["one's token"], address, old)])
        answers = collide(
            app,
            [
                Shot(people["one's token"], address, old),
                Shot(people["one's token"], address, old),
                Shot(people["one's token"], address, reply_form("La segunda")),
                Shot(people["two's token"], address, reply_form("La tercera")),
            ],
        )
        assert statuses(answers) == [303] * 4
        assert answers[0].location == answers[1].location == first.location
        assert counted(topic_id).last_number == 4


def test_two_people_who_click_twice_open_two_topics(app: Flask, people):
    for turn in range(ROUNDS):
        form = {
            "title": f"Cómo medir {turn}",
            "body": "Un texto que basta.",
            "kind": "question",
            "stage": "evidence",
            "language": "es",
            "audience": "community",
            "request_id": f"topic-{turn}",
        }
        shots = [Shot(people[f"{name}'s token"], "/new-topic", form) for name in ("one", "two") * 2]
        answers = collide(app, shots)
        assert statuses(answers) == [303] * 4
        assert len({answer.location for answer in answers}) == 2
        session.rollback()
        assert session.scalar(select(func.count(Topic.id))) == 2 * (turn + 1)
        assert session.scalar(select(func.count(Post.id))) == 2 * (turn + 1)


def test_the_second_of_two_editors_gets_both_texts(app: Flask, people):
    topic = make_topic(people["asker"])
    for turn in range(ROUNDS):
        post = make_reply(topic, people["one"], body=f"El texto de antes {turn}")
        base = fingerprint(post.body, post.language)
        texts = {"one": f"El texto del autor {turn}", "first moderator": f"El texto de la moderadora {turn}"}
        shots = [
            Shot(people[f"{name}'s token"], f"/posts/{post.id}/text", {"body": text, "language": "es", "base": base})
            for name, text in texts.items()
        ]
        answers = collide(app, shots)
        assert statuses(answers) == [303, 409]
        winner, loser = sorted(zip(answers, texts.values(), strict=True), key=lambda pair: pair[0].status)
        page = BeautifulSoup(loser[0].text, "html.parser")
        assert page.select_one("textarea[name=body]").text.strip() == loser[1]
        assert winner[1].split()[-2] in page.get_text()
        assert fresh(Post, post.id).body == winner[1]
        assert events("PostEdited", post.id) == 1


def test_of_two_marked_answers_one_stands(app: Flask, people):
    for _ in range(ROUNDS):
        topic = make_topic(people["asker"])
        posts = [make_reply(topic, people[name]).id for name in ("one", "two")]
        shots = [
            Shot(people[token], f"/topics/{topic.id}/answer", {"post_id": post_id})
            for token, post_id in zip(("asker's token", "first moderator's token") * 2, posts * 2, strict=True)
        ]
        assert statuses(collide(app, shots)) == [303] * 4
        after = counted(topic.id)
        assert after.status == "solved"
        assert after.answer_post_id in posts
        assert after.score == 2 * 3 + 2 + 5


def test_a_reply_to_a_topic_that_is_being_closed_comes_before_the_end_or_not_at_all(app: Flask, people):
    for _ in range(ROUNDS):
        topic_id = make_topic(people["asker"]).id
        replies = [
            Shot(people[f"{name}'s token"], f"/topics/{topic_id}/posts", reply_form(f"De {name}"))
            for name in ("one", "two")
        ]
        closing = Shot(people["first moderator's token"], f"/topics/{topic_id}/closing", {"reason": "Ya está"})
        first, closed, second = collide(app, [replies[0], closing, replies[1]])
        assert closed.status == 303
        topic = counted(topic_id)
        taken = sum(answer.status == 303 for answer in (first, second))
        assert {first.status, second.status} <= {303, 403, 409}
        assert topic.closed_at is not None
        assert (topic.replies, topic.last_number) == (taken, taken + 2)
        last = session.scalar(select(Post.kind).where(Post.topic_id == topic_id, Post.number == topic.last_number))
        assert last == "notice"


def test_a_reply_beside_a_deletion_is_counted_right(app: Flask, people):
    for turn in range(ROUNDS):
        topic = make_topic(people["asker"])
        post = make_reply(topic, people["one"])
        # Every other time it is the first post, which takes the topic along.
        gone = post.id if turn % 2 else session.scalar(select(Post.id).where(Post.topic_id == topic.id).limit(1))
        removal = {"reason": "Se pidió"}
        reply, one, two = collide(
            app,
            [
                Shot(people["two's token"], f"/topics/{topic.id}/posts", reply_form("Mientras tanto")),
                Shot(people["first moderator's token"], f"/posts/{gone}/deletion", removal),
                Shot(people["second moderator's token"], f"/posts/{gone}/deletion", removal),
            ],
        )
        assert reply.status in ({303} if turn % 2 else {303, 404})
        assert statuses([one, two]) in ([303, 303], [303, 403], [303, 404], [303, 409])
        after = counted(topic.id)
        assert after.replies == (reply.status == 303) + (turn % 2 == 0)
        assert (after.deleted_at is None) == (turn % 2 == 1)
        assert events("PostDeleted", gone) == 1


def test_two_moderators_hide_a_post_once(app: Flask, people):
    topic = make_topic(people["asker"])
    for turn in range(ROUNDS):
        post = make_reply(topic, people["one"])
        shots = [
            Shot(people[f"{name} moderator's token"], f"/posts/{post.id}/hiding", {"reason": f"Por {name}"})
            for name in ("first", "second")
        ]
        answers = collide(app, shots)
        assert answers[0].status == 303 or answers[1].status == 303
        assert fresh(Post, post.id).state == "hidden"
        assert events("PostHidden", post.id) == 1
        assert counted(topic.id).replies == 0, turn


def test_pinning_and_unpinning_at_once_ends_as_one_of_the_two(app: Flask, people):
    topic_id = make_topic(people["asker"]).id
    for turn in range(ROUNDS):
        before = fresh(Topic, topic_id).pinned_at is not None
        shots = [
            Shot(people["first moderator's token"], f"/topics/{topic_id}/pin"),
            Shot(people["second moderator's token"], f"/topics/{topic_id}/pin/removal"),
        ] * 2
        assert statuses(collide(app, shots)) == [303] * 4
        after = counted(topic_id).pinned_at is not None
        pinned, unpinned = events("TopicPinned", topic_id), events("TopicUnpinned", topic_id)
        assert pinned - unpinned == int(after), (turn, before)


def test_nobody_writes_into_a_topic_that_was_taken_from_them_at_that_moment(app: Flask, people):
    for _ in range(ROUNDS):
        topic_id = make_topic(people["asker"]).id
        replies = [
            Shot(people[f"{name}'s token"], f"/topics/{topic_id}/posts", reply_form(f"De {name}"))
            for name in ("one", "two")
        ]
        change = {"audience": "staff", "reason": "Se decidió"}
        first, moved, second = collide(
            app,
            [replies[0], Shot(people["first moderator's token"], f"/topics/{topic_id}/audience", change), replies[1]],
        )
        assert moved.status == 303
        assert {first.status, second.status} <= {303, 404}
        topic = counted(topic_id)
        assert topic.audience == "staff"
        notice = session.scalar(select(Post.number).where(Post.topic_id == topic_id, Post.kind == "notice"))
        assert notice == topic.last_number, "somebody replied to a topic that they could no longer see"
        assert topic.replies == sum(answer.status == 303 for answer in (first, second))
