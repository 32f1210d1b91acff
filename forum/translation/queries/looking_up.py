"""Looking up terms in the glossary."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from forum.core.languages import Language
from forum.core.languages import other
from forum.core.text import fold
from forum.translation.queries.glossary import glossary

#: Words of a search that are looked at.
MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A term in the reader's language, and what it is in the other."""

    own: str
    other: str
    note: str
    entry_id: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms of the reader's language that begin with a letter."""

    letter: str
    pairs: tuple[Pair, ...]


def look_up(wanted: str | None, *, language: Language) -> list[Letter]:
    """Return the terms in which the wanted words occur on either side, accents and case aside, in order; all for none."""
    words = [_beginning(word) for word in fold(wanted or "").split()[:MOST_WORDS]]
    found = [
        Pair(entry.row.written(language), entry.row.written(other(language)), entry.row.note(language), entry.id)
        for entry in glossary().entries
        if all(word.search(entry.folded) for word in words)
    ]
    found.sort(key=lambda pair: fold(pair.own))
    return [Letter(letter, tuple(some)) for letter, some in groupby(found, key=lambda pair: _letter(pair.own))]


def _beginning(word: str) -> re.Pattern[str]:
    """Return what finds a word that begins so: *veedor* is no *proveedor*."""
    return re.compile(rf"(?<!\w){re.escape(word)}")


def _letter(term: str) -> str:
    first = fold(term)[:1].upper()
    return first if first.isalpha() else "#"
