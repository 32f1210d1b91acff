"""Brings lists into the one shape that the parser reads: two spaces per level, an empty line before the first.

People indent by two, three or four spaces or by tabs, as their editors do, and begin a list right
after a line, as they write in mail. All of that is a list here.
"""

import re
from typing import Final

_QUOTE: Final = re.compile(r"(?:> ?)*+")
_ITEM: Final = re.compile(r"( *+)((?:[-*+]|\d{1,9}\.) +)(?=\S)")
#: A list may break into a paragraph with a mark, or with the number one: `1990. Fue…` is a sentence.
_BREAKS_IN: Final = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
#: An item stands within another when it is indented by at least this much more.
_STEP: Final = 2
_TOP: Final = 3


def level_lists(lines: list[str]) -> list[str]:
    """Return the lines with their lists in that shape."""
    out: list[str] = []
    #: Indents of the items that are open, outermost first.
    stack: list[int] = []
    quote = before = ""
    for line in lines:
        found = _QUOTE.match(line)
        prefix = found[0] if found else ""
        text = line[len(prefix) :]
        if prefix.strip() != quote.strip():
            stack, before = [], ""
        quote = prefix
        item = _ITEM.match(text)
        if item and (stack or len(item[1]) <= _TOP):
            while stack and len(item[1]) < stack[-1] + _STEP:
                stack.pop()
            if not stack and before.strip() and not _ITEM.match(before) and _BREAKS_IN.match(text):
                out.append(prefix.rstrip())
            elif not stack and before.strip() and not _ITEM.match(before):
                out.append(line)
                before = text
                continue
            text = " " * _STEP * len(stack) + text[len(item[1]) :]
            stack.append(len(item[1]))
        elif stack and text.strip():
            text = _continue(text, stack, after_blank=not before.strip())
        out.append(prefix + text)
        before = text
    return out


def _continue(text: str, stack: list[int], *, after_blank: bool) -> str:
    """Return a line within an item; a line at the margin after an empty one ends the list."""
    indent = len(text) - len(text.lstrip(" "))
    inside = [place for place in stack if place < indent]
    if after_blank:
        stack[:] = inside
    return " " * _STEP * len(inside) + text.lstrip(" ") if inside else text
