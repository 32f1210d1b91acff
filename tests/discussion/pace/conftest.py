"""A community, and a topic in it in which members pause."""

import pytest

from forum.discussion.commands.pacing import slow_down
from tests.discussion.pace.pausing import at
from tests.discussion.world import make_world
from tests.factories.accounts import act


@pytest.fixture
def world(app):
    with at(-600):
        return make_world()


@pytest.fixture
def slow(world, ril):
    """Give a topic of the community, an hour old, in which members write every 15 minutes."""
    with at(-60):
        topic = world.topic()
        slow_down(act(ril), topic.id, minutes=15)
    return topic
