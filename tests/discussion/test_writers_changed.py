"""Somebody whose account changes while a text is on its way: asked again once it is written."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.merging import merge_people
from forum.accounts.commands.people import suspend
from forum.accounts.commands.silencing import silence
from forum.core import clock
from forum.core.db import session
from forum.core.errors import Forbidden
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic

DONE = {
    "suspended": lambda boss, user: suspend(boss, user.id, reason="Una razón", until=None),
    "silenced": lambda boss, user: silence(boss, user.id, reason="Una razón", until=clock.now() + timedelta(days=3)),
    "merged": lambda boss, user: merge_people(boss, user.id, into_id=make_user().id, reason="Lo pidió por carta"),
}


@pytest.mark.parametrize("what", DONE)
def test_what_arrives_after_it_is_not_published(app, what):
    topic, user = make_topic(), make_user()
    as_they_were = act(user)
    DONE[what](act(make_staff(role="administrator")), user)
    with pytest.raises(Forbidden):
        reply(as_they_were, topic.id, NewReply("Llegó tarde", "es"))
    session.rollback()
    assert session.scalar(select(func.count(Post.id)).where(Post.topic_id == topic.id)) == 1


def test_whose_suspension_is_over_writes_at_once_before_any_job_has_run(app, sign_in):
    topic, user = make_topic(), make_user()
    suspend(act(make_staff()), user.id, reason="Una razón", until=clock.now() + timedelta(days=1))
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        form = {"body": "Ya estoy de vuelta", "language": "es", "request_id": "vuelta"}
        answer = sign_in(user).post(f"/topics/{topic.id}/posts", data=form)
        assert answer.status_code == 303
        assert "/t/" in answer.headers["Location"]
