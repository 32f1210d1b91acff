"""A community with topics to choose from, and RIL that chooses."""

import pytest


@pytest.fixture
def world(community):
    return community


@pytest.fixture
def ril(world):
    return world.people["moderator"]


@pytest.fixture
def browser(ril, sign_in):
    return sign_in(ril)
