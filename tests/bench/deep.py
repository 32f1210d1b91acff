"""The dearest pages: the ends of long lists, searches of many words, filters that few posts pass, days long ago."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from sqlalchemy import func
from sqlalchemy import select

from forum.certification.models import Practice
from forum.certification.models import Stage
from forum.cities.models import City
from forum.core.pagination import encode_cursor
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.bench.client import Asked
from tests.bench.client import Connection
from tests.bench.forums import Forum
from tests.bench.vocabulary import Vocabulary

#: Milliseconds within which each answers.
BOUND: Final = 1_000.0
#: Of so many rows the oldest stands at the end of a list.
_LAST: Final = 40
_LONGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Slow:
    """A page that took long, the first time it was asked for after a change."""

    milliseconds: float
    path: str
    reader: str


def slowest(forum: Forum, number: int = 3) -> list[Slow]:
    """Ask for each of the dearest pages, as a visitor and as a member, after a change; return the slowest."""
    member = next(iter(forum.cookies.values()))
    connection = Connection(forum.web.port)
    found = []
    for path in _paths(forum):
        for reader, cookie in (("visitor", ""), ("member", member)):
            forum.move_version()
            timed = connection.time(Asked(path, cookie))
            if any(status >= 500 for status in timed.statuses):
                message = f"{path} answered {timed.statuses} to a {reader}"
                raise RuntimeError(message)
            found.append(Slow(timed.seconds[0] * 1000, path, reader))
    connection.close()
    return sorted(found, key=lambda slow: -slow.milliseconds)[:number]


def _paths(forum: Forum) -> Iterator[str]:
    spanish, portuguese = Vocabulary("es"), Vocabulary("pt")
    with forum.engine.connect() as database:
        oldest = database.execute(
            select(Topic.last_post_at, Topic.created_at, Topic.id).order_by(Topic.last_post_at).offset(_LAST).limit(1)
        ).one()
        least = database.execute(
            select(Topic.score, Topic.id).order_by(Topic.score, Topic.id).offset(_LAST).limit(1)
        ).one()
        stages = list(database.scalars(select(Stage.slug)))
        practices = [code.lower() for code in database.scalars(select(Practice.code))]
        city = database.scalar(select(City.slug).order_by(City.id).limit(1))
        longest = database.execute(
            select(Topic.id, Topic.slug, Topic.last_number).order_by(Topic.last_number.desc()).limit(1)
        ).one()
        middle = database.scalar(
            select(Post.created_at).where(Post.topic_id == longest.id, Post.number == longest.last_number // 2)
        )
        last_topic = database.scalar(select(func.max(Topic.id)))
    end = f"after={encode_cursor(oldest.last_post_at.isoformat(), oldest.id)}"
    yield from (f"{path}?{end}" for path in ("/latest", "/new", *(f"/c/{stage}" for stage in stages)))
    yield from (f"/practices/{practice}?{end}" for practice in practices)
    yield f"/unanswered?after={encode_cursor(oldest.created_at.isoformat(), oldest.id)}"
    yield f"/top?period=all&after={encode_cursor(least.score, least.id)}"
    yield from ("/top?period=all", "/top?period=year", "/latest?lang=pt&kind=experience&status=solved")
    for words in (spanish.common[:_LONGEST], portuguese.common[:2], [spanish.common[0], portuguese.rare[0]]):
        search = f"/search?q={quote(' '.join(words))}"
        yield from (search, f"{search}&city={city}", f"{search}&stage={stages[-1]}&kind=experience&lang=pt")
    yield f"/search?q={quote(' '.join(word[:1] * 24 for word in spanish.common[:_LONGEST]))}"
    topic = f"/t/{longest.slug}/{longest.id}"
    yield from (f"{topic}/{longest.last_number // 2}", f"{topic}/jump?date={middle:%Y-%m-%d}", f"{topic}.atom")
    yield from ("/latest.atom", "/unanswered.atom", "/sitemap.xml", "/sitemaps/1.xml", f"/t/{last_topic}")
    yield from (
        "/criteria",
        "/stages",
        "/cities",
        f"/g/{city}",
        "/similar-topics?title=" + quote(" ".join(spanish.common)),
    )
