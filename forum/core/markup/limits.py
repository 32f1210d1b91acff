"""The sentences for texts that are beyond the bounds of `rendering.counting`."""

from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.rendering import counting
from forum.core.rendering.counting import MAX_LENGTH
from forum.core.text import Text

_SENTENCES: Final[dict[str, Text]] = {
    "length": _l("This text is too long: %(limit)s characters are the most.", limit=MAX_LENGTH),
    "lines": _l("This text has too many lines."),
    "code": _l("This text has too much code."),
    "paragraphs": _l("This text has too many paragraphs."),
    "list items": _l("This text has too many list items."),
    "lists in lists": _l("The lists of this text are nested too deep."),
    "headings": _l("This text has too many headings."),
    "quotes in quotes": _l("The quotes of this text are nested too deep."),
    "quotes": _l("This text has too many quotes."),
    "square brackets": _l("This text has too many square brackets."),
    "marks": _l("This text has too many formatting marks."),
    "links": _l("This text has too many links."),
    "mentions": _l("This text mentions too many people."),
    "files": _l("This text has too many files."),
    "footnotes": _l("This text has too many footnotes."),
    "words": _l("This text has a word that is too long."),
    "tables": _l("The tables of this text are too large."),
}


class TooComplex(Invalid):
    """The text cannot be rendered within bounds; the sentence says what there is too much of."""

    default = _l("This text is too complex to show. Shorten it or use simpler formatting.")

    def __init__(self, what: str = "") -> None:
        """Point at the field that holds the text."""
        super().__init__(_SENTENCES.get(what), field="body")


def check(text: str) -> None:
    """Raise TooComplex for a text that would take too long."""
    try:
        counting.check(text)
    except counting.Beyond as beyond:
        raise TooComplex(beyond.what) from None
