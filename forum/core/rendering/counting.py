"""What is counted before rendering: the parser is quadratic in several marks.

Each bound was set from measurements so that any text within all of them renders well under the time
limit; `make bench` prints the worst cases (tests/core/markup/corpus.py). Every count is one pass over
the text, since it is made in the web process.
"""

import re
from typing import Final

from forum.core.rendering.lists import level_lists
from forum.core.rendering.scan import without_blocks
from forum.core.rendering.scan import without_spans

MAX_LENGTH: Final = 32_000
#: What a tab becomes, after its text was measured.
TAB: Final = "    "
MAX_LINES: Final = 3_000
MAX_BLOCKS: Final = 900
MAX_LIST_ITEMS: Final = 600
#: Lists and quotes in one another, counted on one line and by its indent.
MAX_DEPTH: Final = 12
MAX_TABLE_ROWS: Final = 800
MAX_TABLE_CELLS: Final = 6_000
MAX_HEADINGS: Final = 200
MAX_FENCES: Final = 60
MAX_QUOTE_DEPTH: Final = 8
MAX_QUOTES: Final = 40
MAX_BRACKETS: Final = 700
#: Emphasis, strikethrough and the like.
MAX_MARKS: Final = 3_000
MAX_TICKS: Final = 1_000
MAX_ESCAPES: Final = 1_000
MAX_LINKS: Final = 300
MAX_MENTIONS: Final = 100
MAX_FOOTNOTES: Final = 100
MAX_FILES: Final = 100
#: No word of a language is longer; long runs without a space make patterns look back and forth.
MAX_RUN: Final = 4_000
#: Code is coloured up to this many characters: lexers are slower than the parser, and each colour is an element.
MAX_COLOURED: Final = 5_000

_LIST_ITEM: Final = re.compile(r"^[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_LEAD: Final = re.compile(r"^[ \t]*+(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*+)+", re.MULTILINE)
_LEAD_MARK: Final = re.compile(r">|[-*+]|\d+")
_HEADING: Final = re.compile(r"^[ \t>]*+(?:#{1,6}|(?:=++|-++)[ \t]*+$)", re.MULTILINE)
_QUOTE: Final = re.compile(r"^(?:[ \t]*+>)++", re.MULTILINE)
_ROW: Final = re.compile(r"^[^|\n]*+\|.*$", re.MULTILINE)
_URL: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_OPEN: Final = re.compile(r"^\[quote\b", re.MULTILINE | re.IGNORECASE)


class Beyond(Exception):
    """The text is beyond the bounds; `what` says of what there is too much, if one thing can be named."""

    def __init__(self, what: str = "") -> None:
        """Name what there is too much of."""
        super().__init__(what)
        self.what = what


def check(text: str) -> None:
    """Raise Beyond for a text that would take too long."""
    if len(text) > MAX_LENGTH:
        raise Beyond("length")
    if text.count("\n") > MAX_LINES:
        raise Beyond("lines")
    prose, fences, _characters = without_blocks(text.replace("\t", TAB))
    ticks = prose.count("`")
    if fences > MAX_FENCES or ticks > MAX_TICKS:
        raise Beyond("code")
    prose = without_spans(prose)
    counts: tuple[tuple[int, int, str], ...] = (
        (prose.count("\n\n"), MAX_BLOCKS, "paragraphs"),
        (len(_LIST_ITEM.findall(prose)), MAX_LIST_ITEMS, "list items"),
        (_depth(prose), MAX_DEPTH, "lists in lists"),
        (len(_HEADING.findall(prose)), MAX_HEADINGS, "headings"),
        (_quote_depth(prose), MAX_QUOTE_DEPTH, "quotes in quotes"),
        (len(_OPEN.findall(prose)), MAX_QUOTES, "quotes"),
        (prose.count("["), MAX_BRACKETS, "square brackets"),
        (sum(map(prose.count, "*_~^=")), MAX_MARKS, "marks"),
        (prose.count("\\"), MAX_ESCAPES, "marks"),
        (len(_URL.findall(prose)), MAX_LINKS, "links"),
        (prose.count("@"), 3 * MAX_MENTIONS, "mentions"),
        (prose.count("](upload:"), MAX_FILES, "files"),
        (prose.count("[^"), 2 * MAX_FOOTNOTES, "footnotes"),
        (max(map(len, prose.split()), default=0), MAX_RUN, "words"),
    )
    for number, limit, what in counts:
        if number > limit:
            raise Beyond(what)
    rows = _ROW.findall(prose)
    if len(rows) > MAX_TABLE_ROWS or sum(row.count("|") for row in rows) > MAX_TABLE_CELLS:
        raise Beyond("tables")


def _depth(prose: str) -> int:
    """Return how deep lists and quotes stand in one another, at most."""
    deepest = 0
    for lead in _LEAD.findall("\n".join(level_lists(prose.split("\n")))):
        indent = len(lead.expandtabs(2)) - len(lead.lstrip().expandtabs(2))
        deepest = max(deepest, indent // 2 + len(_LEAD_MARK.findall(lead)))
    return deepest


def _quote_depth(prose: str) -> int:
    return max((mark.count(">") for mark in _QUOTE.findall(prose)), default=0)
