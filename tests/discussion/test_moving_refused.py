"""Who may not move posts, and what cannot be moved: a clear answer, and nothing has changed."""

import pytest
from sqlalchemy import select

from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.discussion.commands import curation
from forum.discussion.commands.moving import carrying
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.relocations import OldPlace
from tests.discussion.moved import merge
from tests.discussion.moved import move
from tests.discussion.moved import numbers
from tests.discussion.moved import split
from tests.discussion.moved import topic_now
from tests.discussion.world import first_post
from tests.discussion.world import row_counts
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def test_what_was_moved_on_or_answered_since_is_not_undone(world, ril):
    topic, other, third = (world.topic() for _ in range(3))
    reply, more = world.reply(topic), world.reply(topic)
    first = move(ril, topic.id, other.id, reply)
    move(ril, other.id, third.id, reply)
    with pytest.raises(Conflict):
        undo_move(act(ril), first.id)
    parted = split(ril, topic.id, more)
    make_reply(topic_now(parted.to_topic_id))
    with pytest.raises(Conflict):
        undo_move(act(ril), parted.id)
    merged = merge(ril, third.id, other.id)
    merge(ril, other.id, topic.id)
    with pytest.raises(Conflict):
        undo_move(act(ril), merged.id)


@pytest.mark.parametrize("who", ["author", "foreign member", "foreign lead", "lead"])
def test_who_does_not_curate_a_topic_moves_nothing_out_of_it(world, sign_in, who):
    topic, other = world.topic(), world.topic()
    reply = world.reply(topic)
    before = row_counts()
    with pytest.raises(Forbidden):
        split(world.people[who], topic.id, reply)
    with pytest.raises(Forbidden):
        move(world.people[who], topic.id, other.id, reply)
    with pytest.raises(Forbidden):
        merge(world.people[who], topic.id, other.id)
    assert row_counts() == before


def test_a_coordination_moves_only_between_what_it_looks_after(world):
    lead = world.people["lead"]
    room, open_to_all, public = world.topic("city"), world.topic(), world.topic("public")
    foreign = make_topic(world.people["foreign member"], audience="city", city=world.other_city)
    reply = world.reply(room)
    with pytest.raises(Forbidden):
        move(lead, room.id, open_to_all.id, reply)
    for unknown in (foreign.id, world.topic("staff").id, 999_999):
        with pytest.raises(NotFound):
            move(lead, room.id, unknown, reply)
    made = split(lead, room.id, reply)
    assert (topic_now(made.to_topic_id).audience, topic_now(made.to_topic_id).city_id) == ("city", world.city.id)
    theirs = world.reply(public)
    with pytest.raises(Forbidden):
        split(lead, public.id, theirs)  # A public topic in the name of another city.
    own = make_reply(public, world.people["author"])
    assert split(lead, public.id, own).posts == 1


def test_a_coordination_opens_a_room_only_as_it_may_open_its_topics(world, ril):
    lead = world.people["lead"]
    public = world.topic("public")
    of_ril = make_topic(ril, audience="city", city=world.city)
    with pytest.raises(Forbidden):
        move(lead, of_ril.id, public.id, make_reply(of_ril, world.people["author"]))
    of_city = world.topic("city")
    assert move(lead, of_city.id, public.id, world.reply(of_city)).posts == 1


def test_what_cannot_be_moved_is_refused_and_nothing_changes(world, ril):
    topic, other, deleted = (world.topic() for _ in range(3))
    reply, hidden, foreign = world.reply(topic), world.reply(topic), world.reply(other)
    hide_post(act(ril), hidden.id, reason="Datos")
    delete_post(act(ril), first_post(deleted).id, reason="Repetido")
    curation.close_topic(act(ril), topic.id)
    notice = session.scalars(select(Post).where(Post.topic_id == topic.id, Post.kind == "notice")).one()
    first = first_post(topic)
    before = row_counts()
    cases = [
        (Invalid, lambda: move(ril, topic.id, other.id)),
        (Invalid, lambda: move(ril, topic.id, other.id, first, reply, hidden)),
        (Invalid, lambda: move(ril, topic.id, topic.id, reply)),
        (Invalid, lambda: merge(ril, topic.id, topic.id)),
        (Conflict, lambda: move(ril, topic.id, other.id, reply, foreign)),
        (Conflict, lambda: move(ril, topic.id, other.id, notice)),
        (Forbidden, lambda: move(ril, topic.id, deleted.id, reply)),
        (Conflict, lambda: merge(ril, deleted.id, other.id)),
        (Invalid, lambda: split(ril, topic.id, reply, title="¿?")),
        (Invalid, lambda: split(ril, topic.id, reply, title="x" * 201)),
    ]
    for error, attempt in cases:
        with pytest.raises(error):
            attempt()
        assert row_counts() == before
    with pytest.raises(Conflict):
        split(ril, topic.id, hidden)
    assert row_counts() == before
    assert session.scalar(select(OldPlace.number)) is None


def test_topics_do_not_merge_in_a_circle(world, ril, sign_in):
    one, two = world.topic(), world.topic()
    merge(ril, one.id, two.id)
    with pytest.raises(NotFound):
        merge(ril, two.id, one.id)
    answer = sign_in(ril).post(f"/topics/{two.id}/merging", data={"target": f"/t/{one.slug}/{one.id}"})
    assert answer.status_code == 422, "its address leads to the topic itself"
    assert session.scalars(select(Topic.id).where(Topic.merged_into_id.is_not(None))).all() == [one.id]


def test_more_posts_than_go_in_one_transaction_are_refused(world, monkeypatch):

    monkeypatch.setattr(carrying, "MOST_POSTS", 2)
    ril, topic, other = make_staff(), world.topic(), world.topic()
    replies = [world.reply(topic) for _ in range(3)]
    for attempt in (lambda: merge(ril, topic.id, other.id), lambda: move(ril, topic.id, other.id, *replies)):
        with pytest.raises(Invalid):
            attempt()
    assert len(numbers(topic.id)) == 4
