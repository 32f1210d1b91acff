"""The community that most of these tests look at; those that want another one make it."""

import pytest


@pytest.fixture
def world(community):
    return community


@pytest.fixture
def ril(world):
    return world.people["moderator"]
