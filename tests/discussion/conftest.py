"""The community that most of these tests look at; those that want another one make it."""

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
