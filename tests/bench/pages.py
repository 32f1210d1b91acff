"""What is asked for: each kind of page at several addresses, by several members, so that nothing kept flatters it."""

import random
import re
from dataclasses import dataclass
from dataclasses import field
from typing import Final
from urllib.parse import quote

from sqlalchemy import func
from sqlalchemy import select

from forum.certification.models import Stage
from forum.discussion.models import Topic
from tests.bench.client import Asked
from tests.bench.client import Connection
from tests.bench.client import Timed
from tests.bench.client import cookies_of
from tests.bench.forums import Forum
from tests.bench.vocabulary import Vocabulary

#: Members who read: each may ask for 300 pages, and search 60 times, in a minute.
READERS: Final = 60
#: Different requests of a kind of page.
_REQUESTS: Final = 90
_TOPICS: Final = 40
_OLDER: Final = re.compile(rb'href="(/\?after=[^"]+)"')

VISITOR: Final = "visitor"
MEMBER: Final = "member"


@dataclass
class Line:
    """A line of the table: a kind of page, who reads it, its bounds, and what was measured, per size."""

    page: str
    reader: str
    #: How many times the bare route's processor time it may take, when it was shown before.
    bound: float | None
    #: How much more it may take with ten times the posts.
    growth: float
    requests: dict[int, list[Asked]] = field(default_factory=dict)
    #: Times the bare route's processor time; cold ones in seconds.
    warm: dict[int, list[float]] = field(default_factory=dict)
    cold: dict[int, list[float]] = field(default_factory=dict)
    timed: dict[int, Timed] = field(default_factory=dict)
    cold_timed: dict[int, Timed] = field(default_factory=dict)


def all_lines(forums: list[Forum]) -> list[Line]:
    """Return what is measured, with the addresses of each forum."""
    found = {forum.size: addresses_of(forum) for forum in forums}
    cookies = {forum.size: _browsers(forum) for forum in forums}
    lines: list[Line] = []
    for reader, lists, topics in ((VISITOR, 3.0, 3.0), (MEMBER, 20.0, 25.0)):
        for page, bound, growth in (
            ("latest", lists, 1.3),
            ("stage list", lists, 1.3),
            ("topic, first page", topics, 1.3),
            ("long topic, first page", topics, 1.3),
            ("long topic, last page", topics, 1.3),
            ("search, common word", 3.0 if reader == VISITOR else None, 1.6),
            ("search, rare word", 3.0 if reader == VISITOR else None, 1.3),
        ):
            line = Line(page, reader, bound, growth)
            for forum in forums:
                line.requests[forum.size] = _requests(
                    found[forum.size][page], cookies[forum.size] if reader == MEMBER else []
                )
            lines.append(line)
    return lines


def _browsers(forum: Forum) -> list[str]:
    """Return the cookies of readers who were here before: the session, and what pages gave for their forms."""
    connection = Connection(forum.web.port)
    found = [
        f"{cookie}; {cookies_of(connection.ask(Asked('/', cookie)))}"
        for cookie in list(forum.cookies.values())[:READERS]
    ]
    connection.close()
    return found


def _requests(paths: list[str], cookies: list[str]) -> list[Asked]:
    if not cookies:
        return [Asked(path) for path in paths]
    chosen = random.Random("requests")
    return [Asked(paths[n % len(paths)], chosen.choice(cookies)) for n in range(_REQUESTS)]


def addresses_of(forum: Forum) -> dict[str, list[str]]:
    """Return the addresses of each kind of page in a forum."""
    chosen = random.Random("addresses")
    with forum.engine.connect() as connection:
        stages = list(connection.scalars(select(Stage.slug).order_by(Stage.id)))
        topics = connection.execute(
            select(Topic.id, Topic.slug, Topic.last_number)
            .where(Topic.audience == "public", Topic.deleted_at.is_(None), Topic.last_number.between(8, 20))
            .order_by(Topic.id)
        ).all()
        longest = connection.execute(
            select(Topic.id, Topic.slug, Topic.last_number).where(
                Topic.last_number == select(func.max(Topic.last_number)).scalar_subquery()
            )
        ).one()
    words = [word for language in ("es", "pt") for word in Vocabulary(language).common]
    rare = [word for language in ("es", "pt") for word in chosen.sample(Vocabulary(language).rare, 12)]
    return {
        "latest": _latest(forum),
        "stage list": [f"/c/{slug}" for slug in stages],
        "topic, first page": [f"/t/{t.slug}/{t.id}" for t in chosen.sample(list(topics), min(_TOPICS, len(topics)))],
        "long topic, first page": [f"/t/{longest.slug}/{longest.id}"],
        "long topic, last page": [f"/t/{longest.slug}/{longest.id}/{longest.last_number}"],
        "search, common word": [f"/search?q={quote(word)}" for word in words],
        "search, rare word": [f"/search?q={quote(word)}" for word in rare],
    }


def _latest(forum: Forum) -> list[str]:
    """Return the front page and the five older ones that follow it."""
    connection = Connection(forum.web.port)
    paths = ["/"]
    for _ in range(5):
        older = _OLDER.search(connection.ask(Asked(paths[-1], plain=True)).body)
        if older is None:
            break
        paths.append(older.group(1).decode().replace("&amp;", "&"))
    connection.close()
    return paths
