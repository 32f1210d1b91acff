"""One request after the other: claimed, translated outside of any transaction, saved in one.

A worker or engine that is killed at any moment leaves the request behind, which is due again; what was saved is
told by the hash of its source, so nothing is saved twice.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import Select
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core import dialects
from forum.core.actor import SYSTEM
from forum.core.db import let_go
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Unavailable
from forum.core.events import record
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.core.markup import TooComplex
from forum.core.markup import find_quotes
from forum.core.relay import UNFINISHED
from forum.discussion.commands.quoting import compose_again
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_title
from forum.discussion.commands.translations import save_translation
from forum.discussion.composing import Composed
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.sources import source_hash
from forum.translation.engines.choosing import present_engine
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.events import PostTranslated
from forum.translation.events import TitleTranslated
from forum.translation.models import Correction
from forum.translation.models import TranslationRequest
from forum.translation.queries.corrected import Known
from forum.translation.queries.corrected import known_of
from forum.translation.queries.steering import steering
from forum.translation.texts.pieces import carry_over
from forum.translation.translator import Translator

log = structlog.get_logger(__name__)

#: A request that a worker which died had in hand is free again after this time.
LEASE: Final = timedelta(minutes=3)
#: After so many failures that another try would not mend, RIL is to look.
MOST_FAILURES: Final = 3
#: After so many attempts that never ended, the worker dies of the text: it waits for RIL.
MOST_ATTEMPTS: Final = 8
#: Seconds until an engine that is away is asked again: that is no attempt.
REST: Final = 30
LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class _Task:
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
        return source_hash(self.text or "", self.language)


def translate_next() -> bool:
    """Deal with the request that has been due longest; return False when none is due."""
    return _next(select(TranslationRequest))


def keep_next() -> bool:
    """Deal with the request that has been due longest of those for which there are words already; False for none.

    These need no engine: only their HTML is out of date, or a person translated this text once before.
    """
    post_id = TranslationRequest.post_id
    made = exists().where(Translation.post_id == post_id)
    first = select(Post.id).where(Post.topic_id == TranslationRequest.topic_id, Post.number == 1).scalar_subquery()
    corrected = exists().where(Correction.post_id.in_((post_id, first)), Correction.state == "accepted")
    return _next(select(TranslationRequest).where(or_(made, corrected)))


def _next(among: Select[TranslationRequest]) -> bool:
    task = _claim(among)
    if task is None:
        return False
    try:
        _deal_with(task)
    except (EngineAway, Unavailable) as error:
        _postpone(task, error, gives_up=False)
    except (EngineFailed, TooComplex) as error:
        log.warning("text not translated", post=task.post_id, topic=task.topic_id, error=type(error).__name__)
        _postpone(task, error, gives_up=True)
    return True


def _claim(among: Select[TranslationRequest]) -> _Task | None:
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
        return _Task(
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


def _deal_with(task: _Task) -> None:
    if task.text is None or not task.text.strip():
        _finish(task, None, None)
        return
    present = session.scalar(_translations(task).where(Translation.source_hash == task.hash))
    by_people = known_of(task.post_id, task.topic_id, other(task.language), task.hash)
    is_best = present is not None and (present.state == "reviewed" or by_people.present is None)
    if present is not None and is_best and (task.post_id is None or present.post_version == task.post_version):
        _finish(task, None, None)
        return
    new = _present_words(present) if present is not None and is_best else _new_words(task, by_people)
    _finish(task, new, None if task.post_id is None else _compose(task, new.text))


def _present_words(present: Translation) -> NewTranslation:
    """Return a translation as it is, for only its HTML is out of date."""
    return NewTranslation(
        language=present.language,
        source_hash=present.source_hash,
        text=present.text,
        state=present.state,
        reviewer_id=present.reviewer_id,
        revisit=present.revisit,
        engine=present.engine,
        glossary_version=present.glossary_version,
    )


def _new_words(task: _Task, by_people: Known) -> NewTranslation:
    """Return what a person made of this very text, or else the engine's words."""
    language = other(task.language)
    corrected = by_people.present
    if corrected is not None:
        return NewTranslation(language, task.hash, corrected.text, state="reviewed", reviewer_id=corrected.author_id)
    text = _translate(task)
    earlier = by_people.earlier
    if earlier is not None and task.post_id is not None:
        # Where the original stayed the same, so do the words that a person found for it.
        text = carry_over(earlier.source, earlier.text, task.text or "", text) or text
    return NewTranslation(
        language,
        task.hash,
        text,
        revisit=earlier is not None,
        engine=present_engine().name,
        glossary_version=steering()[1],
    )


def _translate(task: _Task) -> str:
    assert task.text is not None
    engine = present_engine()
    guide, _version, names = steering()
    languages = _languages_of_quoted(task) if task.post_id is not None else {}
    let_go()  # The engine may take its time.
    translator = Translator(engine, guide, names)
    text = translator.translate(
        task.text, task.language, language_of=lambda quoted: languages.get((quoted.topic_id, quoted.number))
    )
    return text if task.post_id is not None else " ".join(text.split())[:LONGEST_TITLE]


def _languages_of_quoted(task: _Task) -> dict[tuple[int, int], str]:
    """Return the languages of the posts that a text quotes: one that is in the reader's language already stays."""
    from_text = find_quotes(task.text or "")
    if not from_text:
        return {}
    rows = session.execute(
        select(Post.topic_id, Post.number, Post.language).where(
            Post.topic_id.in_({one.topic_id for one in from_text}), Post.number.in_({one.number for one in from_text})
        )
    )
    return {(row.topic_id, row.number): row.language for row in rows}


def _compose(task: _Task, text: str) -> Composed:
    post = session.get_one(Post, task.post_id)
    home = session.get_one(Topic, post.topic_id)
    composed = compose_again(post, home, body=text, language=other(task.language))
    let_go()
    return composed


def _translations(task: _Task) -> Select[Translation]:
    found = select(Translation).where(Translation.language == other(task.language))
    if task.post_id is not None:
        return found.where(Translation.post_id == task.post_id)
    return found.where(Translation.topic_id == task.topic_id)


def _finish(task: _Task, new: NewTranslation | None, composed: Composed | None) -> None:
    """Save a translation, if there is one, and take the request off the queue unless it was asked for again."""
    with transaction():
        if new is not None:
            _save(task, new, composed)
        session.execute(
            delete(TranslationRequest).where(
                TranslationRequest.id == task.request_id, TranslationRequest.asked == task.asked
            )
        )
        session.execute(
            update(TranslationRequest)
            .where(TranslationRequest.id == task.request_id)
            .values(due_at=clock.now(), attempts=0)
        )


def _save(task: _Task, new: NewTranslation, composed: Composed | None) -> None:
    if task.post_id is not None and composed is not None:
        save_translation(SYSTEM, task.post_id, new, composed, version=task.post_version)
        record(SYSTEM, PostTranslated(task.post_id, new.language))
    elif task.topic_id is not None:
        save_title(SYSTEM, task.topic_id, new)
        record(SYSTEM, TitleTranslated(task.topic_id, new.language))


def _postpone(task: _Task, error: Exception, *, gives_up: bool) -> None:
    let_go()
    with transaction():
        failed = gives_up and task.attempts >= MOST_FAILURES
        rest = timedelta(seconds=2**task.attempts if gives_up else REST)
        session.execute(
            update(TranslationRequest)
            .where(TranslationRequest.id == task.request_id, TranslationRequest.asked == task.asked)
            .values(
                state="failed" if failed else "due",
                attempts=task.attempts if gives_up else task.attempts - 1,
                due_at=clock.now() + rest,
                last_error=type(error).__name__,
            )
        )
