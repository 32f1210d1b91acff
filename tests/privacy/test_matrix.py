"""Every GET route, asked by everybody: no page, feed, header or mail shows a word to whom it is not for.

A route whose arguments are not listed here fails the test: whoever adds a route adds its arguments.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from forum.accounts.models import User
from forum.certification.queries import practices_in_order
from forum.core.db import session
from forum.core.mail import OutgoingMail
from tests.privacy.world import ROLES
from tests.privacy.world import World
from tests.privacy.world import make_world

#: Values that stand for "does not exist".
NOWHERE = 999_999


def values(world: World) -> dict[str, list[object]]:
    """Return what each argument of a route may be; `endpoint.argument` comes before `argument`."""
    topics = list(world.topics.values())
    people = [session.get_one(User, person.id) for person in world.people.values()]
    cities = [city.slug for city in world.cities.values()]
    return {
        "topic_id": [topic.id for topic in topics] + [NOWHERE],
        "post_id": [post.id for post in world.posts] + [NOWHERE],
        "number": [1, 2, 5],
        "n": [1, 5],
        "revision": [1, 2],
        "version": [1],
        "city_id": [city.id for city in world.cities.values()],
        "user_id": [person.id for person in people],
        "handle": [person.handle for person in people] + ["nobody.here"],
        "token": [world.token, "x" * 43],
        "invitation_id": [world.invitation.id if world.invitation else 0, NOWHERE],
        "application_id": [world.application_id, NOWHERE],
        "report_id": [1, NOWHERE],
        "request_id": [1, NOWHERE],
        "mail_id": [1, 2, 3, NOWHERE],
        "notice_id": [1, 2, NOWHERE],
        "session_id": [1, NOWHERE],
        "key": ["1-abc.webp"],
        "name": ["1-abc.webp"],
        "code": ["OD1", "XX9"],
        "part": [0, 1],
        "kind": ["question"],
        "pages.slug": ["about", "privacy", "nowhere"],
        "slug": ["any-slug"],
        "discussion.show_practice.slug": [practices_in_order()[0].code.lower(), "nowhere"],
        "feeds.show_practice.slug": [practices_in_order()[0].code.lower(), "nowhere"],
        "stage": ["evidence", "nowhere"],
        "city": [*cities, "nowhere"],
    }


def addresses(app: Flask, world: World) -> Iterator[tuple[Rule, str]]:
    """Yield every address that the URL map can make of the world."""
    known = values(world)
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()):
            continue
        blueprint = rule.endpoint.split(".")[0]
        names = sorted(rule.arguments)
        lists = []
        for name in names:
            found = known.get(f"{rule.endpoint}.{name}") or known.get(f"{blueprint}.{name}") or known.get(name)
            assert found, f"{rule.rule} ({rule.endpoint}): say in values() what «{name}» may be"
            lists.append(found)
        for chosen in product(*lists):
            yield rule, adapter.build(rule.endpoint, dict(zip(names, chosen, strict=True)), method="GET")
    for word in world.words:
        yield from ((_rule(app, "search.show_results"), f"/search?q={word}"),)
        yield from ((_rule(app, "discussion.list_mentions"), f"/mentions?q={word[:8]}"),)
        yield from ((_rule(app, "discussion.list_similar"), f"/similar-topics?title=T%C3%ADtulo+{word}"),)
    for post in world.posts:
        yield from ((_rule(app, "discussion.show_history"), f"/posts/{post.id}/history?old=1&new=2"),)
        yield from ((_rule(app, "discussion.show_history"), f"/posts/{post.id}/history?old=1&new=3"),)
    for query in ("lang=es", "kind=question&status=open", "ui=pt"):
        yield from ((_rule(app, "discussion.list_latest"), f"/latest?{query}"),)


def _rule(app: Flask, endpoint: str) -> Rule:
    return next(app.url_map.iter_rules(endpoint))


def everything_in(response: TestResponse) -> str:
    """Return body and headers as one text."""
    return response.get_data(as_text=True) + "\n".join(f"{name}: {value}" for name, value in response.headers)


@pytest.fixture
def world(app: Flask, run_worker) -> World:
    made = make_world()
    run_worker()
    return made


def browsers(world: World, sign_in, client: FlaskClient) -> dict[str, FlaskClient]:
    return {role: client if role == "visitor" else sign_in(world.people[role]) for role in ROLES}


def test_no_page_shows_anybody_a_word_that_is_not_for_them(app, world, sign_in, client):
    leaks: list[str] = []
    broken: list[str] = []
    found: dict[str, set[str]] = {}
    for role, browser in browsers(world, sign_in, client).items():
        for rule, address in addresses(app, world):
            response = browser.get(address, follow_redirects=True)
            if response.status_code >= 500 and rule.endpoint != "health.show_ready":
                broken.append(f"{role} GET {address}: {response.status_code}")
            text = everything_in(response)
            for word, (what, readers) in world.words.items():
                if word not in text or word in address or word[:8] in address:
                    continue  # A page may repeat what its own address said.
                found.setdefault(word, set()).add(role)
                if role not in readers:
                    leaks.append(f"{role} reads the {what} at {address}")
    assert not broken, "\n".join(broken)
    assert not leaks, "\n".join(leaks)
    missed = [
        f"{role} finds the {world.words[word][0]} nowhere"
        for word, readers in world.shown.items()
        for role in sorted(readers - found.get(word, set()))
    ]
    assert not missed, "\n".join(missed)


def test_no_mail_tells_anybody_a_word_that_is_not_for_them(app, world, mails):
    role_of = {person.id: role for role, person in world.people.items()}
    leaks = []
    for mail in mails():
        role = role_of.get(mail.user_id or 0)
        text = _text(mail)
        for word, (what, readers) in world.words.items():
            if word in text and role in ROLES and role not in readers:
                leaks.append(f"{mail.kind} tells {role} the {what}")
    assert [mail.kind for mail in mails() if _text(mail).strip()], "no mail was written: this proves nothing"
    assert not leaks, "\n".join(leaks)


def _text(mail: OutgoingMail) -> str:
    return " ".join(str(getattr(mail, column.key) or "") for column in mail.__table__.columns)
