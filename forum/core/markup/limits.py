"""What is counted before rendering: the parser is quadratic in several marks.

Each bound was set from measurements so that any text within all of them renders well under the time
limit; `make bench` prints the worst cases (tests/core/markup/corpus.py). Every count is one pass over
the text, since it is made in the web process.
"""

import re
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.markup.lists import level_lists
from forum.core.markup.scan import without_blocks
from forum.core.markup.scan import without_spans
from forum.core.text import Text

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


class TooComplex(Invalid):
    """The text cannot be rendered within bounds; the sentence says what there is too much of."""

    default = _l("This text is too complex to show. Shorten it or use simpler formatting.")

    def __init__(self, message: Text | None = None) -> None:
        """Point at the field that holds the text."""
        super().__init__(message, field="body")


def check(text: str) -> None:
    """Raise TooComplex for a text that would take too long."""
    if len(text) > MAX_LENGTH:
        raise TooComplex(_l("This text is too long: %(limit)s characters are the most.", limit=MAX_LENGTH))
    if text.count("\n") > MAX_LINES:
        raise TooComplex(_l("This text has too many lines."))
    prose, fences, _characters = without_blocks(text.replace("\t", TAB))
    ticks = prose.count("`")
    if fences > MAX_FENCES or ticks > MAX_TICKS:
        raise TooComplex(_l("This text has too much code."))
    prose = without_spans(prose)
    counts: tuple[tuple[int, int, Text], ...] = (
        (prose.count("\n\n"), MAX_BLOCKS, _l("This text has too many paragraphs.")),
        (len(_LIST_ITEM.findall(prose)), MAX_LIST_ITEMS, _l("This text has too many list items.")),
        (_depth(prose), MAX_DEPTH, _l("The lists of this text are nested too deep.")),
        (len(_HEADING.findall(prose)), MAX_HEADINGS, _l("This text has too many headings.")),
        (_quote_depth(prose), MAX_QUOTE_DEPTH, _l("The quotes of this text are nested too deep.")),
        (len(_OPEN.findall(prose)), MAX_QUOTES, _l("This text has too many quotes.")),
        (prose.count("["), MAX_BRACKETS, _l("This text has too many square brackets.")),
        (sum(map(prose.count, "*_~^=")), MAX_MARKS, _l("This text has too many formatting marks.")),
        (prose.count("\\"), MAX_ESCAPES, _l("This text has too many formatting marks.")),
        (len(_URL.findall(prose)), MAX_LINKS, _l("This text has too many links.")),
        (prose.count("@"), 3 * MAX_MENTIONS, _l("This text mentions too many people.")),
        (prose.count("](upload:"), MAX_FILES, _l("This text has too many files.")),
        (prose.count("[^"), 2 * MAX_FOOTNOTES, _l("This text has too many footnotes.")),
        (max(map(len, prose.split()), default=0), MAX_RUN, _l("This text has a word that is too long.")),
    )
    for number, limit, sentence in counts:
        if number > limit:
            raise TooComplex(sentence)
    rows = _ROW.findall(prose)
    if len(rows) > MAX_TABLE_ROWS or sum(row.count("|") for row in rows) > MAX_TABLE_CELLS:
        raise TooComplex(_l("The tables of this text are too large."))


def _depth(prose: str) -> int:
    """Return how deep lists and quotes stand in one another, at most."""
    deepest = 0
    for lead in _LEAD.findall("\n".join(level_lists(prose.split("\n")))):
        indent = len(lead.expandtabs(2)) - len(lead.lstrip().expandtabs(2))
        deepest = max(deepest, indent // 2 + len(_LEAD_MARK.findall(lead)))
    return deepest


def _quote_depth(prose: str) -> int:
    return max((mark.count(">") for mark in _QUOTE.findall(prose)), default=0)
