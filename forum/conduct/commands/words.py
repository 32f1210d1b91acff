"""Watching words, and watching them no more."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.conduct.events import WatchedWordAdded
from forum.conduct.events import WatchedWordRemoved
from forum.conduct.matching import LONGEST
from forum.conduct.matching import words_of
from forum.conduct.models import WatchedWord
from forum.conduct.policy import can_watch_words
from forum.conduct.queries.words import ACTIONS
from forum.conduct.queries.words import LANGUAGES
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.text import Text

#: More than anybody looks through; the index of so many is small.
MOST: Final = 2000
_THERE: Final[Text] = _l("This word is watched already.")


def add_word(actor: Actor, *, phrase: str, language: str, action: str, replacement: str = "") -> WatchedWord:
    """Watch a word or phrase in texts of a language, or of both."""
    try:
        with transaction():
            require(can_watch_words(actor))
            words = words_of(phrase)
            if not 0 < len(words) <= LONGEST or len(phrase) > 120:
                raise Invalid(_l("One to %(n)s words.", n=LONGEST), field="phrase")
            if language not in LANGUAGES:
                raise Invalid(field="language")
            if action not in ACTIONS:
                raise Invalid(field="action")
            if action == "replace" and not replacement.strip():
                raise Invalid(_l("Say what stands in its place."), field="replacement")
            folded = " ".join(words)
            if _is_there(folded, language):
                raise Conflict(_THERE)
            if (session.scalar(select(func.count(WatchedWord.id))) or 0) >= MOST:
                raise Conflict(_l("There are %(n)s words already. Remove some first.", n=MOST))
            word = WatchedWord(
                phrase=phrase,
                folded=folded,
                language=language,
                action=action,
                replacement=replacement.strip() if action == "replace" else "",
                created_by_id=actor.id,
            )
            session.add(word)
            session.flush()
            record(actor, WatchedWordAdded(word.id), after={"term": phrase})
            return word
    except IntegrityError:
        # Somebody else added it at the same moment.
        raise Conflict(_THERE) from None


def remove_word(actor: Actor, word_id: int) -> None:
    """Watch a word no more."""
    with transaction():
        require(can_watch_words(actor))
        word = session.get(WatchedWord, word_id, with_for_update=True)
        if word is None:
            raise NotFound
        record(actor, WatchedWordRemoved(word.id), before={"term": word.phrase})
        session.delete(word)


def _is_there(folded: str, language: str) -> bool:
    """Tell whether a word is watched in texts of a language already."""
    query = select(WatchedWord.id).where(WatchedWord.folded == folded)
    if language != "both":
        query = query.where(WatchedWord.language.in_((language, "both")))
    return session.scalar(query.limit(1)) is not None
