"""Sweeping: what leaving cannot do at once is done a few rows at a time, whatever ends it in between."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts import tasks
from forum.accounts.checks import look_at_erasures
from forum.accounts.commands import sweeping
from forum.accounts.commands.leaving import leave
from forum.accounts.commands.leaving import leave_with_posts
from forum.accounts.commands.sweeping import AGAIN_AFTER
from forum.accounts.commands.sweeping import RETRY_AFTER
from forum.accounts.commands.sweeping import sweep_due
from forum.accounts.models import Erasure
from forum.accounts.models import User
from forum.core import clock
from forum.core import owndata
from forum.core.db import session
from forum.core.db import transaction
from forum.core.owndata import Part
from forum.core.owndata import Sweep
from forum.discussion.checks import look_at_counters
from forum.discussion.commands.reading import mark_read
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic
from forum.search.checks import lost_and_stray
from forum.search.checks import stale
from forum.search.queries import Query
from forum.search.queries import search
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.owndata.life import found_in_database

NAME = "Ximena Zaragüeta"
HANDLE = "ximena.zaragueta"
WORDS = "Zqpropias"
MANY = 20


@pytest.fixture
def writer(app, run_worker, monkeypatch):
    """Give somebody who wrote, is mentioned and is quoted more often than is dealt with at once."""
    monkeypatch.setattr(sweeping, "FIRST", 5)
    user, other = make_user(NAME), make_user("Otra Persona")
    assert user.handle == HANDLE
    topic = make_topic(other, title="Un tema con mucho que decir")
    for number in range(MANY):
        own = make_reply(topic, user, body=f"{WORDS} {number}.")
        mark = f'[quote="{HANDLE}, post:{own.number}, topic:{topic.id}"]\n{WORDS} {number}.\n[/quote]'
        make_reply(topic, other, body=f"{mark}\n\nGracias @{HANDLE}, número {number}.")
    run_worker()
    session.rollback()
    return user, other, topic


def texts_with(word):
    session.rollback()
    return session.scalar(select(func.count()).where(Post.body.contains(word)))


def erasure():
    session.rollback()
    return session.scalars(select(Erasure)).one_or_none()


def finish():
    while sweep_due():
        pass
    with clock.pretend(clock.now() + AGAIN_AFTER):
        while sweep_due():
            pass


def check_clean(other):
    assert [line for line in found_in_database((HANDLE, NAME)) if not line.startswith("outgoing_mail")] == []
    assert lost_and_stray() == ([], [])
    assert stale() == []
    assert look_at_counters() == []
    assert search(act(other), Query(text=HANDLE)).items == []


@pytest.mark.parametrize("way", [leave, leave_with_posts])
def test_what_is_much_is_left_to_the_worker_and_finished_by_it(writer, way):
    user, other, _topic = writer
    way(act(user), present=PASSWORD)
    assert 0 < texts_with(HANDLE) <= MANY
    assert erasure().person["handle"] == HANDLE
    finish()
    assert erasure() is None
    check_clean(other)
    assert texts_with(WORDS) == (2 * MANY if way is leave else 0)


def test_who_it_was_and_what_they_wrote_is_gone_at_once_whatever_is_left_to_do(writer, sign_in):
    user, other, topic = writer
    leave_with_posts(act(user), present=PASSWORD)
    session.rollback()
    row = session.get_one(User, user.id)
    assert (row.state, row.name, row.email, row.password_hash) == ("anonymised", "", None, None)
    shown = select(func.count()).where(Post.author_id == user.id, Post.state != "deleted")
    assert session.scalar(shown) == 0
    assert sign_in(other).get(f"/u/{HANDLE}").status_code == 404
    found = {item.post_id for item in search(act(other), Query(text=WORDS)).items}
    assert not found & set(session.scalars(select(Post.id).where(Post.author_id == user.id)))
    page = sign_in(other).get(f"/t/x/{topic.id}/{2 * MANY}", follow_redirects=True).get_data(as_text=True)
    assert NAME not in page


@pytest.mark.parametrize("way", [leave, leave_with_posts])
def test_what_ends_in_the_middle_of_a_step_is_done_again_and_nothing_twice(writer, way, monkeypatch):
    user, other, topic = writer
    way(act(user), present=PASSWORD)
    before, replies = texts_with(HANDLE), session.get_one(Topic, topic.id).last_number
    real, calls = owndata.follow_all, []

    def stop(leaver):
        real(leaver)
        calls.append(leaver)
        if len(calls) % 2:
            message = "the machine stops here"
            raise KeyboardInterrupt(message)

    monkeypatch.setattr(owndata, "follow_all", stop)
    with pytest.raises(KeyboardInterrupt):
        sweep_due()
    assert texts_with(HANDLE) == before
    left = 200
    while left:
        left -= 1
        try:
            if not sweep_due():
                break
        except KeyboardInterrupt:
            continue
    monkeypatch.setattr(owndata, "follow_all", real)
    finish()
    assert erasure() is None
    check_clean(other)
    assert session.get_one(Topic, topic.id).last_number == replies
    assert session.scalar(select(func.count()).select_from(Quote)) == MANY


def test_what_was_being_written_at_the_very_moment_is_found_when_all_is_looked_at_again(app):
    user, other = make_user(NAME), make_user("Otra Persona")
    topic = make_topic(other)
    leave(act(user), present=PASSWORD)
    while sweep_due():
        pass
    late = make_reply(topic, other, body=f"Esto lo dijo @{HANDLE} hace un momento.")
    assert HANDLE in session.get_one(Post, late.id).body
    assert not sweep_due()
    finish()
    body = session.get_one(Post, late.id, populate_existing=True).body
    assert body == "Esto lo dijo @ex-integrante hace un momento."
    assert erasure() is None


def test_a_post_of_their_own_that_was_being_written_goes_too(app):
    user, other = make_user(NAME), make_user("Otra Persona")
    topic = make_topic(other)
    post = make_reply(topic, user, body=f"{WORDS} del principio.")
    leave_with_posts(act(user), present=PASSWORD)
    with transaction():  # As a transaction that began before leaves it.
        row = session.get_one(Post, post.id, populate_existing=True)
        row.body = row.html = f"{WORDS} de último momento."
        row.state = "visible"
    finish()
    row = session.get_one(Post, post.id, populate_existing=True)
    assert (row.body, row.html, row.state) == ("", "", "deleted")
    assert texts_with(WORDS) == 0


def test_for_somebody_who_wrote_little_everything_is_done_when_they_get_an_answer(app):
    user, other = make_user(NAME), make_user("Otra Persona")
    topic = make_topic(user, body=f"{WORDS} y nada más.")
    make_reply(topic, other, body=f"Gracias @{HANDLE}.")
    mark_read(act(user), topic.id, number=2)
    leave_with_posts(act(user), present=PASSWORD)
    assert texts_with(HANDLE) == texts_with(WORDS) == 0
    assert erasure().again


def test_a_step_that_fails_is_tried_again_later_and_holds_up_nobody_else(app, monkeypatch):
    def fail(leaver, _ids):
        message = f"no way with {leaver.user_id}"
        raise RuntimeError(message)

    first, second, other = make_user(NAME), make_user("Quien Sigue"), make_user("Otra Persona")
    reply = make_reply(make_topic(other), other, body=f"Gracias @{HANDLE} y @{second.handle}.")
    broken = Sweep("broken", lambda leaver, after, _most: [1] if leaver.user_id == first.id > after else [], fail, 1)
    parts = list(owndata._PARTS)
    monkeypatch.setattr(owndata, "_PARTS", [Part(sweeps=(broken,)), *parts])
    leave(act(first), present=PASSWORD)
    assert session.get_one(User, first.id, populate_existing=True).state == "anonymised"
    leave(act(second), present=PASSWORD)
    body = session.get_one(Post, reply.id, populate_existing=True).body
    assert body == f"Gracias @{HANDLE} y @ex-integrante."
    with clock.pretend(clock.now() + 3 * RETRY_AFTER):
        assert len(look_at_erasures()) == 1
    owndata._PARTS[:] = parts
    monkeypatch.setattr(owndata, "_PARTS", parts)
    with clock.pretend(clock.now() + 3 * RETRY_AFTER):
        finish()
    assert texts_with(HANDLE) == 0
    assert look_at_erasures() == []


def test_the_worker_takes_its_time_between_two_steps_and_ends_when_nothing_is_due(writer, monkeypatch):
    user, other, _topic = writer
    leave(act(user), present=PASSWORD)
    monkeypatch.setattr(tasks, "PAUSE", 0)
    for _ in range(10):
        tasks.finish_erasures()
    assert texts_with(HANDLE) == 0
    assert erasure().again
    assert sweeping.sweep_due() is False
    with clock.pretend(clock.now() + AGAIN_AFTER):
        tasks.finish_erasures()
    check_clean(other)


def test_administrators_see_what_is_still_under_way(writer, sign_in):
    user, _other, _topic = writer
    admin = make_staff(role="administrator")
    assert 'id="erasures"' not in sign_in(admin).get("/admin/retention").get_data(as_text=True)
    leave(act(user), present=PASSWORD)
    page = sign_in(admin).get("/admin/retention").get_data(as_text=True)
    assert 'id="erasures"' in page
    assert HANDLE not in page
    finish()
    assert 'id="erasures"' not in sign_in(admin).get("/admin/retention").get_data(as_text=True)
