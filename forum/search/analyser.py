"""From text to stems, the same for posts and for what people look for, in both languages at once."""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any
from typing import Final

import Stemmer

from forum.core.text import strip_accents

LONGEST_WORD: Final = 40
_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
#: Words without meaning of their own in either language.
STOP: Final = frozenset(
    [
        "a",
        "al",
        "ao",
        "aos",
        "as",
        "com",
        "como",
        "con",
        "da",
        "das",
        "de",
        "del",
        "do",
        "dos",
        "e",
        "el",
        "em",
        "en",
        "es",
        "esta",
        "este",
        "eu",
        "foi",
        "ha",
        "la",
        "las",
        "le",
        "lo",
        "los",
        "mas",
        "me",
        "na",
        "nas",
        "no",
        "nos",
        "o",
        "os",
        "ou",
        "para",
        "pela",
        "pelo",
        "por",
        "que",
        "se",
        "sem",
        "ser",
        "si",
        "sin",
        "sobre",
        "su",
        "sua",
        "sus",
        "te",
        "tem",
        "um",
        "uma",
        "un",
        "una",
        "uno",
        "unos",
        "y",
        "ya",
        "the",
        "of",
        "and",
        "to",
        "in",
    ]
)
#: Typed without accents, Portuguese endings are not recognised by the stemmer: put them back.
_BARE: Final = (
    ("coes", "ção"),
    ("cao", "ção"),
    ("oes", "ão"),
    ("aos", "ão"),
    ("ao", "ão"),
    ("avel", "ável"),
    ("ivel", "ível"),
)
#: In short words (*ação, ações*) the stemmer leaves singular and plural apart: make them one before it.
_PLURAL: Final = (("ões", "ão"), ("ães", "ão"), ("ãos", "ão"))
#: *municipais* and *municipal*, *responsáveis* and *responsável*: the stemmer knows them as two.
_LONG_PLURAL: Final = (("áveis", "ável"), ("íveis", "ível"), ("aveis", "ável"), ("iveis", "ível"), ("ais", "al"))
_LONG: Final = 6

_local = threading.local()


def stems(text: str) -> list[str]:
    """Return the stems of a text in both languages, in order, words without meaning left out."""
    found: list[str] = []
    for word in _words(text):
        found.extend(stems_of(word))
    return found


def query_groups(text: str, limit: int = 8) -> list[list[str]]:
    """Return, for each word that somebody looks for, the stems of which an entry must have one."""
    groups = [list(stems_of(word)) for word in query_words(text, limit)]
    return [group for group in groups if group]


def query_words(text: str, limit: int = 8) -> list[str]:
    """Return the words that somebody looks for; so many at most."""
    return [word for word in _words(text) if stems_of(word)][:limit]


def _words(text: str) -> list[str]:
    # Some keyboards send a letter and its accent as two characters: that would cut the word in two.
    text = unicodedata.normalize("NFC", text)
    words = [match.group(0).lower() for match in _WORD.finditer(text)]
    kept = [word for word in words if strip_accents(word) not in STOP and len(word) <= LONGEST_WORD]
    return kept or [word for word in words if len(word) <= LONGEST_WORD][:3]


@lru_cache(maxsize=4_000)
def stems_of(word: str) -> tuple[str, ...]:
    """Return the distinct accent-blind stems of a word: Spanish, Portuguese."""
    portuguese = word
    endings = _BARE if strip_accents(word) == word else _PLURAL
    for ending, restored in (*endings, *(_LONG_PLURAL if len(word) >= _LONG else ())):
        if word.endswith(ending):
            portuguese = word.removesuffix(ending) + restored
            break
    spanish_stem, portuguese_stem = _stemmers()
    found = {
        strip_accents(spanish_stem.stemWord(word)): None,
        strip_accents(portuguese_stem.stemWord(portuguese)): None,
    }
    return tuple(stem for stem in found if stem.isalnum())


def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    """Return this thread's stemmers: they keep state while they work."""
    pair: tuple[Any, Any] | None = getattr(_local, "pair", None)
    if pair is None:
        # Without a cache of their own: `stems_of` has one.
        pair = (Stemmer.Stemmer("spanish", 0), Stemmer.Stemmer("portuguese", 0))
        _local.pair = pair
    return pair
