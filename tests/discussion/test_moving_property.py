"""Whatever is split, moved, merged and undone in whatever order: nothing is lost, nothing counted wrong, no address dies."""

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select

from forum.certification.queries import get_stage
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.ratelimit import RateCount
from forum.discussion.checks import wrong_topics
from forum.discussion.commands import curation
from forum.discussion.commands.moving import acts
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.counting import recount
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.places import find_place
from forum.discussion.relocations import OldPlace
from forum.discussion.relocations import Relocation
from forum.search.checks import lost_and_stray
from forum.search.checks import stale
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic

REFUSALS = (Conflict, Forbidden, Invalid, NotFound)
#: Which act, and three numbers that choose what it is done to.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["reply", "split", "move", "merge", "undo", "hide", "restore", "answer", "split", "move", "merge"]
        ),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    ),
    min_size=4,
    max_size=14,
)


class Forum:
    """Three topics, four people who write, RIL; and every place that a post ever had."""

    def __init__(self, people, ril):
        self.people, self.ril = people, ril
        self.topics = [make_topic(person).id for person in people[:3]]
        #: (topic, number) → the one post that this ever named.
        self.places: dict[tuple[int, int], int] = {}
        self.look()

    def do(self, act_name: str, a: int, b: int, c: int) -> None:
        """Do one thing, refused or not."""
        topic_id, other_id = (self.topics[n % len(self.topics)] for n in (a, b))
        posts = session.scalars(select(Post.id).where(Post.topic_id == topic_id).order_by(Post.number)).all()
        post_id = posts[c % len(posts)] if posts else 0
        chosen = {posts[(c + n) % len(posts)] for n in range(1 + b % 3)} if posts else set()
        ril = act(self.ril)
        if act_name == "reply":
            reply(act(self.people[b % 4]), topic_id, NewReply(body="Así lo hicimos.", language="es"))
        elif act_name == "split":
            beginning = acts.Beginning("Un tema aparte", get_stage("evidence").id, ("question", "discussion")[b % 2])
            self.topics.append(acts.split_topic(ril, topic_id, post_ids=chosen, beginning=beginning).to_topic_id)
        elif act_name == "move":
            acts.move_posts(ril, topic_id, post_ids=chosen, to_topic_id=other_id)
        elif act_name == "merge":
            acts.merge_topics(ril, topic_id, into_topic_id=other_id)
        elif act_name == "undo":
            moves = session.scalars(select(Relocation.id).order_by(Relocation.id)).all()
            undo_move(ril, moves[c % len(moves)] if moves else 0)
        elif act_name == "hide":
            hide_post(ril, post_id, reason="Datos")
        elif act_name == "restore":
            restore_post(ril, post_id)
        else:
            curation.mark_answer(ril, topic_id, post_id=post_id)

    def look(self) -> None:
        """Take in where posts are now; no number may name another post than before, and none is lost."""
        session.rollback()
        session.expire_all()
        now = {(post.topic_id, post.number): post.id for post in session.scalars(select(Post))}
        for place, post_id in now.items():
            assert self.places.setdefault(place, post_id) == post_id, f"{place} was another post's number"
        assert set(now.values()) == set(self.places.values()), "a post was lost"
        for topic in session.scalars(select(Topic)):
            assert all(number <= topic.last_number for topic_id, number in now if topic_id == topic.id)
            before = {column.key: getattr(topic, column.key) for column in Topic.__table__.columns}
            if topic.merged_into_id is None:
                recount(topic)
            assert before == {column.key: getattr(topic, column.key) for column in Topic.__table__.columns}
            gone = session.scalar(select(OldPlace.number).where(OldPlace.topic_id == topic.id).limit(1)) is not None
            assert topic.gaps == gone
        session.rollback()
        assert wrong_topics() == []
        self._follow_addresses(now)

    def _follow_addresses(self, now: dict[tuple[int, int], int]) -> None:
        ril = act(self.ril)
        kinds = dict(session.execute(select(Post.id, Post.kind)).all())
        for (topic_id, number), post_id in self.places.items():
            if (topic_id, number) in now or kinds[post_id] != "post":
                continue
            place = find_place(ril, topic_id, number)
            assert place is not None, f"{topic_id}/{number} leads nowhere"
            assert now[(place.topic_id, place.number)] == post_id
        for topic in session.scalars(select(Topic).where(Topic.merged_into_id.is_not(None))):
            assert find_place(ril, topic.id, 1) is not None


@pytest.fixture
def people(app):
    return [make_user() for _ in range(4)], make_staff()


@given(steps=STEPS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_post_is_lost_no_number_is_given_twice_and_every_old_address_lives(people, run_worker, steps):
    writers, ril = people
    forum = Forum(writers, ril)
    for step in steps:
        with transaction():
            session.query(RateCount).delete()
        try:
            forum.do(*step)
        except REFUSALS:
            session.rollback()
        forum.look()
    run_worker()
    session.rollback()
    assert lost_and_stray() == ([], [])
    assert stale() == []
