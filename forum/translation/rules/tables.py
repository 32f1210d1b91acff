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

    def apply(self, text: str) -> str:
        """Return a text with the rule applied everywhere; a capital at the beginning stays one."""
        return self.pattern.sub(self._replace, text)

    def _replace(self, found: re.Match[str]) -> str:
        made = found.expand(self.replacement)
        return made[:1].upper() + made[1:] if found[0][:1].isupper() else made


def before(text: str, source: Language) -> str:
    """Return a passage as the engine understands it better."""
    for rule in rules_of(source, "before"):
        text = rule.apply(text)
    return text


def after(text: str, source: Language) -> str:
    """Return what an engine made of a passage, mended."""
    for rule in rules_of(source, "after"):
        text = rule.apply(text)
    return text


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
    return Rule(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), replacement, example, becomes)
