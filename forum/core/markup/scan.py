"""Cheap scanners that find mentions and quotes before rendering; they pass over code."""

import re
from typing import Final

from forum.core.markup.types import QuoteRef
from forum.core.text import fold

#: A handle or a city's slug after @; not inside a word or an address.
MENTION: Final = re.compile(r"(?<![\w@./\-])@([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,38}[A-Za-z0-9])?)(?![\w@])")
QUOTE: Final = re.compile(
    r'^\[quote="(?P<handle>[A-Za-z0-9_.\-]{1,40}), post:(?P<post>\d{1,9}), topic:(?P<topic>\d{1,12})"\][ \t]*$',
    re.MULTILINE,
)
_FENCED: Final = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE: Final = re.compile(r"(`{1,3})(?!`)[^`\n]{1,2000}\1(?!`)")


def without_code(text: str) -> str:
    """Return the text with code blocks and code spans blanked."""
    return _INLINE.sub(" ", _FENCED.sub("\n", text))


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
