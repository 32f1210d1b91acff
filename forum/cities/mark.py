"""The generated mark of a city: a block with a cut corner, a tone and two letters."""

import re
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from forum.core.text import strip_accents

#: Not assigned: codes of the languages, RIL's own, and pairs that read badly in Spanish or Portuguese.
DENIED: Final = frozenset(
    {"ES", "PT", "RI", "CU", "KU", "PU", "PE", "CA", "CO", "PI", "XX", "SS", "KK", "FU", "CK", "NS"}
)
_SMALL: Final = frozenset({"de", "del", "la", "las", "los", "el", "do", "da", "dos", "das", "e", "y"})


def tone_of(slug: str, country_code: str) -> int:
    """Return the tone, 1 to 12."""
    return _crc(slug, country_code) % 12 + 1


def cut_of(slug: str, country_code: str) -> int:
    """Return the cut corner, 1 to 4."""
    return (_crc(slug, country_code) >> 8) % 4 + 1


def _crc(slug: str, country_code: str) -> int:
    return zlib.crc32(f"{slug}-{country_code.lower()}".encode())


def _candidates(name: str) -> Iterator[str]:
    words = [word for word in re.findall(r"[A-Z]+", strip_accents(name).upper()) if word.lower() not in _SMALL]
    letters = "".join(words) or "X"
    if len(words) > 1:
        yield words[0][0] + words[1][0]
    for later in letters[1:]:
        yield letters[0] + later
    for later in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        yield letters[0] + later


def monogram_for(name: str, taken: AbstractSet[str]) -> str:
    """Return two letters for a city: the first free and decent pair; a taken one when all are."""
    pairs = list(_candidates(name))
    for pair in pairs:
        if pair not in taken and pair not in DENIED:
            return pair
    return next((pair for pair in pairs if pair not in DENIED), pairs[0])
