"""Tables of rules, one for each direction and side of the engine: a pattern, what stands for it, an example of each.

A table is a text of lines with four columns between tabs: pattern (a regular expression for whole words, whatever
their case), replacement, an example, what the rule makes of it. Empty lines and those after `#` are for readers.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from typing import Literal

from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.engines.protocol import FIRST_MARK
from forum.translation.engines.protocol import LAST_MARK
from forum.translation.engines.protocol import mark
from forum.translation.rules import agreement
from forum.translation.rules import capitals
from forum.translation.rules import clitics
from forum.translation.rules import futures
from forum.translation.rules import moods
from forum.translation.rules import persons
from forum.translation.rules import questions
from forum.translation.rules import regular
from forum.translation.rules import tenses
from forum.translation.rules import voseo

#: Stands in tables for whatever is fixed.
FIXED: Final = "◊"
ANY_MARK: Final = f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]"
_SPACES: Final = re.compile(" {2,}")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
#: What a pattern begins with, as far as it is letters that no quantifier touches.
_LETTERS: Final = re.compile(r"(?:[a-záéíóúüñãõâêôç]+ ?)+(?![?*{+])")
_FOLDER: Final = Path(__file__).parent
_COLUMNS: Final = 4

Moment = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a table."""

    pattern: re.Pattern[str]
    replacement: str
    example: str
    becomes: str
    #: What a text must contain for the pattern to be found, lower case: looking for that first is many times faster.
    needs: str = ""

    def apply(self, text: str) -> str:
        """Return a text with the rule applied everywhere; a capital at the beginning stays there."""
        if self.needs and self.needs not in text.lower():
            return text
        return self.pattern.sub(self._replace, text)

    def _replace(self, found: re.Match[str]) -> str:
        made = found.expand(self.replacement)
        if not found[0][:1].isupper():
            return made
        first = _FIRST_WORD.match(found[0])
        if first is not None:
            # It may have got an ending: *Fizemo-lo* is *o fizemos*.
            made = re.sub(rf"(?<!\w){re.escape(first[0])}", first[0][:1].lower() + first[0][1:], made, count=1)
        start = 1 if made.startswith("⟦") else 0
        return made[:start] + made[start : start + 1].upper() + made[start + 1 :]


def before(text: str, source: Language) -> str:
    """Return a passage as the engine understands it better."""
    if source == "es":
        text = clitics.unclimbed(tenses.in_simple_past(voseo.as_usted(text)))
        text = futures.in_future_subjunctive(text)
    else:
        text = moods.in_moods_of_spanish(persons.in_first_person(text))
    for rule in rules_of(source, "before"):
        text = rule.apply(text)
    return _SPACES.sub(" ", regular.with_regular_verbs(text, source))


def after(text: str, source: Language) -> str:
    """Return what an engine made of a passage, mended."""
    for rule in rules_of(source, "after"):
        text = rule.apply(text)
    text = capitals.after_pronouns(agreement.agree(text, other(source)), other(source))
    return questions.open_marks(text) if source == "pt" else text


@lru_cache(maxsize=4)
def rules_of(source: Language, moment: Moment) -> tuple[Rule, ...]:
    """Return the rules for texts in a language, before or after the engine, in the order in which they are applied."""
    lines = (_FOLDER / f"from-{source}-{moment}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_rule(line) for line in lines if line.strip() and not line.startswith("#"))


def _rule(line: str) -> Rule:
    columns = re.split(r"\t+", line.rstrip())
    if len(columns) != _COLUMNS:
        message = f"a rule has four columns: {line!r}"
        raise ValueError(message)
    pattern, replacement, example, becomes = columns
    replacement = "" if replacement == "∅" else replacement
    # What another rule has translated already (⟦…⟧) is no text any more.
    compiled = re.compile(rf"(?<!\w)(?:{pattern.replace(FIXED, ANY_MARK)})(?!\w)(?![^⟦⟧]*⟧)", re.IGNORECASE)
    return Rule(
        compiled, replacement, example.replace(FIXED, mark(0)), becomes.replace(FIXED, mark(0)), _needs(pattern)
    )


def _needs(pattern: str) -> str:
    """Return what stands at the beginning of a pattern and is in every text that it finds; nothing if there are branches."""
    if "|" in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", pattern)):
        return ""
    beginning = _LETTERS.match(pattern)
    return beginning[0] if beginning is not None else ""
