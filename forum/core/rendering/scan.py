"""Cheap scanners that find mentions and quotes before rendering; they pass over code."""

import re
from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Iterator
from typing import Final

from forum.core.rendering.types import QuoteRef
from forum.core.text import fold

#: A handle or a city's slug after @; not inside a word or an address.
MENTION: Final = re.compile(r"(?<![\w@./\-])@([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,38}[A-Za-z0-9])?)(?![\w@])")
QUOTE: Final = re.compile(
    r'^\[quote="(?P<handle>[A-Za-z0-9_.\-]{1,40}), post:(?P<post>\d{1,9}), topic:(?P<topic>\d{1,12})"\][ \t]*$',
    re.MULTILINE,
)
#: A file in a text: `![what it shows](upload:3f9a…)`, `[name](upload:3f9a…)`.
UPLOAD: Final = re.compile(r"upload:([0-9a-f]{32})(?![0-9A-Za-z])")
#: Where a quote ends, and how deep they may stand in each other.
QUOTE_END: Final = re.compile(r"^\[/quote\][ \t]*$")
DEEPEST: Final = 8
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
    prose: list[str] = []
    blocks = characters = number = 0
    for first, last in code_blocks(lines):
        blocks += 1
        characters += sum(map(len, lines[first + 1 : last]))
        prose += [*lines[number:first], ""]
        number = last + 1
    return "\n".join([*prose, *lines[number:]]), blocks, characters


def code_blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the first and the last line of each code block."""
    fences = {number: found for number, line in enumerate(lines) if (found := _FENCE.match(line))}
    ends: dict[str, list[int]] = {}
    for number, found in fences.items():
        if not found[2].strip():
            ends.setdefault(found[1], []).append(number)
    after = -1
    for number, found in fences.items():
        later = ends.get(found[1], [])
        place = bisect_right(later, number)
        if number > after and place < len(later):
            after = later[place]
            yield number, after


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


def find_uploads(text: str) -> tuple[str, ...]:
    """Return the tokens of the files that a text names, in order, each once."""
    return tuple(dict.fromkeys(UPLOAD.findall(without_code(text))))


def replace_quotes(text: str, replace: Callable[[QuoteRef], str | None]) -> str:
    """Return a text in which passages that quote posts are replaced; None leaves one as it stands.

    A passage ends where the renderer ends it: at its mark, or with the text when there is none.
    """
    lines = text.split("\n")
    code = {number for first, last in code_blocks(lines) for number in range(first, last + 1)}
    out: list[str] = []
    depth, gone_at = 0, 0
    for number, line in enumerate(lines):
        opened = QUOTE.match(line) if number not in code and depth < DEEPEST else None
        closed = depth and number not in code and QUOTE_END.match(line)
        depth += bool(opened)
        if opened and not gone_at:
            stands_for = replace(QuoteRef(opened["handle"], int(opened["topic"]), int(opened["post"])))
            if stands_for is not None:
                gone_at = depth
                out += [stands_for] if stands_for else []
        if not gone_at:
            out.append(line)
        if closed:
            gone_at = 0 if depth == gone_at else gone_at
            depth -= 1
    return "\n".join(out)
