"""The index follows what happens to posts, at a cost that does not grow with the topic."""

import pytest
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.discussion.queries.details import TopicDetails
from forum.discussion.queries.details import details_of
from forum.search.models import SearchEntry
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.search.finding import find


def entries(topic):
    session.rollback()
    query = select(Post.number).join(SearchEntry, SearchEntry.post_id == Post.id).where(Post.topic_id == topic.id)
    return sorted(session.scalars(query))


def long_topic(run_worker, replies):
    topic = make_topic(title="Un tema")
    last = [make_reply(topic, body=f"Catastro {number}") for number in range(replies)][-1]
    run_worker()
    return topic, last


def rename(topic, _last):
    session.rollback()
    was = details_of(session.merge(topic))
    wanted = TopicDetails("Un padrón distinto", was.stage_id, was.language, was.practice_ids, was.criterion_ids)
    edit_topic(act(make_staff()), topic.id, wanted=wanted, base=was.fingerprint())


def remove_reply(_topic, last):
    delete_post(act(make_staff()), last.id, reason="Prueba")


@pytest.mark.parametrize("change", [rename, remove_reply])
def test_what_touches_one_post_costs_the_same_in_a_long_topic(app, run_worker, count_queries, change):
    costs = []
    for replies in (1, 12):
        topic, last = long_topic(run_worker, replies)
        change(topic, last)
        with count_queries() as statements:
            run_worker()
        costs.append(sum("search_entry" in statement for statement in statements))
    assert costs[0] == costs[1]


def test_a_first_post_takes_its_replies_out_of_the_index_and_back(app, sign_in, run_worker):
    topic, _last = long_topic(run_worker, 2)
    first = session.scalars(select(Post.id).where(Post.topic_id == topic.id, Post.number == 1)).one()
    delete_post(act(make_staff()), first, reason="Prueba")
    run_worker()
    assert entries(topic) == []
    restore_post(act(make_staff()), first)
    run_worker()
    assert entries(topic) == [1, 2, 3]


def test_a_deleted_reply_is_the_only_one_to_leave_the_index(app, run_worker):
    topic, last = long_topic(run_worker, 2)
    delete_post(act(make_staff()), last.id, reason="Prueba")
    run_worker()
    assert entries(topic) == [1, 2]
    restore_post(act(make_staff()), last.id)
    run_worker()
    assert entries(topic) == [1, 2, 3]


def test_a_new_title_is_found_and_the_old_one_no_more(app, sign_in, run_worker):
    topic, last = long_topic(run_worker, 1)
    rename(topic, last)
    run_worker()
    reader = sign_in(make_user())
    assert find(reader, "padrón") == [f"/t/un-padron-distinto/{topic.id}/1"]
    assert find(reader, "tema") == []
