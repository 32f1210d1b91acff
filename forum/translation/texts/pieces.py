r"""A Markdown text cut into pieces that are edited beside each other: paragraphs, lists, quotes, blocks of code.

Cut at empty lines, but within no block of code and no quote. Two texts of which one is the translation of the other have
the same pieces, unless somebody made two paragraphs of one.
"""

import re
from collections.abc import Sequence
from typing import Final

from forum.discussion.differences import Effort
from forum.discussion.differences import changes_of

_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_OPENS: Final = re.compile(r"^\s*\[quote[=\]]", re.IGNORECASE)
_CLOSES: Final = re.compile(r"\[/quote\]\s*$", re.IGNORECASE)


def cut(text: str) -> list[str]:
    """Return the pieces of a text; at least one, which may be empty."""
    pieces: list[str] = []
    lines: list[str] = []
    fence, depth = "", 0
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        if not fence:
            depth = max(depth + bool(_OPENS.match(line)) - bool(_CLOSES.search(line)), 0)
        if line.strip() or fence or depth:
            lines.append(line)
        elif lines:
            pieces.append("\n".join(lines))
            lines = []
    if lines:
        pieces.append("\n".join(lines))
    return pieces or [""]


def join(pieces: Sequence[str]) -> str:
    """Return the text of pieces; one that is empty is none."""
    return "\n\n".join(kept for piece in pieces if (kept := piece.strip("\n").rstrip()))


def pair(source: str, text: str) -> list[tuple[str, str]]:
    """Return (source, translation) of each piece; the whole texts as one where they do not have the same number."""
    left, right = cut(source), cut(text)
    if not text.strip():
        return [(piece, "") for piece in left]
    return list(zip(left, right, strict=True)) if len(left) == len(right) else [(source, text)]


def carry_over(old_source: str, old_text: str, source: str, fresh: str) -> str | None:
    """Return the translation of a source that has changed: the old words where it did not change, else fresh ones.

    None when it cannot be told which piece belongs to which.
    """
    before, after = cut(old_source), cut(source)
    words, new = cut(old_text), cut(fresh)
    if len(before) != len(words) or len(after) != len(new):
        return None
    made = list(new)
    changes = changes_of(before, after, Effort())
    if changes is None:
        return None
    for tag, a1, a2, b1, b2 in changes:
        if tag == "equal":
            made[b1:b2] = words[a1:a2]
    return join(made)
