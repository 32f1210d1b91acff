"""Rows of the glossary as values: what a person writes in one line of it, and the file that comes with the forum."""

import csv
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from typing import cast

from forum.core import sheets
from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.inflection import Gender
from forum.translation.inflection import gender_of
from forum.translation.terms import Kind
from forum.translation.terms import Side
from forum.translation.terms import Steers
from forum.translation.terms import Term
from forum.translation.terms import terms_of

SHIPPED: Final = Path(__file__).with_name("glossary.csv")
#: Nouns that belong into no glossary, but that the local engine does not know or takes for something else.
LEXICON: Final = Path(__file__).with_name("lexicon.csv")
COLUMNS: Final = ("es", "pt", "en", "note_es", "note_pt", "kind", "gender_es", "gender_pt", "steers")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: both sides as written, and how it is used."""

    es: str
    pt: str
    en: str = ""
    note_es: str = ""
    note_pt: str = ""
    kind: Kind = "noun"
    #: Genders of the alternatives of each side, in order, between slashes: `m/f`. What is missing is guessed.
    gender_es: str = ""
    gender_pt: str = ""
    steers: Steers = "both"

    @property
    def key(self) -> tuple[str, str]:
        """Return what makes two rows the same pair, whatever their capitals and spaces."""
        return _folded(self.es), _folded(self.pt)

    def written(self, language: Language) -> str:
        """Return the side of a language as it was written."""
        return self.es if language == "es" else self.pt

    def note(self, language: Language) -> str:
        """Return the note for readers of a language."""
        return self.note_es if language == "es" else self.note_pt

    def side(self, language: Language) -> Side:
        """Return the terms of a language, each with its gender."""
        genders = (self.gender_es if language == "es" else self.gender_pt).split("/")
        side = terms_of(self.written(language), language, self.kind, None)
        if self.kind != "noun":
            return side
        return Side(tuple(_with_gender(term, genders) for term in side.terms), side.ambiguous)

    def steers_from(self, source: Language) -> bool:
        """Tell whether terms of this language in a text decide what they become."""
        return self.kind == "noun" and self.steers in {"both", source} and not self.side(source).ambiguous

    def partner(self, term: Term) -> Term | None:
        """Return what a term becomes in the other language: the same alternative, as whole and in the same form."""
        found = self.side(other(term.language)).terms
        paired = len({one.variant for one in found}) == len({one.variant for one in self.side(term.language).terms})
        variant = term.variant if paired else 0
        # *Presidenta municipal* is *prefeita*, whichever way the other side writes its two.
        women = [one for one in found if one.gender == "f" and one.variant > 0]
        if term.form == 1 and term.gender == "f" and self.kind == "noun" and women and not paired:
            return women[0]
        same = [one for one in found if one.variant == variant]
        for form in (term.form, 0):
            for whole in (term.whole, not term.whole):
                for one in same:
                    if one.form == form and one.whole == whole:
                        return one
        return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _with_gender(term: Term, genders: list[str]) -> Term:
    gender = genders[term.variant].strip() if term.variant < len(genders) else ""
    if gender not in {"m", "f"}:
        gender = gender_of(term.text, term.language)
    # The second form of a word with two endings is that of women: *moderador/a*.
    if term.form == 1 and not term.text.isupper() and gender == "m" and term.text.split(" ")[0][-1:] == "a":
        gender = "f"
    return replace(term, gender=cast("Gender", gender))


@lru_cache(maxsize=1)
def shipped_rows() -> tuple[Row, ...]:
    """Return the rows that come with the forum."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return tuple(Row(**cast("dict[str, str]", line)) for line in csv.DictReader(file))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def lexicon() -> tuple[Row, ...]:
    """Return the nouns that engines do not know."""
    with LEXICON.open(encoding="utf-8", newline="") as file:
        return tuple(Row(**cast("dict[str, str]", line)) for line in csv.DictReader(file))  # type: ignore[arg-type]


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as a file that spreadsheets open with its accents: UTF-8 and marked as such.

    Nothing that could be a formula comes into the glossary; should it be there all the same, it goes out as text.
    """
    return sheets.to_csv([COLUMNS, *(tuple(asdict(row)[name] for name in COLUMNS) for row in rows)])
