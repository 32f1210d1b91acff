"""The community of these tests: made once per process, and laid back before each test that asks for it."""

from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from forum.accounts.models import User
from forum.cities.models import City
from forum.core.db import session
from tests.conftest import Database
from tests.copies import Copy
from tests.discussion.world import World
from tests.discussion.world import make_world


class Keys(NamedTuple):
    """Which rows are whose: cities and people are read again by each test."""

    city: int
    other_city: int
    people: dict[str, int]


@pytest.fixture(scope="session")
def community_copy(database: Database) -> Copy[Keys]:
    """Give the place where this process keeps the community."""
    return Copy(database, "community")


@pytest.fixture
def community(app: Flask, community_copy: Copy[Keys]) -> World:
    """Give two cities and everybody who may meet in a topic; nobody wrote anything yet."""
    return _read(community_copy.given(_make))


def _make() -> Keys:
    world = make_world()
    return Keys(world.city.id, world.other_city.id, {name: user.id for name, user in world.people.items()})


def _read(keys: Keys) -> World:
    users = {user.id: user for user in session.scalars(select(User).where(User.id.in_(keys.people.values())))}
    city, other = session.get_one(City, keys.city), session.get_one(City, keys.other_city)
    return World(city, other, {name: users[key] for name, key in keys.people.items()})
