"""Replies by several writers at once: real forms with their tokens, each author only as often as one person may."""

import random
import re
import sys
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from functools import partial
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from sqlalchemy import func
from sqlalchemy import select

from forum.core.events import Delivery
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.bench.client import Answer
from tests.bench.client import Asked
from tests.bench.client import Connection
from tests.bench.client import Timed
from tests.bench.client import cookies_of
from tests.bench.client import write_for
from tests.bench.forums import Forum
from tests.bench.vocabulary import Vocabulary

WRITERS: Final = 8
AUTHORS: Final = 15
#: A person may reply 200 times an hour; the next author comes before that.
_EACH: Final = 20
_TOPICS: Final = 200
_TOKEN: Final = re.compile(rb'name="csrf_token" value="([^"]+)"')
_ACCEPTED: Final = 303
_vocabulary: Final = lru_cache(Vocabulary)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the replies."""

    timed: Timed
    #: Replies that were acknowledged and those that stand in the table.
    accepted: int
    stored: int
    #: Answers with 5xx, and refusals of any other kind.
    failed: int
    refused: int
    #: Lines of the server's log that speak of a lock.
    locks: int
    #: What the worker had not handed over yet at the end.
    waiting: int
    seconds_of_processor: float

    @property
    def per_second(self) -> float:
        """Return how many replies were acknowledged in a second."""
        return self.accepted / self.timed.duration


def write_replies(forum: Forum, seconds: float) -> Written:
    """Let eight writers reply for a while, all over the forum."""
    for language in ("es", "pt"):
        _vocabulary(language)
    with forum.engine.connect() as connection:
        topics = list(
            connection.scalars(
                select(Topic.id)
                .where(Topic.audience == "public", Topic.closed_at.is_(None), Topic.deleted_at.is_(None))
                .order_by(Topic.last_post_at.desc())
                .limit(_TOPICS)
            )
        )
        before = connection.scalar(select(func.count()).select_from(Post)) or 0
    cookies = list(forum.cookies.values())[-WRITERS * AUTHORS :]
    forms = _open_forms(forum, cookies, topics[0])
    writers = [_replies(forms[n::WRITERS], topics, n) for n in range(WRITERS)]
    spent = forum.web.processor_time()
    timed = write_for(forum.web.port, writers, seconds)
    spent = forum.web.processor_time() - spent
    with forum.engine.connect() as connection:
        after = connection.scalar(select(func.count()).select_from(Post)) or 0
        waiting = connection.scalar(select(func.count()).select_from(Delivery)) or 0
    accepted = timed.statuses.get(_ACCEPTED, 0)
    failed = sum(number for status, number in timed.statuses.items() if status >= 500)
    return Written(
        timed=timed,
        accepted=accepted,
        stored=after - before,
        failed=failed,
        refused=sum(timed.statuses.values()) - accepted - failed,
        locks=forum.log().lower().count("locked"),
        waiting=waiting,
        seconds_of_processor=spent,
    )


def _open_forms(forum: Forum, cookies: list[str], topic_id: int) -> list[tuple[str, str]]:
    """Let each author open the form once; return their cookies and the token of the form."""
    reading, found = Connection(forum.web.port), []
    for cookie in cookies:
        page = reading.ask(Asked(f"/topics/{topic_id}/posts/new", cookie, plain=True))
        token = _TOKEN.search(page.body)
        if token is None:
            sys.exit(f"No form for a reply: the page answered {page.status}.")
        found.append((f"{cookie}; {cookies_of(page)}", token.group(1).decode()))
    reading.close()
    return found


def _replies(forms: list[tuple[str, str]], topics: list[int], number: int) -> Iterator[Callable[[Connection], Answer]]:
    """Yield one reply after the other, a few by each author."""
    chosen = random.Random(f"writer {number}")
    for cookie, token in forms:
        for _ in range(_EACH):
            language = chosen.choice(("es", "pt"))
            form = {
                "csrf_token": token,
                "request_id": uuid4().hex,
                "body": _vocabulary(language).text(chosen)[0],
                "language": language,
            }
            path, body = f"/topics/{chosen.choice(topics)}/posts", urlencode(form).encode()
            yield partial(_send, path, cookie, body)


def _send(path: str, cookie: str, body: bytes, connection: Connection) -> Answer:
    return connection.post(path, cookie, body)
