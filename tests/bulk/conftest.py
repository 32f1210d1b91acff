"""A community with topics to choose from, and RIL that chooses."""

import pytest

from forum.core import pagecache
from tests.discussion.world import make_world


@pytest.fixture
def world(app):
    pagecache.clear()
    return make_world()


@pytest.fixture
def ril(world):
    return world.people["moderator"]


@pytest.fixture
def browser(ril, sign_in):
    return sign_in(ril)
