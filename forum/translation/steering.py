"""How the glossary steers an engine: a term goes in as another noun, which the engine knows, and comes out as its term.

The nouns that stand in were chosen so that the engine gives each exactly one translation, of the gender that the
wanted term has in the other language. So articles, contractions and adjectives agree with it: *del ayuntamiento*
goes in as *del árbol*, comes out as *da árvore*, and becomes *da prefeitura*.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from forum.core.languages import LANGUAGES
from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.homographs import is_noun_here
from forum.translation.inflection import Gender
from forum.translation.inflection import plural
from forum.translation.inflection import words
from forum.translation.rows import Row
from forum.translation.standins import STAND_INS
from forum.translation.standins import StandIn
from forum.translation.terms import Term

_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Steered:
    """A passage with nouns that stand in, and for each (as the engine will give it) what it becomes."""

    text: str
    #: (what comes out, the term that it stands for), lower case.
    owed: tuple[tuple[str, str], ...] = ()

    def finish(self, answer: str) -> str | None:
        """Return an answer with its terms, or None when the engine did something else with what stood in."""
        for stand_in, term in self.owed:
            # The engine may take an article before a noun for the neuter one.
            pattern = re.compile(rf"(?<!\w)(?:(l)o )?({re.escape(stand_in)})(?!\w)", re.IGNORECASE)
            if len(pattern.findall(answer)) != 1:
                return None
            answer = pattern.sub(lambda found, term=term: _with_term(found, term), answer)  # type: ignore[misc]
        return answer


@dataclass(frozen=True, slots=True)
class _Entry:
    term: Term
    partner: Term
    is_plural: bool
    #: The term of the other language in the same number.
    becomes: str


class Steering:
    """The terms of a glossary that steer, in both directions."""

    def __init__(self, rows: Iterable[Row], words: Iterable[Row] = ()) -> None:
        """Collect them; a term that several rows take to different words steers nothing.

        `words` are nouns that engines do not know; the glossary goes before them.
        """
        rows, words = list(rows), list(words)
        self._entries: dict[Language, dict[str, _Entry]] = {}
        self._patterns: dict[tuple[Language, bool], re.Pattern[str] | None] = {}
        for source in LANGUAGES:
            entries = _entries(words, source) | _entries(rows, source)
            self._entries[source] = entries
            for phrases in (True, False):
                self._patterns[source, phrases] = _pattern(text for text in entries if (" " in text) is phrases)

    def prepare(self, text: str, source: Language, *, phrases: bool, turn: int = 0) -> Steered:
        """Return a passage in which terms are replaced by nouns that stand in for them: phrases, or single words.

        Another `turn` takes other nouns, for when the engine did something else with the first.
        """
        pattern = self._patterns[source, phrases]
        if pattern is None:
            return Steered(text)
        present = {word.lower() for word in _WORD.findall(text)}
        free = {
            pair: _turned([one for one in pool if not present & one.words], turn)
            for pair, pool in STAND_INS[source].items()
        }
        out: list[str] = []
        owed: list[tuple[str, str]] = []
        end = 0
        for found in pattern.finditer(text):
            entry = self._entries[source].get(found[0].lower())
            # Some letters are found by others that are small in another way: İ.
            if entry is None:
                continue
            stand_ins = free.get((_gender(entry.term), _gender(entry.partner)), [])
            if not stand_ins or not is_noun_here(text, found, source):
                continue
            stand_in: StandIn = stand_ins.pop(0)
            into, out_of = stand_in.plural if entry.is_plural else stand_in.singular
            out += [text[end : found.start()], _as_written(found[0], into)]
            owed.append((out_of, _as_term(found[0], entry.becomes)))
            end = found.end()
        out.append(text[end:])
        return Steered("".join(out), tuple(owed))


def _turned(pool: list[StandIn], turn: int) -> list[StandIn]:
    place = 3 * turn % len(pool) if pool else 0
    return pool[place:] + pool[:place]


def _pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    longest = sorted(texts, key=lambda text: (-len(text), text))
    if not longest:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


def _entries(rows: Iterable[Row], source: Language) -> dict[str, _Entry]:
    """Return the terms that steer; a plural that has a row of its own is not what its singular would make of it."""
    own: dict[str, _Entry] = {}
    plurals: dict[str, _Entry] = {}
    torn: set[str] = set()
    for row in rows:
        for first, *others in _forms_of(row, source):
            for found, (text, entry) in ((own, first), *((plurals, one) for one in others)):
                before = found.get(text)
                if before is not None and before.becomes.casefold() != entry.becomes.casefold():
                    torn.add(text)
                found.setdefault(text, entry)
    return {text: entry for text, entry in (plurals | own).items() if text not in torn}


@lru_cache(maxsize=8_192)
def _forms_of(row: Row, source: Language) -> tuple[tuple[tuple[str, _Entry], ...], ...]:
    """Return the forms of each term of a row that steers; kept, since a change of the glossary leaves most rows alone."""
    if not row.steers_from(source):
        return ()
    side = row.side(source)
    paired = len({term.variant for term in side.terms}) == len({t.variant for t in row.side(other(source)).terms})
    # On the Portuguese side later alternatives explain; only those with a partner of their own steer.
    terms = [term for term in side.terms if not (source == "pt" and term.variant and not paired)]
    partners = [(term, row.partner(term)) for term in terms]
    return tuple(tuple(_forms(term, partner)) for term, partner in partners if partner is not None)


def _forms(term: Term, partner: Term) -> list[tuple[str, _Entry]]:
    """Return singular and plural of a term with what they become; a term that is a plural has the one form."""
    if _is_plural(term.text):
        becomes = partner.text if _is_plural(partner.text) else plural(partner.text, partner.language)
        return [(term.text.lower(), _Entry(term, partner, True, becomes))]  # noqa: FBT003
    many, becomes = plural(term.text, term.language), plural(partner.text, partner.language)
    forms = [(term.text.lower(), _Entry(term, partner, False, partner.text))]  # noqa: FBT003
    if many.lower() != term.text.lower():
        forms.append((many.lower(), _Entry(term, partner, True, becomes)))  # noqa: FBT003
    return forms


#: Nouns of one that end like many.
_ONE: Final = words("ônibus brindis bônus campus vírus autobús ómnibus estrés interés tianguis")


def _is_plural(text: str) -> bool:
    head = text.split(" ")[0].lower()
    return len(head) > 4 and head not in _ONE and head.endswith("s") and plural(head.removesuffix("s"), "es") == head


def _gender(term: Term) -> Gender:
    return term.gender or "m"


def _with_term(found: re.Match[str], term: str) -> str:
    article = "" if not found[1] else "El " if found[1] == "L" else "el "
    return article + _as_written(found[2], term)


def _as_written(written: str, text: str) -> str:
    """Return a text with a capital at its beginning where the written one has it."""
    return text[:1].upper() + text[1:] if written[:1].isupper() else text


def _as_term(written: str, becomes: str) -> str:
    """Return a term in capitals where it was written so, its last word too: *Secretaria da Fazenda*."""
    if written.isupper() and len(written) > 3:
        return becomes.upper()
    before, space, last = becomes.rpartition(" ")
    is_name = space and written.rpartition(" ")[2][:1].isupper() and " " in written
    return before + space + last[:1].upper() + last[1:] if is_name else becomes
