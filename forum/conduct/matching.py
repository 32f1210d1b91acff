"""Finding watched words in a text: whole words, whatever their accents and case. Pure: words in, places out.

A text is read once, word by word; each place is looked up as often as there are lengths of phrases. So 32,000
characters and 2,000 phrases cost what 32,000 characters cost.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from forum.core.text import fold

#: Words of a phrase at most.
LONGEST: Final = 8
#: A word: letters and digits, with marks that were typed apart and with what cannot be seen in between.
_WORD: Final = re.compile("(?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])+")
#: What nobody sees, and Markdown's marks between two letters.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_INSIDE: Final = re.compile(r"(?<=[^\W_])[*_~]{1,3}(?=[^\W_])")
#: What a replacement would break: files, heads of quotes, addresses, handles. Words in them are not replaced.
_FIXED: Final = re.compile(r'upload:[0-9A-Za-z]+|\[quote="[^"\n]{0,300}"\]|(?:https?://|www\.)[^\s<>()]+|@[\w.\-]+')


@dataclass(frozen=True, slots=True)
class Watched:
    """A phrase that is watched, and what it does."""

    id: int
    phrase: str
    #: `es`, `pt` or `both`.
    language: str
    #: `block`, `hold`, `flag` or `replace`.
    action: str
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A watched phrase at a place of a text."""

    watched: Watched
    start: int
    end: int


Index = Mapping[tuple[str, ...], Watched]


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as they are compared."""
    return tuple(word for found in _WORD.finditer(phrase) if (word := _plain(found[0])))


def index_of(watched: Iterable[Watched], language: str) -> Index:
    """Return the phrases that count in a language, by their words."""
    return {words_of(one.phrase): one for one in watched if one.language in {language, "both"}}


def find(text: str, index: Index) -> Iterator[Found]:
    """Yield the watched phrases of a text in their order; of those that overlap the longest from the left."""
    if not index:
        return
    lengths = sorted({len(words) for words in index}, reverse=True)
    places = [(word, found.start(), found.end()) for found in _WORD.finditer(text) if (word := _plain(found[0]))]
    words = [word for word, _start, _end in places]
    at = 0
    while at < len(words):
        for length in lengths:
            watched = index.get(tuple(words[at : at + length])) if at + length <= len(words) else None
            if watched is not None:
                yield Found(watched, places[at][1], places[at + length - 1][2])
                at += length
                break
        else:
            at += 1


def as_shown(text: str) -> str:
    """Return a text as its readers see it: entities put in, letters of one look as one, nothing unseen, no emphasis inside a word."""
    if text.isascii() and "&" not in text and not _INSIDE.search(text):
        return text
    shown = unicodedata.normalize("NFKC", html.unescape(text))
    return _INSIDE.sub("", _UNSEEN.sub("", shown))


def replace(text: str, found: Iterable[Found]) -> str:
    """Put the replacement in the place of each phrase that has one, but in files, heads of quotes and addresses."""
    fixed = [place.span() for place in _FIXED.finditer(text)]
    parts: list[str] = []
    last = at = 0
    for one in found:
        if one.watched.action != "replace":
            continue
        while at < len(fixed) and fixed[at][1] <= one.start:
            at += 1
        if at < len(fixed) and fixed[at][0] < one.end:
            continue
        parts += [text[last : one.start], one.watched.replacement]
        last = one.end
    return "".join([*parts, text[last:]])


def _plain(word: str) -> str:
    """Return a word as it is compared; nearly all are plain already."""
    return word.lower() if word.isascii() else _folded(word)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word)
