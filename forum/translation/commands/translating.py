"""One request after the other: claimed, translated outside of any transaction, saved in one.

A worker or engine that is killed at any moment leaves the request behind, which is due again; what was saved is
told by the hash of its source, so nothing is saved twice.
"""

from dataclasses import dataclass
from dataclasses import replace
from typing import Final

import structlog
from sqlalchemy import Select
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import let_go
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Unavailable
from forum.core.events import record
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.markup import TooComplex
from forum.discussion.commands.quoting import compose_translation
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_title
from forum.discussion.commands.translations import save_translation
from forum.discussion.composing import Composed
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.translation.commands.claiming import Task
from forum.translation.commands.claiming import claim
from forum.translation.commands.claiming import count_failure
from forum.translation.commands.claiming import wait_for_engine
from forum.translation.engines.choosing import present_engine
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.events import PostTranslated
from forum.translation.events import TitleTranslated
from forum.translation.models import Correction
from forum.translation.models import TranslationRequest
from forum.translation.queries.corrected import Known
from forum.translation.queries.corrected import known_of
from forum.translation.queries.quoted import Quoted
from forum.translation.queries.steering import steering
from forum.translation.queries.steering import translator
from forum.translation.texts.pieces import carry_over

log = structlog.get_logger(__name__)

LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class _Made:
    """A translation; of posts also its HTML, and that of the post with its quotes translated."""

    words: NewTranslation
    composed: Composed | None = None
    own_html: str = ""


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
    task = claim(among)
    if task is None:
        return False
    try:
        _deal_with(task)
    except (EngineAway, Unavailable) as error:
        wait_for_engine(task, error)
    except (EngineFailed, TooComplex) as error:
        log.warning("text not translated", post=task.post_id, topic=task.topic_id, error=type(error).__name__)
        count_failure(task, error)
    return True


def _deal_with(task: Task) -> None:
    if task.text is None or not task.text.strip():
        _finish(task, None)
        return
    present = session.scalar(_translations(task).where(Translation.source_hash == task.hash))
    by_people = known_of(task.post_id, task.topic_id, other(task.language), task.hash)
    is_best = present is not None and (present.state == "reviewed" or by_people.present is None)
    quoted = Quoted("" if task.post_id is None else task.text)
    if present is not None and is_best and _is_up_to_date(task, present, quoted):
        _finish(task, None)
        return
    new = _present_words(present) if present is not None and is_best else _new_words(task, by_people, quoted)
    if task.post_id is None:
        _finish(task, _Made(new))
        return
    new = replace(new, own_text=present.own_text if present and present.own_text else _own_text(task, quoted))
    own = _compose(task, new.own_text, task.language).rendered.html if new.own_text else ""
    _finish(task, _Made(new, _compose(task, new.text, other(task.language)), own))


def _is_up_to_date(task: Task, present: Translation, quoted: Quoted) -> bool:
    if task.post_id is None:
        return True
    has_own = bool(present.own_text) or not quoted.has_other_than(task.language)
    return present.post_version == task.post_version and has_own


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


def _new_words(task: Task, by_people: Known, quoted: Quoted) -> NewTranslation:
    """Return what a person made of this very text, or else the engine's words."""
    language = other(task.language)
    corrected = by_people.present
    if corrected is not None:
        return NewTranslation(language, task.hash, corrected.text, state="reviewed", reviewer_id=corrected.author_id)
    text = _translate(task, quoted)
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


def _translate(task: Task, quoted: Quoted) -> str:
    assert task.text is not None
    text = translator().translate(task.text, task.language, language_of=quoted)
    return text if task.post_id is not None else " ".join(text.split())[:LONGEST_TITLE]


def _own_text(task: Task, quoted: Quoted) -> str:
    """Return the text in its own language with its quotes translated; empty when it quotes nothing of the other one."""
    assert task.text is not None
    if not quoted.has_other_than(task.language):
        return ""
    try:
        return translator().translate_quotes(task.text, task.language, language_of=quoted)
    except (EngineAway, EngineFailed) as error:
        # The translation itself is there, by a person maybe: it does not wait for this.
        log.warning("quotes not translated", post=task.post_id, error=type(error).__name__)
        return ""


def _compose(task: Task, text: str, language: Language) -> Composed:
    post = session.get_one(Post, task.post_id)
    home = session.get_one(Topic, post.topic_id)
    composed = compose_translation(post, home, body=text, language=language)
    let_go()
    return composed


def _translations(task: Task) -> Select[Translation]:
    found = select(Translation).where(Translation.language == other(task.language))
    if task.post_id is not None:
        return found.where(Translation.post_id == task.post_id)
    return found.where(Translation.topic_id == task.topic_id)


def _finish(task: Task, made: _Made | None) -> None:
    """Save a translation, if there is one, and take the request off the queue unless it was asked for again."""
    with transaction():
        if made is not None:
            _save(task, made)
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


def _save(task: Task, made: _Made) -> None:
    new = made.words
    if task.post_id is not None and made.composed is not None:
        save_translation(SYSTEM, task.post_id, new, made.composed, version=task.post_version, own_html=made.own_html)
        record(SYSTEM, PostTranslated(task.post_id, new.language))
    elif task.topic_id is not None:
        save_title(SYSTEM, task.topic_id, new)
        record(SYSTEM, TitleTranslated(task.topic_id, new.language))
