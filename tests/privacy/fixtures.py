"""The world of these tests: built once per process, and laid back before each test that asks for it."""

import pytest
from flask import Flask

from forum.core import postman
from forum.core import relay
from tests.conftest import Database
from tests.copies import Copy
from tests.privacy.planting import make_world
from tests.privacy.world import World


@pytest.fixture(scope="session")
def world_copy(database: Database) -> Copy[World]:
    """Give the place where this process keeps the world."""
    return Copy(database, "world")


@pytest.fixture
def world(app: Flask, world_copy: Copy[World]) -> World:
    """Give the world, as the worker left it."""
    return world_copy.given(_make)


def _make() -> World:
    made = make_world()
    for _ in range(3):
        relay.deliver_pending()
        postman.send_due()
    return made
