"""Who writes what where and when in a seeded forum: decided before any text, so that counters are right from the start."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Final

from forum.discussion.counting import CITY_WEIGHT
from forum.discussion.counting import SOLVED_BONUS

#: Posts of the one long topic.
LONGEST: Final = 5_000
#: Replies of the others, on average.
USUAL: Final = 9
SPAN: Final = timedelta(days=720)
#: One post in so many is hidden.
_HIDDEN: Final = 200
_KINDS: Final = ("question", "question", "question", "discussion", "experience")
#: Half of the topics are public.
_AUDIENCES: Final = ("public",) * 10 + ("community",) * 7 + ("city",) * 2 + ("staff",)


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who writes."""

    id: int
    city_id: int | None
    language: str


@dataclass(slots=True)
class PlannedPost:
    """A post without its text."""

    moment: datetime
    topic: "PlannedTopic"
    number: int
    author: Author
    hidden: bool = False
    id: int = 0


@dataclass(slots=True)
class PlannedTopic:
    """A topic without its text, with the counters that its posts make."""

    id: int
    kind: str
    stage_id: int
    audience: str
    author: Author
    created_at: datetime
    posts: list[PlannedPost] = field(default_factory=list)
    solved: bool = False

    @property
    def shown(self) -> list[PlannedPost]:
        """Return the replies that are visible."""
        return [post for post in self.posts[1:] if not post.hidden]

    @property
    def answer(self) -> PlannedPost | None:
        """Return the reply that is marked as the answer."""
        others = [post for post in self.shown if post.author.id != self.author.id]
        return others[0] if self.solved and self.kind == "question" and others else None

    def counters(self) -> dict[str, object]:
        """Return what the columns of the topic say of its posts."""
        replies = self.shown
        last = replies[-1] if replies else self.posts[0]
        cities = {post.author.city_id for post in replies} - {None, self.author.city_id}
        status = None
        if self.kind == "question":
            others = any(post.author.id != self.author.id for post in replies)
            status = "solved" if self.answer else "answered" if others else "open"
        return {
            "status": status,
            "replies": len(replies),
            "reply_cities": len(cities),
            "score": len(cities) * CITY_WEIGHT + len(replies) + (SOLVED_BONUS if status == "solved" else 0),
            "last_number": len(self.posts),
            "last_post_number": last.number,
            "last_post_at": last.moment,
            "last_author_id": last.author.id,
            "answer_post_id": self.answer.id if self.answer else None,
            "answer_by_id": self.author.id if self.answer else None,
        }


def plan(
    size: int,
    *,
    authors: Sequence[Author],
    stage_ids: Sequence[int],
    first_topic: int,
    first_post: int,
    now: datetime,
) -> tuple[list[PlannedTopic], list[PlannedPost]]:
    """Return topics, and posts in the order in which they were written."""
    chosen = random.Random(f"plan {size}")
    begin = now - SPAN
    lengths = [min(LONGEST, size)]
    left = size - lengths[0]
    while left > 0:
        lengths.append(min(left, 1 + int(chosen.expovariate(1 / USUAL))))
        left -= lengths[-1]
    topics: list[PlannedTopic] = []
    for n, length in enumerate(lengths):
        author = chosen.choice(authors)
        moment = begin + SPAN * (n + 1) / (len(lengths) + 1)
        topic = PlannedTopic(
            id=first_topic + n,
            kind="discussion" if n == 0 else chosen.choice(_KINDS),
            stage_id=chosen.choice(stage_ids),
            audience="public" if n == 0 else chosen.choice(_AUDIENCES),
            author=author,
            created_at=moment,
            solved=chosen.random() < 0.3,
        )
        _plan_posts(chosen, topic, length, authors, now)
        topics.append(topic)
    posts = sorted((post for topic in topics for post in topic.posts), key=lambda post: (post.moment, post.topic.id))
    for n, post in enumerate(posts):
        post.id = first_post + n
    return topics, posts


def _plan_posts(
    chosen: random.Random, topic: PlannedTopic, length: int, authors: Sequence[Author], now: datetime
) -> None:
    """Let those write who may read it; a reply comes after a while, and the longer the topic the sooner."""
    may: Sequence[Author] = authors
    if topic.audience == "city":
        may = [author for author in authors if author.city_id == topic.author.city_id]
    pause = (now - topic.created_at) / (length + 1)
    moment = topic.created_at
    for number in range(1, length + 1):
        author = topic.author if number == 1 else chosen.choice(may)
        hidden = number > 1 and chosen.randrange(_HIDDEN) == 0
        topic.posts.append(PlannedPost(moment, topic, number, author, hidden))
        moment += min(pause, timedelta(days=chosen.expovariate(0.5))) + timedelta(milliseconds=number % 997)
