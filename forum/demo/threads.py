"""What is said in the demonstration, as a list of acts with their moments."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import zip_longest
from pathlib import Path
from typing import Any
from typing import Final

from forum.core.languages import parse_language

_DATA: Final = Path(__file__).with_name("data")
LONG_REPLIES: Final = 299
#: Which of ten threads are solved, and of twenty confirmed by RIL.
SOLVED: Final = (0, 4, 7)
CONFIRMED: Final = (0, 7)


@dataclass(frozen=True, slots=True)
class DemoReply:
    """A reply: the city that speaks, its language and text."""

    city: str
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class DemoTopic:
    """A topic to write; `city` is empty for RIL's."""

    title: str
    body: str
    language: str
    stage: str
    kind: str
    audience: str
    city: str = ""
    criterion: str | None = None
    solved: bool = False
    confirmed: bool = False
    pinned: bool = False
    replies: tuple[DemoReply, ...] = field(default=())


def all_topics() -> list[DemoTopic]:
    """Return everything, oldest first."""
    more = _read("more")
    threads = list(_threads(_read("threads")))
    rooms = [_topic(item, "discussion", "city") for item in more["rooms"]]
    staff = [_topic(item, "discussion", "staff") for item in more["staff"]]
    announcements = [
        _topic(item, "announcement", "public", pinned=n < 2) for n, item in enumerate(more["announcements"])
    ]
    told = [
        *(_topic(item, "experience", _openness(item)) for item in more["experiences"]),
        *(_topic(item, "discussion", "community") for item in more["discussions"]),
    ]
    unanswered = [_topic(item, "question", _openness(item)) for item in more["unanswered"]]
    return [
        *announcements[:2],
        *threads[:14],
        *rooms[:3],
        *told[:2],
        *threads[14:26],
        _long_topic(more["long"], threads),
        *staff,
        *threads[26:31],
        *told[2:],
        *rooms[3:],
        *_in_turn(threads[31:], [*unanswered, announcements[2]]),
    ]


def _in_turn(first: list[DemoTopic], second: list[DemoTopic]) -> Iterator[DemoTopic]:
    """Yield one of each in turn, so that the newest topics are of all sorts."""
    for pair in zip_longest(first, second):
        yield from (topic for topic in pair if topic is not None)


def _read(name: str) -> Any:
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


def _openness(item: dict[str, Any]) -> str:
    return "public" if item.get("public") else "community"


def _topic(item: dict[str, Any], kind: str, audience: str, **more: Any) -> DemoTopic:
    return DemoTopic(
        title=item["title"],
        body=item["body"],
        language=parse_language(item["lang"]) or "es",
        stage=item["stage"],
        kind=kind,
        audience=audience,
        city=item.get("city", ""),
        criterion=item.get("criterion"),
        replies=tuple(
            DemoReply(r["city"], parse_language(r["lang"]) or "es", r["body"]) for r in item.get("replies", ())
        ),
        **more,
    )


def _threads(items: list[dict[str, Any]]) -> Iterator[DemoTopic]:
    """Yield the threads, the two languages in turn: a third is public, a dozen solved, some of both."""
    halves = [[i for i in items if (i["lang"] == "es") is spanish] for spanish in (True, False)]
    mixed = [item for pair in zip(*halves, strict=True) for item in pair]
    for number, item in enumerate(mixed):
        yield _topic(
            item,
            "question",
            "public" if number % 3 == 0 else "community",
            solved=number % 10 in SOLVED,
            confirmed=number % 20 in CONFIRMED,
        )


def _long_topic(item: dict[str, Any], threads: list[DemoTopic]) -> DemoTopic:
    """Return the thread of 300 posts: short practices, no two alike, in both languages."""
    parts = _read("practices")
    cities = sorted({(reply.city, reply.language) for topic in threads for reply in topic.replies})
    replies = []
    for number in range(LONG_REPLIES):
        city, language = cities[number * 7 % len(cities)]
        replies.append(DemoReply(city, language, _practice(parts[language], number)))
    base = _topic(item, "discussion", "community")
    return DemoTopic(
        title=base.title,
        body=base.body,
        language=base.language,
        stage=base.stage,
        kind=base.kind,
        audience=base.audience,
        city=base.city,
        replies=tuple(replies),
    )


def _practice(parts: dict[str, list[str]], number: int) -> str:
    """Combine four parts whose numbers have no common divisor: thousands of different texts."""

    def pick(name: str) -> str:
        return parts[name][number % len(parts[name])]

    return f"{pick('openings')}, {pick('acts')}. {pick('brakes')}\n\n{pick('lessons')}"
