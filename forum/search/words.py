"""What of a post can be found: its own words, and apart from them whom it names.

Quoted text is found where it was first written. Names and handles are kept apart since visitors must
not find a post by somebody whom they may not know to take part.
"""

import re
from dataclasses import dataclass
from typing import Final

from forum.core.rendering.words import plain_text
from forum.discussion.masking import mask_mentions
from forum.discussion.masking import plain_mentions

_BLOCKQUOTE: Final = re.compile(r'<blockquote(?P<quote> class="quote")?[^>]*>|(?P<end></blockquote>)')
_MENTION: Final = re.compile(r'<a class="mention" href="[^"]*">([^<]*)</a>')


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a post."""

    own: str
    mentions: str


def words_of(html: str) -> Words:
    """Return the words of a rendered post, without quotes; mentions stand apart."""
    html = without_quotes(html)
    return Words(
        own=plain_text(mask_mentions(html)),
        mentions=plain_text(" ".join([*_MENTION.findall(html), *plain_mentions(html)])),
    )


def shown_text(html: str, *, with_names: bool) -> str:
    """Return the text that excerpts are cut from; without names for visitors."""
    html = without_quotes(html)
    return plain_text(html if with_names else mask_mentions(html))


def without_quotes(html: str) -> str:
    """Return rendered HTML without the passages that quote other posts, however they are nested."""
    parts: list[str] = []
    start = depth = 0
    for match in _BLOCKQUOTE.finditer(html):
        if depth:
            depth += -1 if match["end"] else 1
            if not depth:
                start = match.end()
        elif match["quote"]:
            parts.append(html[start : match.start()])
            depth = 1
    if not depth:
        parts.append(html[start:])
    return " ".join(parts)
