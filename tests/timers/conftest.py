"""Who sets timers, in a community that stands since the moment from which these tests count."""

import pytest

from tests.discussion.world import make_world
from tests.timers.setting import NOW
from tests.timers.setting import at


@pytest.fixture
def world(app):
    with at(NOW):
        return make_world()


@pytest.fixture
def ril(world):
    return world.people["moderator"]
