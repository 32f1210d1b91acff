"""A seeded forum: the demonstration, and so many posts written straight into the tables.

The rows hold what the commands would have written: HTML, excerpt, stems, counters, events, notifications. Texts
are plain paragraphs, whose HTML needs no renderer; of every seed a sample goes through the real renderer and the
real analyser, and every topic of a sample through the real count: whatever differs ends the run.
"""

import random
import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from typing import Any
from typing import Final

from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from forum.accounts.handles import skeleton
from forum.accounts.models import User
from forum.certification.queries import criteria_in_order
from forum.certification.queries import stages_in_order
from forum.cities.queries import all_cities
from forum.core import clock
from forum.core import versions
from forum.core.db import db
from forum.core.events import Event
from forum.core.markup import RENDERER_VERSION
from forum.core.rendering.words import shorten
from forum.discussion.events import PostCreated
from forum.discussion.events import TopicCreated
from forum.discussion.masking import slug_of
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.moderation.models import Report
from forum.notifications.models import Notification
from forum.search.models import SearchEntry
from tests.bench.checking import check
from tests.bench.planning import Author
from tests.bench.planning import PlannedPost
from tests.bench.planning import PlannedTopic
from tests.bench.planning import plan
from tests.bench.vocabulary import Vocabulary

#: Moves when the same size would be seeded otherwise.
VERSION: Final = 1
MEMBERS: Final = 400
#: Topics that each member has opened.
OPENED: Final = 200
#: One post in so many was reported; of those one in five waits.
REPORTED: Final = 1_000
ADDRESS: Final = "m{}@bench.example"
_AT_ONCE: Final = 5_000
_PARAGRAPH: Final = re.compile(r"\n\n")


def seed(size: int) -> None:
    """Write a number of posts and all that hangs on them into the present database."""
    chosen = random.Random(f"seed {size}")
    now = clock.now()
    with db.engine.begin() as connection:
        languages = {city.id: city.language for city in all_cities()}
        authors = _write_members(connection, languages)
        first_topic = (connection.scalar(select(func.max(Topic.id))) or 0) + 1
        first_post = (connection.scalar(select(func.max(Post.id))) or 0) + 1
        topics, posts = plan(
            size,
            authors=authors,
            stage_ids=[stage.id for stage in stages_in_order()],
            first_topic=first_topic,
            first_post=first_post,
            now=now,
        )
        vocabularies = {language: Vocabulary(language) for language in ("es", "pt")}
        titles = {topic.id: vocabularies[topic.author.language].title(chosen) for topic in topics}
        _write(connection, Topic, (_topic(topic, titles[topic.id][0], now) for topic in topics))
        _write_standard(connection, topics, chosen)
        first_event = (connection.scalar(select(func.max(Event.id))) or 0) + 1
        for part in _parts(posts, _AT_ONCE):
            texts = [vocabularies[post.author.language].text(chosen) for post in part]
            _write(connection, Post, (_post(post, body) for post, (body, _stems) in zip(part, texts, strict=True)))
            entries = zip(part, texts, strict=True)
            _write(connection, SearchEntry, (_entry(p, s, titles) for p, (_b, s) in entries if not p.hidden))
            offset = first_event - first_post
            _write(connection, Event, (_event(post, post.id + offset) for post in part))
            _write(connection, Notification, (n for post in part for n in _notices(post, post.id + offset, now)))
        _write(connection, Report, _reports(posts, authors, chosen))
        _write_reading(connection, topics, authors, chosen)
        if connection.dialect.name == "postgresql":
            for table in ("topic", "post", "event", "notification", "report", "user_account"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
    check(topics, posts)
    _tidy()


def _write(connection: Any, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    for part in _parts(rows, _AT_ONCE):
        connection.execute(insert(table), part)


def _parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(rows)
    while part := list(islice(source, size)):
        yield part


def _write_members(connection: Any, languages: dict[int, str]) -> list[Author]:
    """Write members of all cities, in turn; the first of each leads it."""
    first = (connection.scalar(select(func.max(User.id))) or 0) + 1
    cities = sorted(languages)
    rows, authors = [], []
    for n in range(MEMBERS):
        city = cities[n % len(cities)]
        handle = f"persona{n:04}"
        rows.append(
            {
                "id": first + n,
                "email": ADDRESS.format(n),
                "email_folded": ADDRESS.format(n),
                "email_confirmed_at": clock.now(),
                "name": f"Persona {n}",
                "handle": handle,
                "handle_folded": skeleton(handle),
                "state": "active",
                "city_id": city,
                "city_role": "member",
                "ui_language": languages[city],
                "shown_outside": n % 2 == 0,
                "shown_publicly": n % 3 == 0,
                "last_seen_at": clock.now(),
            }
        )
        authors.append(Author(first + n, city, languages[city]))
    _write(connection, User, rows)
    return authors


def _topic(topic: PlannedTopic, title: str, now: Any) -> dict[str, Any]:
    pinned = topic.id % 4_000 == 7 and topic.audience == "public"
    return {
        "id": topic.id,
        "title": title,
        "slug": slug_of(title),
        "kind": topic.kind,
        "stage_id": topic.stage_id,
        "audience": topic.audience,
        "city_id": topic.author.city_id if topic.audience == "city" else None,
        "author_id": topic.author.id,
        "author_city_id": topic.author.city_id,
        "language": topic.author.language,
        "created_at": topic.created_at,
        "confirmed_by_id": topic.author.id if topic.answer and topic.id % 2 else None,
        "pinned_at": topic.created_at if pinned else None,
        "closed_at": now if topic.id % 40 == 1 and topic.posts[1:] else None,
        "deleted_at": now if topic.id % 200 == 3 else None,
        **topic.counters(),
    }


def _write_standard(connection: Any, topics: list[PlannedTopic], chosen: random.Random) -> None:
    criteria = [(c.id, c.practice_id) for c in criteria_in_order()]
    about = [(topic.id, chosen.sample(criteria, chosen.choice((0, 1, 1, 2)))) for topic in topics]
    _write(connection, TopicCriterion, ({"topic_id": i, "criterion_id": c} for i, found in about for c, _p in found))
    practices = ((i, practice) for i, found in about for practice in sorted({p for _c, p in found}))
    _write(connection, TopicPractice, ({"topic_id": i, "practice_id": p} for i, p in practices))


def _html(body: str) -> str:
    """Return what the renderer makes of plain paragraphs."""
    return "\n".join(f"<p>{part}</p>" for part in _PARAGRAPH.split(body))


def _excerpt(body: str) -> str:
    return shorten(" ".join(body.split()))


def _post(post: PlannedPost, body: str) -> dict[str, Any]:
    return {
        "id": post.id,
        "topic_id": post.topic.id,
        "number": post.number,
        "author_id": post.author.id,
        "author_city_id": post.author.city_id,
        "kind": "post",
        "language": post.author.language,
        "body": body,
        "html": _html(body),
        "excerpt": _excerpt(body),
        "renderer_version": RENDERER_VERSION,
        "state": "hidden" if post.hidden else "visible",
        "state_at": post.moment if post.hidden else None,
        "request_id": f"seed-{post.id}",
        "created_at": post.moment,
    }


def _entry(post: PlannedPost, words: str, titles: dict[int, tuple[str, str]]) -> dict[str, Any]:
    return {
        "post_id": post.id,
        "title_stems": titles[post.topic.id][1] if post.number == 1 else "",
        "body_stems": words,
        "mention_stems": "",
    }


def _event(post: PlannedPost, event_id: int) -> dict[str, Any]:
    first = post.number == 1
    fact = TopicCreated(post.topic.id, post.id) if first else PostCreated(post.id, post.topic.id)
    return {
        "id": event_id,
        "kind": type(fact).__name__,
        "actor_id": post.author.id,
        "subject_kind": "topic" if first else "post",
        "subject_id": post.topic.id if first else post.id,
        "city_id": None,
        "data": asdict(fact),
        "created_at": post.moment,
    }


def _notices(post: PlannedPost, event_id: int, now: Any) -> Iterator[dict[str, Any]]:
    """Yield what the asker was told of a reply: read, but for that of the last days."""
    if post.number > 1 and post.author.id != post.topic.author.id:
        yield {
            "user_id": post.topic.author.id,
            "event_id": event_id,
            "kind": "reply",
            "topic_id": post.topic.id,
            "post_id": post.id,
            "actor_id": post.author.id,
            "created_at": post.moment,
            "read_at": None if post.moment > now - timedelta(days=3) else post.moment,
        }


def _reports(posts: list[PlannedPost], authors: list[Author], chosen: random.Random) -> Iterator[dict[str, Any]]:
    for n, post in enumerate(posts[::REPORTED]):
        yield {
            "post_id": post.id,
            "reporter_id": chosen.choice(authors).id,
            "reason": "off_topic",
            "note": "",
            "state": "closed" if n % 5 else "open",
            "outcome": "kept" if n % 5 else None,
            "closed_at": post.moment if n % 5 else None,
            "created_at": post.moment,
        }


def _write_reading(connection: Any, topics: list[PlannedTopic], authors: list[Author], chosen: random.Random) -> None:
    """Let every member have opened some topics, most to their end."""

    def rows() -> Iterator[dict[str, Any]]:
        for author in authors:
            opened = chosen.sample(topics, min(OPENED, len(topics)))
            for topic in {topic.id: topic for topic in (*opened, *topics[-20:])}.values():
                seen = len(topic.posts) if chosen.random() < 0.7 else chosen.randint(1, len(topic.posts))
                yield {"user_id": author.id, "topic_id": topic.id, "number": seen, "read_at": topic.created_at}

    _write(connection, ReadPosition, rows())


def _tidy() -> None:
    """Bring statistics, index and write-ahead log to rest, as after a night."""
    versions.clear_caches()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
        else:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
