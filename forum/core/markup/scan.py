"""Cheap scanners that find mentions and quotes before rendering; they pass over code."""

import re
from bisect import bisect_right
from typing import Final

from forum.core.markup.types import QuoteRef
from forum.core.text import fold

#: A handle or a city's slug after @; not inside a word or an address.
MENTION: Final = re.compile(r"(?<![\w@./\-])@([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,38}[A-Za-z0-9])?)(?![\w@])")
QUOTE: Final = re.compile(
    r'^\[quote="(?P<handle>[A-Za-z0-9_.\-]{1,40}), post:(?P<post>\d{1,9}), topic:(?P<topic>\d{1,12})"\][ \t]*$',
    re.MULTILINE,
)
_FENCE: Final = re.compile(r"[ \t>]*+(`{3,}+|~{3,}+)([^\n]*)$")
_INLINE: Final = re.compile(r"(`{1,3})(?!`)[^`\n]{1,2000}\1(?!`)")


def without_code(text: str) -> str:
    """Return the text with code blocks and code spans blanked."""
    return without_spans(without_blocks(text)[0])


def without_spans(text: str) -> str:
    """Return the text with code spans blanked."""
    return _INLINE.sub(" ", text)


def without_blocks(text: str) -> tuple[str, int, int]:
    """Return the text without its code blocks, how many there were and how many characters they had.

    One pass over the lines: a fence that is never closed is no code, for the parser neither.
    """
    lines = text.split("\n")
    fences = {number: found for number, line in enumerate(lines) if (found := _FENCE.match(line))}
    ends: dict[str, list[int]] = {}
    for number, found in fences.items():
        if not found[2].strip():
            ends.setdefault(found[1], []).append(number)
    prose: list[str] = []
    blocks = characters = number = 0
    while number < len(lines):
        found = fences.get(number)
        later = ends.get(found[1], []) if found else []
        place = bisect_right(later, number)
        if place == len(later):
            prose.append(lines[number])
            number += 1
            continue
        blocks += 1
        characters += sum(map(len, lines[number + 1 : later[place]]))
        prose.append("")
        number = later[place] + 1
    return "\n".join(prose), blocks, characters


def find_mentions(text: str) -> frozenset[str]:
    """Return the folded handles and slugs that a text mentions."""
    return frozenset(fold(match.group(1)) for match in MENTION.finditer(without_code(text)))


def find_quotes(text: str) -> tuple[QuoteRef, ...]:
    """Return the posts that a text quotes, in order, each once."""
    found = {
        QuoteRef(match["handle"], int(match["topic"]), int(match["post"])): None
        for match in QUOTE.finditer(without_code(text))
    }
    return tuple(found)
