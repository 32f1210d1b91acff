"""What stands in braces in a prepared reply, and the words that take its place.

A value is somebody's name, a city or a title: plain words that others chose. They are put in as words, whatever stands in
them: no name becomes markup, a mention, a link or a file.
"""

import re
from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

#: Name → what it becomes, in the order in which the form explains them.
VARIABLES: Final[Mapping[str, Text]] = {
    "name": _l("Whoever is replied to: who wrote the quoted post, or else who opened the topic"),
    "city": _l("Their city, as all who read the topic see it"),
    "stage": _l("The stage of the topic"),
    "topic": _l("The title of the topic"),
    "moderator": _l("Your own name"),
}
#: Where a value is unknown, or not for all who read the topic, these stand; in the language of the reply.
NEUTRAL: Final[Mapping[str, Mapping[str, str]]] = {
    "name": {"es": "colega", "pt": "colega"},
    "city": {"es": "tu ciudad", "pt": "sua cidade"},
}
_BRACES: Final = re.compile(r"\{[^{}\n]{0,60}\}?|\}")
_KNOWN: Final = re.compile(r"\{(" + "|".join(VARIABLES) + r")\}")
#: What begins or ends markup anywhere in a line; a backslash takes its meaning.
_MARKS: Final = re.compile(r"[\\`*_\[\]|~!]")
#: What begins a heading, a list, a rule or an underline, where a value begins its line.
_FIRST: Final = re.compile(r"^(?:[#+\-=>]|\d{1,9}(?=[.)]))")
#: What begins a tag, an entity, a mention, an address, the name of a file or an emoji; entities take its meaning.
_SIGNS: Final = re.compile(r"[<>&@]|:(?=\S)|(?<=www)\.|(?<=[=/])/", re.IGNORECASE)


def unknown_variable(text: str) -> str:
    """Return the first thing in braces that is no variable, or "" when there is none."""
    return next((found[0] for found in _BRACES.finditer(text) if not _KNOWN.fullmatch(found[0])), "")


def fill_in(text: str, values: Mapping[str, str], language: str) -> str:
    """Return a prepared text with its variables replaced by words; of a value that is empty, by neutral ones."""

    def words(found: re.Match[str]) -> str:
        name = found[1]
        return as_words(values.get(name) or NEUTRAL.get(name, {}).get(language, ""))

    return _KNOWN.sub(words, text)


def as_words(value: str) -> str:
    """Return the Markdown that shows a value as it is, on one line."""
    line = " ".join(value.split())
    safe = _SIGNS.sub(lambda found: f"&#{ord(found[0])};", _MARKS.sub(r"\\\g<0>", line))
    return _FIRST.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), safe)
