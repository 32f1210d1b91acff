"""Requests are taken off the queue one by one, and given back when nothing came of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core import dialects
from forum.core.db import let_go
from forum.core.db import session
from forum.core.db import transaction
from forum.core.languages import Language
from forum.core.languages import parse_language
from forum.core.relay import UNFINISHED
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.sources import source_hash
from forum.translation.models import TranslationRequest

#: A request that a worker which died had in hand is free again after this time.
LEASE: Final = timedelta(minutes=3)
#: After so many failures that another try would not mend, RIL is to look.
MOST_FAILURES: Final = 3
#: After so many attempts that never ended, the worker dies of the text: it waits for RIL.
MOST_ATTEMPTS: Final = 8
#: Seconds until an engine that is away is asked again: that is no attempt.
REST: Final = 30


@dataclass(frozen=True, slots=True)
class Task:
    """A claimed request, with what is to be translated."""

    request_id: int
    asked: int
    attempts: int
    post_id: int | None
    topic_id: int | None
    #: None when there is nothing to translate any more.
    text: str | None
    language: Language
    post_version: int = 0

    @property
    def hash(self) -> str:
        """Return the hash of what is to be translated."""
        return source_hash(self.text or "", self.language)


def claim(among: Select[TranslationRequest]) -> Task | None:
    """Take the oldest due request and count the attempt; what kills the worker each time is given up by that alone."""
    with transaction():
        due = (
            among.where(TranslationRequest.state == "due", TranslationRequest.due_at <= clock.now())
            .order_by(TranslationRequest.due_at, TranslationRequest.id)
            .limit(1)
        )
        while (request := session.scalars(dialects.claim(session(), due)).first()) is not None:
            if request.attempts < MOST_ATTEMPTS:
                break
            request.state, request.last_error = "failed", UNFINISHED
        if request is None:
            return None
        request.attempts += 1
        request.due_at = clock.now() + LEASE
        text, language, version = _source(request.post_id, request.topic_id)
        return Task(
            request.id,
            request.asked,
            request.attempts,
            request.post_id,
            request.topic_id,
            text,
            language,
            version,
        )


def _source(post_id: int | None, topic_id: int | None) -> tuple[str | None, Language, int]:
    """Return text, language and version of what is to be translated; no text when nobody reads it."""
    if post_id is not None:
        row = session.execute(
            select(Post.body, Post.language, Post.version, Post.state, Post.kind, Topic.deleted_at)
            .join(Topic, Topic.id == Post.topic_id)
            .where(Post.id == post_id)
        ).first()
        shown = row is not None and row.state == "visible" and row.kind == "post" and row.deleted_at is None
        return (row.body if row and shown else None), _known(row.language if row else ""), row.version if row else 0
    title = session.execute(select(Topic.title, Topic.language, Topic.deleted_at).where(Topic.id == topic_id)).first()
    shown = title is not None and title.deleted_at is None
    return (title.title if title and shown else None), _known(title.language if title else ""), 0


def _known(language: str) -> Language:
    return parse_language(language) or "es"


def wait_for_engine(task: Task, error: Exception) -> None:
    """Give a request back for later, as if it had not been taken: the engine was away."""
    _give_back(task, error, state="due", attempts=task.attempts - 1, seconds=REST)


def count_failure(task: Task, error: Exception) -> None:
    """Give a request back for another attempt; one that failed too often waits for RIL."""
    state = "failed" if task.attempts >= MOST_FAILURES else "due"
    _give_back(task, error, state=state, attempts=task.attempts, seconds=2**task.attempts)


def _give_back(task: Task, error: Exception, *, state: str, attempts: int, seconds: int) -> None:
    let_go()
    with transaction():
        session.execute(
            update(TranslationRequest)
            .where(TranslationRequest.id == task.request_id, TranslationRequest.asked == task.asked)
            .values(
                state=state,
                attempts=attempts,
                due_at=clock.now() + timedelta(seconds=seconds),
                last_error=type(error).__name__,
            )
        )
