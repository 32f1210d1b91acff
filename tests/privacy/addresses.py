"""Every address that the URL map can make of the world."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from forum.certification.queries import practices_in_order
from tests.privacy.acted import hidden_events
from tests.privacy.world import ROLES
from tests.privacy.world import World

#: Stands for "does not exist".
NOWHERE = 999_999
NO_TOKEN = "x" * 43
#: Who looks for every word: nobody's account, and that of another city.
SEARCHERS = frozenset({"visitor", "member_b"})
#: The others look for one word in so many.
SHARES = 8
#: A planted word, asked for in search, among mentions, or in a title.
_SWEEP = re.compile(r"/(?:search|mentions|similar-topics)\?(?:q|title)=(?:T%C3%ADtulo\+)?zq[0-9a-f]")


def values(world: World) -> dict[str, list[Any]]:
    """Return what each argument of a route may be; `endpoint.argument` comes before `argument`."""
    people = list(world.people.values())
    cities = [city.slug for city in world.cities.values()]
    practice = [practices_in_order()[0].code.lower(), "nowhere"]
    return {
        "topic_id": [topic.id for topic in world.topics.values()] + [*world.moved, NOWHERE],
        "post_id": [post.id for post in world.posts] + [NOWHERE],
        "number": [1, 2, 5],
        "n": [1, 5],
        "revision": [1, 2],
        "version": [1],
        "city_id": [city.id for city in world.cities.values()],
        "user_id": [person.id for person in people],
        "handle": [person.handle for person in people] + ["nobody.here"],
        "token": [world.token, NO_TOKEN],
        "invitation_id": [world.invitation.id if world.invitation else 0, NOWHERE],
        "application_id": [world.application_id, NOWHERE],
        "report_id": [1, 2, 3, NOWHERE],
        "case_id": [1, 2, 3, NOWHERE],
        "decision_id": [1, NOWHERE],
        "appeal_id": [1, NOWHERE],
        "event_id": [*hidden_events(), NOWHERE],
        "desk.kind": ["report", "admission", "file", "application", "proposal", "appeal", "nothing"],
        "correction_id": [*world.proposals.values(), NOWHERE],
        "note_id": [*world.notes.values(), NOWHERE],
        "held_id": [*world.held.values(), NOWHERE],
        "retained_id": [*world.retained.values(), NOWHERE],
        "word_id": [1, NOWHERE],
        "blocked_id": [1, NOWHERE],
        "request_id": [1, NOWHERE],
        "move_id": [*world.moves, NOWHERE],
        "change_id": [1, NOWHERE],
        "mail_id": [1, 2, 3, NOWHERE],
        "news_id": [*world.news.values(), NOWHERE],
        "banner_id": [*world.banners.values(), NOWHERE],
        "prepared_id": [world.prepared, NOWHERE],
        "entry_id": [1, NOWHERE],
        "file_id": [1, NOWHERE],
        "notice_id": [1, 2, NOWHERE],
        "session_id": [1, NOWHERE],
        "key": ["1-abc.webp"],
        "media.show_avatar.name": [world.avatar or "1-abc.webp"],
        "media.token": [*sorted({address.split("/")[2] for address, _readers in world.files.values()}), "f" * 32],
        "name": ["preview.webp", "datos.csv"],
        "code": ["OD1", "XX9"],
        "extent": ["name", "nothing"],
        "purpose": ["shown_outside"],
        "part": [0, 1],
        "kind": ["question"],
        "timers.kind": ["close", "remind", "nothing"],
        "pages.slug": ["about", "privacy", "contact", "nowhere"],
        "slug": ["any-slug"],
        "discussion.show_practice.slug": practice,
        "feeds.show_practice.slug": practice,
        "stage": ["evidence", "nowhere"],
        "country": ["CO", "XX"],
        "city": [*cities, "nowhere"],
    }


def addresses(app: Flask, world: World) -> Iterator[tuple[str, str]]:
    """Yield (endpoint, address): all that the URL map can make of the world, and what pages take beyond their paths."""
    known = values(world)
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()):
            continue
        names = sorted(rule.arguments)
        lists = [_choices(known, rule, name) for name in names]
        for chosen in product(*lists):
            yield rule.endpoint, adapter.build(rule.endpoint, dict(zip(names, chosen, strict=True)), method="GET")
    for endpoint, query in _queries(world):
        yield endpoint, f"{next(app.url_map.iter_rules(endpoint)).rule}?{query}"
    yield from _pages_with_queries(world)
    for address, _readers in world.files.values():
        yield "media.show_file", address


def _pages_with_queries(world: World) -> Iterator[tuple[str, str]]:
    """Yield what the pages of topics, histories and translations take beyond their paths."""
    for made in (world.proposals, world.accepted, world.outdated):
        for post_id, number in made.items():
            yield "translation.edit_translation", f"/posts/{post_id}/translation/edit?start={number}"
            yield "translation.new_term", f"/glossary/terms/new?correction={number}"
    for post in world.firsts.values():
        yield "discussion.show_history", f"/posts/{post.id}/history"
    for post in world.posts:
        for pair in ("old=1&new=2", "old=1&new=3", "old=1&new=3&view=sides"):
            yield "discussion.show_history", f"/posts/{post.id}/history?{pair}"
    for topic in world.topics.values():
        for reading in ("both", "es", "pt", "original"):
            yield "discussion.show_topic", f"/t/{topic.slug}/{topic.id}?read={reading}"
        for post in world.posts[::4]:
            yield "discussion.new_post", f"/topics/{topic.id}/posts/new?quote={post.id}"


def asked_by(app: Flask, world: World, role: str) -> list[tuple[str, str]]:
    """Return the addresses that a role asks for: all, but of the words looked for only outsiders look for each.

    The others look for a share of their own, so that together they look for every word too.
    """
    everything = list(addresses(app, world))
    if role in SEARCHERS:
        return everything
    mine = slice(ROLES.index(role) % SHARES, None, SHARES)
    sweep = [address for _endpoint, address in everything if _SWEEP.match(address)]
    aside = set(sweep) - set(sweep[mine])
    return [(endpoint, address) for endpoint, address in everything if address not in aside]


def _choices(known: dict[str, list[Any]], rule: Rule, name: str) -> list[Any]:
    package = rule.endpoint.split(".")[0]
    found = known.get(f"{rule.endpoint}.{name}") or known.get(f"{package}.{name}") or known.get(name)
    assert found, f"{rule.rule} ({rule.endpoint}): say in values() what «{name}» may be"
    return found


def _queries(world: World) -> Iterator[tuple[str, str]]:
    """Yield (endpoint, query): each word looked for, what begins as a word does, filters and shapes of lists."""
    for word, (what, _readers) in world.words.items():
        yield "search.show_results", f"q={word}"
        if "name of" in what:
            yield "discussion.list_mentions", f"q={word[:8]}"
        if "title of" in what:
            yield "discussion.list_similar", f"title=T%C3%ADtulo+{word}"
    for start in ("a", "an", "ciudad", "villa", "ida", "leda", "bia"):
        yield "discussion.list_mentions", f"q={start}"
    for query in ("lang=es", "kind=question&status=open", "ui=pt", "status=answered&lang=pt"):
        yield "discussion.list_latest", query
    for city in world.cities.values():
        yield "search.show_results", f"q=respuesta&city={city.slug}"
        yield "cities.list_cities", f"city={city.slug}"
    for query in ("q=texto", "q=respuesta+titulo", "q=oculto", "q=borrado", "q=dato"):
        yield "search.show_results", query
    for query in ("show=unread", "show=all"):
        yield "notifications.list_notices", query
    for query in ("list=proposed", "list=revisit", "into=pt"):
        yield "translation.list_work", query
    yield "moderation.list_log", "since=2020-01-01"
    yield "discussion.new_topic", "stage=evidence"
    for topic in world.topics.values():
        yield "news.new_banner", f"topic={topic.id}"
    yield from _of_the_desk()


def _of_the_desk() -> Iterator[tuple[str, str]]:
    for name in ("news.list_news", "feeds.show_news", "news.list_items"):
        yield name, "ui=es"
        yield name, "ui=pt"
    for query in ("order=oldest", "kind=report", "kind=held", "lang=pt", "mine=1"):
        yield "desk.show_desk", query
    yield "moderation.show_log_csv", "since=2020-01-01"
    for endpoint in ("insights.show_insights", "insights.show_insights_csv", "insights.show_report"):
        for query in ("period=4w", "period=all", "period=12m&country=AR", "period=all&country=XX"):
            yield endpoint, query
    for name in ("ril", "asker", "stale", "mine"):
        yield "promise.list_waiting", f"list={name}"
    yield "accounts.list_people", "q=a"
    for query in ("q=a", "state=silenced", "state=suspended", "state=warned"):
        yield "conduct.list_members", query
