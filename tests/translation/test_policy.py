"""Who improves and who decides: the rules and their twins in SQL say the same of every person and post."""

from itertools import product

import pytest
from sqlalchemy import select

from forum.cities.models import City
from forum.core.db import session
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.translation.policy import can_decide
from forum.translation.policy import can_improve
from forum.translation.policy import decidable_posts
from forum.translation.policy import improvable_posts
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


@pytest.fixture
def world(app):
    """Give people of every kind; posts of every audience and state are there too."""
    author, staff = make_user(), make_staff()
    for audience, closed in product(("public", "community", "city", "staff"), (False, True)):
        topic = make_topic(staff if audience == "staff" else author, audience=audience)
        replies = [make_reply(topic, staff if audience == "staff" else author) for _ in range(3)]
        hide_post(act(staff), replies[0].id, reason="Datos")
        delete_post(act(staff), replies[1].id, reason="Datos")
        if closed:
            close_topic(act(staff), topic.id)
    gone = make_topic(author)
    delete_post(act(staff), session.scalar(select(Post.id).where(Post.topic_id == gone.id)), reason="Datos")
    people = [
        author,
        staff,
        make_user(),
        make_user(reads="es"),
        make_user(city=session.get(City, author.city_id)),
        make_user(role="lead"),
    ]
    return [act(person) for person in (*people, make_user(state="pending"), make_user(state="suspended"))]


@pytest.mark.parametrize(("rule", "twin"), [(can_improve, improvable_posts), (can_decide, decidable_posts)])
def test_the_rule_and_its_twin_say_the_same(world, rule, twin):
    pairs = session.execute(select(Topic, Post).join(Topic, Topic.id == Post.topic_id)).all()
    assert len(pairs) > 30
    some = 0
    for actor in world:
        by_rule = {post.id for topic, post in pairs if not topic.deleted and rule(actor, topic, post)}
        by_twin = set(session.scalars(select(Post.id).join(Topic, Topic.id == Post.topic_id).where(twin(actor))))
        assert by_rule == by_twin
        some += bool(by_rule)
    assert some >= 2
