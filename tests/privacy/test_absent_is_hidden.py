"""What may not be known to exist answers as what does not: same status, words, headers, statements; by every verb."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.privacy.acted import hidden_events
from tests.privacy.acts import ACTS
from tests.privacy.addresses import NO_TOKEN
from tests.privacy.addresses import NOWHERE
from tests.privacy.asking import browser_of
from tests.privacy.cases import audience_of
from tests.privacy.retained import deciders
from tests.privacy.watching import shape_of
from tests.privacy.watching import traffic
from tests.privacy.world import READERS
from tests.privacy.world import ROLES
from tests.privacy.world import STAFF
from tests.privacy.world import World

#: What is not offered by forms; HEAD enters the view, the others enter none.
OTHER_VERBS = ("HEAD", "OPTIONS", "DELETE", "TRACE")
#: Who stands for all where verbs are tried.
PROBING = frozenset({"visitor", "member_b", "lead_b"})
#: Status, words and headers of an answer, and the number of its statements.
Measured = tuple[Any, int]


def things(world: World) -> dict[str, tuple[list[Any], Any]]:
    """Return what an argument may name that exists, and one that names nothing."""
    people = [world.people[role] for role in ("author_a", "pending", "moderator", "gone")]
    papers = list(range(1, 4))
    return {
        "topic_id": ([topic.id for topic in world.topics.values()], NOWHERE),
        # Of each topic a plain reply and a hidden one.
        "post_id": ([post.id for n, post in enumerate(world.posts) if n % 5 < 2], NOWHERE),
        "user_id": ([person.id for person in people], NOWHERE),
        "handle": ([person.handle for person in people], "nobody.here"),
        "city": ([city.slug for city in world.cities.values()], "nowhere"),
        "city_id": ([city.id for city in world.cities.values()], NOWHERE),
        "report_id": (papers, NOWHERE),
        "case_id": (papers, NOWHERE),
        "appeal_id": ([1], NOWHERE),
        "event_id": (hidden_events(), NOWHERE),
        "correction_id": ([next(iter(world.proposals.values()))], NOWHERE),
        "application_id": ([world.application_id], NOWHERE),
        "invitation_id": ([world.invitation.id if world.invitation else 0], NOWHERE),
        "retained_id": (list(world.retained.values()), NOWHERE),
        "move_id": (world.moves, NOWHERE),
        "change_id": ([1], NOWHERE),
        "mail_id": (papers, NOWHERE),
        "notice_id": ([1, 2], NOWHERE),
        "session_id": ([1], NOWHERE),
        "request_id": ([1], NOWHERE),
        "media.token": (sorted({address.split("/")[2] for address, _readers in world.files.values()})[::3], "f" * 32),
        "media.show_avatar.name": ([f"1-{'a' * 32}.webp"], f"{NOWHERE}-{'a' * 32}.webp"),
    }


@dataclass(frozen=True)
class Twin:
    """An address of something, that of nothing, and who may know of it."""

    rule: Rule
    method: str
    knows: frozenset[str]
    address: str
    absent: str


def knowing(world: World, rule: Rule, method: str, values: dict[str, Any]) -> frozenset[str]:
    """Return the roles from which nothing is hidden here: what they may do is for other tests."""
    topic_id = values.get("topic_id")
    if "post_id" in values:
        topic_id = next(post.topic_id for post in world.posts if post.id == values["post_id"])
    if topic_id is not None:
        return READERS[audience_of(world, topic_id)]
    if "retained_id" in values:
        return deciders(next(one for one, number in world.retained.items() if number == values["retained_id"]))
    if "token" in values:
        return next(readers for address, readers in world.files.values() if values["token"] in address)
    by = ACTS[rule.endpoint].by if method == "POST" else ()
    return frozenset().union(*by.values()) if isinstance(by, dict) else frozenset(by)


def twins(app: Flask, world: World) -> Iterator[Twin]:
    """Yield each address that names something, by each method, with the same address of nothing."""
    known = things(world)
    adapter = app.url_map.bind("localhost")
    fixed: dict[str, Any] = {"slug": "any-slug", "number": 1, "n": 1, "name": "x.csv", "extent": "name"}
    for rule in app.url_map.iter_rules():
        package = rule.endpoint.split(".")[0]
        keys = {name: _key(known, rule.endpoint, package, name) for name in sorted(rule.arguments)}
        names = [name for name, key in keys.items() if key is not None]
        if not names:
            continue
        rest = {name: fixed.get(name, NO_TOKEN) for name, key in keys.items() if key is None}
        absent = rest | {name: known[keys[name] or ""][1] for name in names}
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            nothing = adapter.build(rule.endpoint, absent, method=method)
            for chosen in product(*(known[keys[name] or ""][0] for name in names)):
                values = rest | dict(zip(names, chosen, strict=True))
                address = adapter.build(rule.endpoint, values, method=method)
                yield Twin(rule, method, knowing(world, rule, method, values), address, nothing)


def _key(known: dict[str, Any], endpoint: str, package: str, name: str) -> str | None:
    return next((key for key in (f"{endpoint}.{name}", f"{package}.{name}", name) if key in known), None)


@dataclass
class Watch:
    """One role at its browser: what it was told by the difference of two answers."""

    world: World
    role: str
    browser: FlaskClient
    told: list[str] = field(default_factory=list)
    hidden: int = 0
    #: (method, address of nothing) → its answer.
    nothing: dict[tuple[str, str], Measured] = field(default_factory=dict)
    probed: set[str] = field(default_factory=set)

    def compare(self, everything: list[Twin]) -> None:
        """Ask for each thing that the role may not know of."""
        self.browser.get("/login")  # The cookie of forms comes with the first of them,
        self.browser.get("/nowhere")  # and what the frame of a refusal counts is kept.
        for twin in everything:
            if self.role in twin.knows or not self._is_hidden(twin, twin.method):
                continue
            if twin.method == "GET" and self.role in PROBING and twin.rule.endpoint not in self.probed:
                self.probed.add(twin.rule.endpoint)
                for verb in OTHER_VERBS:
                    self._is_hidden(twin, verb)

    def _is_hidden(self, twin: Twin, method: str) -> bool:
        found = self._ask(twin, method, twin.address)
        if method in {"GET", "POST"} and found[0][0] != 404:
            return False  # Nothing was hidden after all.
        self.hidden += 1
        key = (method, twin.absent)
        if key not in self.nothing:
            self.nothing[key] = self._ask(twin, method, twin.absent)
        if found != self.nothing[key]:
            # What is kept for a minute may have been made again just then: a leak is there the second time too.
            found, self.nothing[key] = (self._ask(twin, method, a) for a in (twin.address, twin.absent))
        if found != self.nothing[key]:
            self.told.append(f"{self.role} {method} {twin.address} is not as {twin.absent}: {found[1]} statements")
        return True

    def _ask(self, twin: Twin, method: str, address: str) -> Measured:
        form = ACTS[twin.rule.endpoint].form(self.world) if method == "POST" else None
        with traffic() as seen:
            response = self.browser.open(address, method=method, data=form)
        return shape_of(response, address), len(seen.statements)


@pytest.mark.parametrize("role", ROLES)
def test_a_hidden_thing_answers_as_an_absent_one(app: Flask, world: World, sign_in, client, role):
    sign_in(world.people["author_b"])
    watch = Watch(world, role, browser_of(world, sign_in, client, role))
    watch.compare(list(twins(app, world)))
    assert watch.hidden > (0 if role in STAFF else 50), f"{watch.hidden} were hidden: this proves nothing"
    assert not watch.told, "\n".join(watch.told)


def test_no_other_verb_writes_anything(app: Flask, world: World, sign_in):
    browser = sign_in(world.people["admin"])
    wrong = []
    first = {twin.rule.endpoint: twin for twin in twins(app, world)}
    for twin in first.values():
        for method in ("OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"):
            with traffic() as seen:
                answer = browser.open(twin.address, method=method)
            if seen.written or answer.status_code not in {200, 404, 405}:
                wrong.append(f"{method} {twin.address}: {answer.status_code}, {seen.written[:1]}")
    assert len(first) > 50
    assert not wrong, "\n".join(wrong)
