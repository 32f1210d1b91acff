"""Splitting, moving and merging: what goes along, what stays, and what is taken back."""

import pytest

from forum.core.errors import Conflict
from forum.discussion.checks import wrong_topics
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from tests.discussion.moved import TITLE
from tests.discussion.moved import merge
from tests.discussion.moved import move
from tests.discussion.moved import numbers
from tests.discussion.moved import split
from tests.discussion.moved import topic_now
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.factories.accounts import act
from tests.factories.discussion import make_reply


def test_posts_that_are_split_off_become_a_topic_of_their_own(world, ril):
    topic = world.topic(practices=("DM",), criteria=("DM2",))
    one, two, three = (make_reply(topic, world.people[who]) for who in ("colleague", "foreign member", "lead"))

    moved = split(ril, topic.id, two, three)

    made = topic_now(moved.to_topic_id)
    assert (made.title, made.author_id, made.author_city_id) == (TITLE, two.author_id, two.author_city_id)
    assert (made.audience, made.language, made.status, made.replies) == ("community", two.language, "answered", 1)
    assert made.created_at == two.created_at
    assert numbers(made.id) == {1: two.id, 2: three.id}
    assert numbers(topic.id) == {1: first_post(topic).id, 2: one.id}, "what moved leaves a gap"
    assert (topic_now(topic.id).replies, topic_now(topic.id).last_number) == (1, 5)
    assert wrong_topics() == []
    ((event, detail),) = events("TopicSplit")
    assert (event.actor_id, detail.before, detail.after) == (
        ril.id,
        {"topic_id": topic.id, "posts": 2},
        {"topic_id": made.id},
    )


def test_a_number_is_never_given_out_again(world, ril):
    topic, other = world.topic(), world.topic()
    last = make_reply(topic)
    move(ril, topic.id, other.id, last)
    assert make_reply(topic).number == 4, "2 was the reply's, 3 is the notice"
    back = move(ril, other.id, topic.id, last)
    assert numbers(topic.id)[2] == last.id, "what comes back has its own number again"
    assert back.posts == 1
    assert make_reply(other).number > 3


def test_old_posts_that_come_in_lift_no_topic_above_newer_ones(world, ril):
    topic = world.topic()
    old = world.reply(topic)
    other = world.topic()
    latest = world.reply(other)
    move(ril, topic.id, other.id, old)
    now = topic_now(other.id)
    assert (now.last_post_at, now.last_author_id) == (latest.created_at, latest.author_id)
    assert now.last_post_number == 3


def test_hidden_and_deleted_posts_move_and_stay_so(world, ril, sign_in):
    topic, other = world.topic(), world.topic()
    hidden, deleted = (make_reply(topic, world.people["author"], body=f"Secreto {n}") for n in range(2))
    hide_post(act(ril), hidden.id, reason="Datos")
    delete_post(act(ril), deleted.id, reason="Repetido")
    merge(ril, topic.id, other.id)
    assert topic_now(other.id).replies == 1
    page = sign_in(world.people["foreign member"]).get(f"/t/{other.slug}/{other.id}").text
    assert "Secreto" not in page
    assert wrong_topics() == []


def test_undoing_puts_everything_back_under_its_own_number(world, ril, client):
    topic, other = world.topic("public"), world.topic("public")
    replies = [world.reply(topic) for _ in range(3)]
    before = numbers(topic.id), numbers(other.id)
    for attempt in (
        lambda: split(ril, topic.id, replies[0], replies[2]),
        lambda: move(ril, topic.id, other.id, *replies),
        lambda: merge(ril, topic.id, other.id),
    ):
        moved = attempt()
        undo_move(act(ril), moved.id)
        assert (numbers(topic.id), numbers(other.id)) == before
        now = topic_now(topic.id)
        assert (now.deleted_at, now.merged_into_id, now.replies, now.gaps) == (None, None, 3, False)
        assert client.get(f"/t/{topic.slug}/{topic.id}/3").status_code == 200
        with pytest.raises(Conflict):
            undo_move(act(ril), moved.id)
    assert wrong_topics() == []
    assert len(events("MoveUndone")) == 3
