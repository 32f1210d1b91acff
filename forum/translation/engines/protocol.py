"""What the forum asks of an engine, and how it may fail.

A text that goes to an engine is one passage without line structure. Characters from FIRST_MARK to LAST_MARK stand in it
for what must survive unharmed (code, links, mentions); an engine gives each back once, in order, or the passage
is translated piece by piece between them.
"""

from collections.abc import Sequence
from typing import Final
from typing import Protocol

from forum.core.languages import Language

#: The private use area of Unicode. A text that has such characters of its own has them as fixed pieces.
FIRST_MARK: Final = 0xE000
LAST_MARK: Final = 0xF8FF
#: Finds one of them, as part of a pattern.
ANY_MARK: Final = f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]"
MOST_MARKS: Final = LAST_MARK - FIRST_MARK + 1


class EngineAway(Exception):
    """The engine does not answer, is full or took too long: the same request may succeed later."""


class EngineFailed(Exception):
    """The engine answered, but not with translations of these texts: another try will not help."""


class Engine(Protocol):
    """Translates passages between the two languages."""

    #: What is kept with each translation and shown to RIL: name and version.
    name: str

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translations, as many as there are texts; raises EngineAway, EngineFailed."""

    def is_there(self) -> bool:
        """Tell whether it would translate now."""


def mark(number: int) -> str:
    """Return the character that stands for the fixed piece with a number."""
    return chr(FIRST_MARK + number)


def is_mark(character: str) -> bool:
    """Tell whether a character stands for something fixed."""
    return FIRST_MARK <= ord(character) <= LAST_MARK


def marks_in(text: str) -> list[str]:
    """Return the marks of a text, in order."""
    return [character for character in text if is_mark(character)]
