"""Each act on each thing of the world that it can be done to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from forum.accounts.models import UserSession
from forum.core.db import session
from tests.privacy.acts import ACTS
from tests.privacy.acts import NOTICE
from tests.privacy.acts import Act
from tests.privacy.world import AUDIENCES
from tests.privacy.world import World


@dataclass(frozen=True)
class Case:
    """An act on one thing."""

    endpoint: str
    address: str
    by: frozenset[str]
    values: dict[str, Any]


def cases_of(app: Flask, world: World) -> Iterator[Case]:
    """Yield each act on each thing that it can be done to."""
    adapter = app.url_map.bind("localhost")
    plain = {
        "city_id": world.cities["a"].id,
        "city": world.cities["a"].slug,
        "user_id": world.people["author_b"].id,
        "request_id": 1,
        "invitation_id": world.invitation.id if world.invitation else 0,
        "application_id": world.application_id,
        "mail_id": 1,
        "move_id": world.moves[0],
        "change_id": 1,
        "entry_id": 1,
        "file_id": 1,
        "notice_id": NOTICE,
        "session_id": _session(world),
        "slug": "about",
        "token": "x" * 43,
        "number": 2,
        "purpose": "shown_outside",
        "extent": "name",
        "decision_id": 1,
        "event_id": 999_999,
        "country": "CO",
    }
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()):
            continue
        assert rule.endpoint in ACTS, f"{rule.rule} ({rule.endpoint}): say in ACTS who may"
        known = ACTS[rule.endpoint]
        corrections = world.accepted if rule.endpoint.endswith("_restoration") else world.proposals
        for given, by in _things(rule.arguments, known, world):
            given["correction_id"] = corrections.get(given.get("post_id", 0), 999_999)
            values = {name: given.get(name, plain.get(name)) for name in rule.arguments}
            values |= {name: value for name, value in known.values(world).items() if name in rule.arguments}
            yield Case(rule.endpoint, adapter.build(rule.endpoint, values, method="POST"), frozenset(by), values)


def _things(arguments: set[str], known: Act, world: World) -> list[tuple[dict[str, Any], Any]]:
    if "topic_id" in arguments:
        return [({"topic_id": topic.id}, known.by[audience]) for audience, topic in world.topics.items()]
    if "post_id" in arguments:
        return [({"post_id": post.id}, known.by[audience_of(world, post.topic_id)]) for post in world.posts]
    if "case_id" in arguments:
        return [({"kind": "report", "case_id": number}, by) for number, by in enumerate(known.by.values(), start=1)]
    if "report_id" in arguments:
        return [({"report_id": number}, by) for number, by in enumerate(known.by.values(), start=1)]
    return [({}, known.by)]


def _session(world: World) -> int:
    """Return a session that its owner alone may end."""
    query = select(UserSession.id).where(UserSession.user_id == world.people["author_b"].id)
    return session.scalar(query.order_by(UserSession.id.desc()).limit(1)) or 1


def audience_of(world: World, topic_id: int) -> str:
    """Return for whom a topic is."""
    return next(audience for audience in AUDIENCES if world.topics[audience].id == topic_id)
