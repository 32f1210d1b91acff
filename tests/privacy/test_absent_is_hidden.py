"""What may not be known to exist answers as what does not: same status, words, headers and statements."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.privacy.test_matrix import browsers
from tests.privacy.test_matrix import world
from tests.privacy.test_posts_refused import ACTS
from tests.privacy.watching import shape_of
from tests.privacy.watching import traffic
from tests.privacy.world import READERS
from tests.privacy.world import World

__all__ = ["world"]

NOWHERE = 999_999


def things(world: World) -> dict[str, tuple[list[Any], Any]]:
    """Return what an argument may name that exists, and one that names nothing."""
    people = [world.people[role] for role in ("author_a", "member_b", "pending", "suspended", "moderator")]
    return {
        "topic_id": ([topic.id for topic in world.topics.values()], NOWHERE),
        # Of each topic a plain reply and a hidden one.
        "post_id": ([post.id for n, post in enumerate(world.posts) if n % 4 < 2], NOWHERE),
        "user_id": ([person.id for person in people], NOWHERE),
        "handle": ([person.handle for person in people], "nobody.here"),
        "city": ([city.slug for city in world.cities.values()], "nowhere"),
        "city_id": ([city.id for city in world.cities.values()], NOWHERE),
        "report_id": ([1, 2, 3], NOWHERE),
        "application_id": ([world.application_id], NOWHERE),
        "invitation_id": ([world.invitation.id if world.invitation else 0], NOWHERE),
        "mail_id": ([1, 2, 3], NOWHERE),
        "notice_id": ([1, 2], NOWHERE),
        "session_id": ([1], NOWHERE),
        "request_id": ([1], NOWHERE),
        "name": ([f"1-{'a' * 32}.webp"], f"{NOWHERE}-{'a' * 32}.webp"),
    }


def knowing(world: World, rule: Rule, method: str, values: dict[str, Any]) -> frozenset[str]:
    """Return the roles from which nothing is hidden here: what they may do is for other tests."""
    topic_id = values.get("topic_id")
    if "post_id" in values:
        topic_id = next(post.topic_id for post in world.posts if post.id == values["post_id"])
    if topic_id is not None:
        return READERS[next(audience for audience, topic in world.topics.items() if topic.id == topic_id)]
    by = ACTS[rule.endpoint].by if method == "POST" else ()
    return frozenset().union(*by.values()) if isinstance(by, dict) else frozenset(by)


def twins(app: Flask, world: World) -> Iterator[tuple[Rule, str, frozenset[str], str, str]]:
    """Yield (rule, method, who may know of it, address of something, address of nothing)."""
    known = things(world)
    adapter = app.url_map.bind("localhost")
    fixed: dict[str, Any] = {"slug": "any-slug", "number": 1, "n": 1}
    for rule in app.url_map.iter_rules():
        names = [name for name in sorted(rule.arguments) if name in known]
        if not names:
            continue
        rest = {name: fixed[name] for name in rule.arguments if name not in known}
        nothing = {name: known[name][1] for name in names}
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            absent = adapter.build(rule.endpoint, rest | nothing, method=method)
            for chosen in product(*(known[name][0] for name in names)):
                values = dict(zip(names, chosen, strict=True))
                address = adapter.build(rule.endpoint, rest | values, method=method)
                yield rule, method, knowing(world, rule, method, values), address, absent


def ask(browser: FlaskClient, method: str, address: str, form: dict[str, Any]) -> tuple[TestResponse, int]:
    with traffic() as seen:
        response = browser.open(address, method=method, data=form if method == "POST" else None)
    return response, len(seen.statements)


def test_a_hidden_thing_answers_as_an_absent_one(app, world, sign_in, client):
    sign_in(world.people["author_b"])
    told: list[str] = []
    hidden = 0
    everything = list(twins(app, world))
    for role, browser in browsers(world, sign_in, client).items():
        browser.get("/login")  # The cookie of forms comes with the first of them,
        browser.get("/nowhere")  # and what the frame of a refusal counts is kept.
        nothing: dict[tuple[str, str], tuple[Any, int]] = {}
        for rule, method, knows, address, absent in everything:
            if role in knows:
                continue
            form = ACTS[rule.endpoint].form(world) if method == "POST" else {}
            response, statements = ask(browser, method, address, form)
            if response.status_code != 404:
                continue  # Nothing was hidden after all.
            hidden += 1
            if (method, absent) not in nothing:
                answer, number = ask(browser, method, absent, form)
                nothing[method, absent] = (shape_of(answer, absent), number)
            shape, number = nothing[method, absent]
            if shape_of(response, address) != shape:
                told.append(f"{role} {method} {address}: another answer than {absent}")
            if statements != number:
                told.append(f"{role} {method} {address}: {statements} statements, {absent}: {number}")
    assert hidden > 100, "almost nothing was hidden: this proves nothing"
    assert not told, "\n".join(told)
