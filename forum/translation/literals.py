"""Words that a rule has translated already: they go past the engine."""

import re
from typing import Final

from forum.translation.engines.protocol import MOST_MARKS
from forum.translation.engines.protocol import mark
from forum.translation.engines.protocol import marks_in

#: How rules write them.
_LITERAL: Final = re.compile("⟦([^⟦⟧]*)⟧")


def take_out(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a text with a mark for each literal, and what each mark stands for."""
    number = len(marks_in(text))
    found: list[tuple[str, str]] = []

    def replace(literal: re.Match[str]) -> str:
        if number + len(found) >= MOST_MARKS:
            return literal[1]
        found.append((mark(number + len(found)), literal[1]))
        return found[-1][0]

    return _LITERAL.sub(replace, text), tuple(found)


def put_in(text: str, literals: tuple[tuple[str, str], ...]) -> str:
    """Return a text with its literals in the places of their marks."""
    for sign, words in literals:
        text = text.replace(sign, words)
    return text
