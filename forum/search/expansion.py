"""The glossary widens what somebody looks for: *edital* finds *pliego*, and the other way round."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from forum.core import versions
from forum.core.kept import Kept
from forum.core.languages import LANGUAGES
from forum.core.text import fold
from forum.search.analyser import query_words
from forum.search.analyser import stems_of
from forum.translation.inflection import plural
from forum.translation.queries.glossary import glossary_rows
from forum.translation.rows import Row

#: Other words for one that somebody typed.
MOST: Final = 6
_SHORTEST: Final = 4

_kept: Final[Kept[dict[str, dict[str, str]]]] = Kept(5_000_000, versioned=True)


@dataclass(frozen=True, slots=True)
class Also:
    """A word that was looked for as well, in its language."""

    word: str
    language: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """For each word typed the stems of which an entry must have one, and the words that were added."""

    groups: list[list[str]]
    also: tuple[Also, ...]


def widen(text: str) -> Wanted:
    """Return what is looked for, with the words that the glossary adds."""
    words = _words()
    groups: list[list[str]] = []
    also: dict[str, Also] = {}
    for word in query_words(text):
        stems = dict.fromkeys(stems_of(word))
        others = words.get(fold(word), {})
        for other, language in list(others.items())[:MOST]:
            added = [stem for stem in stems_of(other) if stem not in stems]
            if added:
                stems |= dict.fromkeys(added)
                also[other] = Also(other, language)
        if stems:
            groups.append(list(stems))
    return Wanted(groups, tuple(also.values()))


def _words() -> dict[str, dict[str, str]]:
    """Return word → other words for it, each with its language; stems would take *participativo* for *participar*."""
    key = (versions.current(versions.REFERENCE),)
    found = _kept.get(key)
    if found is None:
        found = _collect(glossary_rows())
        if key[0] >= 0:
            _kept.put(key, found, 400_000)
    return found


def _collect(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        terms = [
            (term.text.lower(), language)
            for language in LANGUAGES
            for term in row.side(language).terms
            if " " not in term.text and len(term.text) >= _SHORTEST
        ]
        for text, language in terms:
            others = {other: theirs for other, theirs in terms if other != text}
            for form in {text, plural(text, language)}:
                found.setdefault(fold(form), {}).update(others)
    return found
