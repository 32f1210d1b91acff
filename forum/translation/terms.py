"""A row of the glossary taken apart into terms.

Parentheses mark optional words (`tablero (de control)`), a country (`cartel (CR)`), a sense (`respaldo (2)`) or a
short name (`inteligencia artificial (IA)`); slashes between spaces stand between alternatives, those within a word
between its endings (`presidente/a municipal`); a semicolon between senses.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from typing import Literal
from typing import get_args

from forum.core.languages import Language
from forum.translation.inflection import Gender

Kind = Literal["noun", "verb", "adjective", "phrase"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: From which language a row steers the engine.
Steers = Literal["both", "es", "pt", "none"]
STEERS: Final[tuple[Steers, ...]] = get_args(Steers)

#: What stands in parentheses for where it is said so, and what its own people call the place.
COUNTRIES: Final[Mapping[str, str]] = {
    "AR": "Argentina",
    "BO": "Bolivia",
    "BR": "Brasil",
    "CDMX": "Ciudad de México",
    "CL": "Chile",
    "CO": "Colombia",
    "CR": "Costa Rica",
    "EC": "Ecuador",
    "MX": "México",
    "PE": "Perú",
    "PY": "Paraguay",
    "UY": "Uruguay",
}
#: How sides are written, for who reads or writes one: sign → an example in Spanish.
EXAMPLES: Final[Mapping[str, str]] = {
    "optional": "tablero (de control)",
    "country": "cartel (CR)",
    "short": "inteligencia artificial (IA)",
    "number": "dirección (1)",
    "alternatives": "hoja de ruta / plan",
    "endings": "presidente/a municipal",
    "senses": "lista; relación",
}
_PAREN: Final = re.compile(r"\s*\(([^()]*)\)\s*")
_ENDING: Final = re.compile(r"([^\W\d_]+)/([^\W\d_]{1,4})(?![^\W\d_])")
#: `moderador(a)`, `evidência(s)`.
_ADDED: Final = re.compile(r"([^\W\d_]+)\(([^\W\d_]{1,2})\)")
_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say what a row is about, in one language."""

    language: Language
    text: str
    #: Which alternative of its side it belongs to, from 0; those of the other side with the same number are its pair.
    variant: int
    #: Whether the optional words are there.
    whole: bool
    kind: Kind
    gender: Gender | None
    #: Where it is said so; empty: everywhere.
    countries: tuple[str, ...] = ()
    #: Which of several forms of the alternative it is: endings, short names.
    form: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """The terms of one language, and whether the row itself says that it has several senses."""

    terms: tuple[Term, ...]
    ambiguous: bool


@lru_cache(maxsize=64)
def terms_of(text: str, language: Language, kind: Kind, gender: Gender | None) -> Side:
    """Take one side of a row apart; kept for a while, since whoever looks at a row asks several times."""
    ambiguous = ";" in text or bool(re.search(r"\(\d\)", text))
    found: dict[tuple[str, bool], Term] = {}
    alternatives = [part.strip() for sense in text.split(";") for part in re.split(r"\s+/\s+", sense) if part.strip()]
    for variant, alternative in enumerate(alternatives):
        countries: tuple[str, ...] = ()
        names: list[str] = []
        whole, bare = "", ""
        end = 0
        text_of = _ADDED.sub(r"\1/\2", alternative)
        for part in _PAREN.finditer(text_of):
            between = text_of[end : part.start()]
            inner = part[1].strip()
            words = f"{between} "
            whole, bare = whole + words, bare + words
            if inner and all(piece in COUNTRIES for piece in re.split(r"[/,\s]+", inner)):
                countries += tuple(re.split(r"[/,\s]+", inner))
            elif inner.isdigit() or "," in inner:
                pass
            elif _ACRONYM.fullmatch(inner):
                names.append(inner)
            else:
                whole += f"{inner} "
            end = part.end()
        whole, bare = whole + text_of[end:], bare + text_of[end:]
        for is_whole, written in ((False, bare), (True, whole)):
            forms = [*_forms(" ".join(written.split())), *names] if not is_whole or whole != bare else []
            for form, phrase in enumerate(forms):
                key = (phrase.casefold(), is_whole)
                found.setdefault(key, Term(language, phrase, variant, is_whole, kind, gender, countries, form))
    return Side(tuple(found.values()), ambiguous)


def _forms(phrase: str) -> list[str]:
    """Return a phrase with each of the endings of its words: `alcalde/sa` is *alcalde* and *alcaldesa*."""
    ending = _ENDING.search(phrase)
    if ending is None:
        return [phrase] if phrase else []
    before, after = phrase[: ending.start()], phrase[ending.end() :]
    return [f"{before}{word}{after}" for word in (ending[1], _with_ending(ending[1], ending[2]))]


def _with_ending(word: str, ending: str) -> str:
    if word[-1] in "aeo" and ending[0] in "aeo":
        return word[:-1] + ending
    return word + ending
