"""The words that are watched: as a list for RIL, and as what texts are compared with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.conduct.matching import Found
from forum.conduct.matching import Index
from forum.conduct.matching import Watched
from forum.conduct.matching import find
from forum.conduct.matching import index_of
from forum.conduct.matching import replace
from forum.conduct.models import WatchedWord
from forum.conduct.policy import can_watch_words
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.text import Text
from forum.core.versions import cached_by_reference

#: What a word does → its name in lists and forms, the gravest first.
ACTIONS: Final[dict[str, Text]] = {
    "block": _l("Refuse the text"),
    "hold": _l("Let it wait for RIL"),
    "flag": _l("Publish it and report it"),
    "replace": _l("Replace it"),
}
#: In which texts it counts → its name.
LANGUAGES: Final[dict[str, Text]] = {
    "both": _l("In both languages"),
    "es": _l("In Spanish"),
    "pt": _l("In Portuguese"),
}


@dataclass(frozen=True, slots=True)
class WordRow:
    """A watched word in the list."""

    id: int
    phrase: str
    language: Text
    action: Text
    replacement: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen to a text: what is found in it, the gravest action, and the text as it would be published."""

    found: tuple[tuple[str, Text], ...]
    outcome: str
    text: str


@cached_by_reference
def watched_index(language: str) -> Index:
    """Return the phrases that count in texts of a language."""
    rows = session.execute(
        select(
            WatchedWord.id, WatchedWord.phrase, WatchedWord.language, WatchedWord.action, WatchedWord.replacement
        ).where(WatchedWord.language.in_((language, "both")))
    )
    return index_of((Watched(*row) for row in rows), language)


def words_page(actor: Actor, *, words: str = "", after: str | None = None, before: str | None = None) -> Page[WordRow]:
    """Return the watched words, the latest first."""
    require(can_watch_words(actor))
    query = select(WatchedWord)
    if words:
        query = query.where(WatchedWord.phrase.icontains(words, autoescape=True))
    found = page_by_id(query, WatchedWord.id, after=after, before=before)
    return found.holding([_row(row.WatchedWord) for row in found.items])


def try_words(actor: Actor, text: str, language: str) -> Trial:
    """Return what would happen to a text, without writing anything."""
    require(can_watch_words(actor))
    found = list(find(text, watched_index(language)))
    named: dict[str, Found] = {}
    for one in found:
        named.setdefault(one.watched.phrase, one)
    actions = {one.watched.action for one in found}
    return Trial(
        tuple((phrase, ACTIONS[one.watched.action]) for phrase, one in named.items()),
        next((action for action in ACTIONS if action in actions), ""),
        replace(text, found),
    )


def _row(word: WatchedWord) -> WordRow:
    return WordRow(
        word.id, word.phrase, LANGUAGES[word.language], ACTIONS[word.action], word.replacement, word.created_at
    )
