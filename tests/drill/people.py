"""Who writes in the drill, and where: made by the forum's own commands before it is started."""

import subprocess
import sys
from dataclasses import dataclass

from config import ROOT
from config import load_config
from forum.accounts.models import User
from forum.app import create_app
from tests.drill.running import Forum
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic

__all__ = ["PASSWORD", "Person", "Place", "Topic", "prepare"]


@dataclass(frozen=True)
class Person:
    """Somebody who writes."""

    email: str
    handle: str


@dataclass(frozen=True)
class Topic:
    """Where they write."""

    id: int
    path: str
    author: str


@dataclass(frozen=True)
class Place:
    """Everybody, and all topics."""

    people: list[Person]
    topics: list[Topic]

    def email_of(self, handle: str) -> str:
        """Return the address of somebody who is named."""
        return next(person.email for person in self.people if person.handle == handle)


def prepare(forum: Forum, people: int, topics: int) -> Place:
    """Make tables, people and topics."""
    command = [sys.executable, "-m", "forum.server.preparing"]
    subprocess.run(command, cwd=ROOT, env=forum.settings, check=True, stdout=subprocess.DEVNULL)
    app = create_app(load_config(forum.settings))
    with app.app_context(), app.test_request_context():
        cities = [make_city() for _ in range(4)]
        users = [make_user(city=cities[number % 4], shown_outside=True) for number in range(people)]
        writers = [_person(user) for user in users]
        made = [make_topic(users[number % people]) for number in range(topics)]
        found = [
            Topic(topic.id, f"/t/{topic.slug}/{topic.id}", writers[number % people].email)
            for number, topic in enumerate(made)
        ]
    return Place(writers, found)


def _person(user: User) -> Person:
    return Person(user.email or "", user.handle)
