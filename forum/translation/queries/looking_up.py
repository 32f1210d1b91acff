"""Looking up terms in the glossary."""

import re
from dataclasses import dataclass
from itertools import groupby

from forum.core.languages import Language
from forum.core.languages import other
from forum.core.text import fold
from forum.translation.queries.glossary import glossary


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
    words = fold(wanted or "").split()
    pairs = [
        Pair(entry.row.written(language), entry.row.written(other(language)), entry.row.note(language), entry.id)
        for entry in glossary().entries
    ]
    found = [pair for pair in pairs if all(_begins(word, f"{fold(pair.own)} {fold(pair.other)}") for word in words)]
    found.sort(key=lambda pair: fold(pair.own))
    return [Letter(letter, tuple(some)) for letter, some in groupby(found, key=lambda pair: _letter(pair.own))]


def _begins(word: str, text: str) -> bool:
    """Tell whether a word of the text begins so: *veedor* is no *proveedor*."""
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _letter(term: str) -> str:
    first = fold(term)[:1].upper()
    return first if first.isalpha() else "#"
