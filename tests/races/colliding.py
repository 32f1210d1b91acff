"""Requests that start together: each in a thread with a browser, a context and a database connection of its own."""

import contextvars
import sys
import threading
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from itertools import count
from typing import Any
from typing import Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.discussion.counting import recount
from forum.discussion.models import Post
from forum.discussion.models import Topic

ROUNDS: Final = 20
#: Threads change places more often than usual, so that more of what can happen between two lines does.
_SWITCH: Final = 0.0002
_addresses = count(1)


@dataclass(frozen=True)
class Shot:
    """One form, sent by somebody (a token; empty for a visitor)."""

    token: str
    address: str
    form: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


def token_of(user: User) -> str:
    """Open a session for somebody."""
    with transaction():
        return open_session(user.id, Origin(address="10.0.0.1", network="10.0.0.0/24", device="Test")).token


def collide(app: Flask, shots: Sequence[Shot]) -> list[Answer]:
    """Send all forms at the same moment; give the answers in the order of the forms, none of them a failure."""
    session.rollback()
    gate = threading.Barrier(len(shots), timeout=30)
    answers: list[Answer | BaseException | None] = [None] * len(shots)

    def send(index: int, browser: FlaskClient) -> None:
        shot = shots[index]
        try:
            gate.wait()
            answer = browser.post(shot.address, data=shot.form)
            answers[index] = Answer(answer.status_code, answer.headers.get("Location", ""), answer.text)
        except BaseException as error:
            answers[index] = error

    threads = [
        threading.Thread(target=contextvars.Context().run, args=(send, index, _browser(app, shot.token)))
        for index, shot in enumerate(shots)
    ]
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    finally:
        sys.setswitchinterval(before)
    given = [answer for answer in answers if isinstance(answer, Answer)]
    assert len(given) == len(shots), answers
    assert all(answer.status < 500 for answer in given), [(a.status, a.text[:300]) for a in given]
    return given


def statuses(answers: Sequence[Answer]) -> list[int]:
    """Return the statuses, the smallest first."""
    return sorted(answer.status for answer in answers)


def times(number: int, make: Callable[[int], Shot]) -> list[Shot]:
    """Make so many forms."""
    return [make(index) for index in range(number)]


def events(kind: str, subject_id: int) -> int:
    """Count what the log says of a kind about one thing."""
    session.rollback()
    query = select(func.count(Event.id)).where(Event.kind == kind, Event.subject_id == subject_id)
    return session.scalar(query) or 0


def fresh(model: Any, number: int) -> Any:
    """Return a row as it is now."""
    session.rollback()
    session.expire_all()
    return session.get_one(model, number)


def counted(topic_id: int) -> Topic:
    """Return a topic; its posts are numbered without a gap and its counters are what counting afresh gives."""
    session.rollback()
    session.expire_all()
    numbers = list(session.scalars(select(Post.number).where(Post.topic_id == topic_id).order_by(Post.number)))
    topic: Topic = session.get_one(Topic, topic_id)
    assert numbers == list(range(1, topic.last_number + 1))
    before = _counters(topic)
    recount(topic)
    assert _counters(topic) == before
    session.rollback()
    return topic


def _counters(topic: Topic) -> dict[str, Any]:
    return {column.key: getattr(topic, column.key) for column in Topic.__table__.columns}


def _browser(app: Flask, token: str) -> FlaskClient:
    number = next(_addresses)
    browser = app.test_client()
    # Everybody comes from an address of their own: what is limited per network is not what these tests are about.
    browser.environ_base["REMOTE_ADDR"] = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
    if token:
        browser.set_cookie(session_cookie(), token)
    return browser
