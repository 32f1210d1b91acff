"""The words for the codes of the glossary and of corrections; each is put into the reader's language when it is shown."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

KINDS: Final[Mapping[str, Text]] = {
    "noun": _l("Noun"),
    "verb": _l("Verb"),
    "adjective": _l("Adjective"),
    "phrase": _l("Phrase"),
}
STEERS: Final[Mapping[str, Text]] = {
    "both": _l("In both directions"),
    "es": _l("From Spanish only"),
    "pt": _l("From Portuguese only"),
    "none": _l("Not at all"),
}
#: Column → its codes.
WORDS: Final[Mapping[str, Mapping[str, Text]]] = {"kind": KINDS, "steers": STEERS}
#: What became of a correction.
CORRECTION_STATES: Final[Mapping[str, Text]] = {
    "proposed": _l("Proposed"),
    "accepted": _l("Reviewed"),
    "declined": _l("Not accepted"),
}
