"""What a person's translation must have in common with its source.

A translation is rendered with the rights of whoever wrote the post, and hidden by what the post names and quotes. So it
may name, quote and show nothing that the post does not.
"""

import re
import unicodedata
from collections import Counter
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.markup import find_quotes
from forum.core.rendering.scan import MENTION
from forum.core.rendering.scan import UPLOAD
from forum.core.text import fold

#: A translation is somewhat longer than its source; far more is another text.
LONGEST: Final = 32_000
#: Pages of people and cities, which a visitor may not know of.
_PAGES: Final = re.compile(r"/[ug]/[\w.\-]+")
_OPENED: Final = re.compile(r"\[quote", re.IGNORECASE)


def require_likeness(source: str, text: str) -> None:
    """Raise Invalid, with a sentence for who wrote it, unless a text may stand as the translation of a source."""
    if not text.strip():
        raise Invalid(_l("Write the translation."), field="body")
    if len(text) > LONGEST:
        raise Invalid(_l("At most %(max)d characters.", max=LONGEST), field="body")
    if differing := _names(source) ^ _names(text):
        names = ", ".join(sorted(differing))
        raise Invalid(
            _l("The translation must mention the same people as the original. Look at: %(names)s.", names=names),
            field="body",
        )
    if _quotes(source) != _quotes(text):
        raise Invalid(
            _l("The translation must quote the same posts as the original: leave the lines with [quote] as they are."),
            field="body",
        )
    if not set(UPLOAD.findall(text)) <= set(UPLOAD.findall(source)):
        raise Invalid(_l("The translation may show only the files of the original."), field="body")


def require_title_likeness(source: str, title: str) -> None:
    """Raise Invalid unless a title may stand as the translation of another."""
    if _names(source) != _names(title):
        raise Invalid(_l("The translation must mention the same people as the original."), field="title")


def _names(text: str) -> set[str]:
    """Return everything in a text that names somebody: with an @ (in code and behind invisible signs too), or by a link."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return {f"@{fold(name)}" for name in MENTION.findall(seen)} | {fold(page) for page in _PAGES.findall(seen)}


def _quotes(text: str) -> tuple[Counter[tuple[int, int]], int]:
    """Return what a text quotes, and how often it seems to open a quote: one that is none shows its words for ever."""
    refs = Counter((ref.topic_id, ref.number) for ref in find_quotes(text))
    return refs, len(_OPENED.findall(text))
