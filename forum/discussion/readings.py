"""How a reader gets what is written in the other language: as it was written, translated, or both side by side.

Translations stand in a higher package, which fills these; pages of topics and lists show them.
"""

from dataclasses import dataclass
from typing import Final
from typing import Literal

from forum.core.actor import Actor
from forum.core.languages import Language
from forum.core.languages import parse_language

Mode = Literal["original", "es", "pt", "both"]
MODES: Final[tuple[Mode, ...]] = ("original", "es", "pt", "both")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of a post in the other language, with what its readers are told about it."""

    html: str
    excerpt: str
    language: Language
    #: `machine` or `reviewed`.
    state: str = "machine"

    def __hash__(self) -> int:
        """Tell most readings apart by little; equality looks at everything."""
        return hash((self.language, self.state, self.excerpt))


@dataclass(frozen=True, slots=True)
class TitleReading:
    """A title in the other language."""

    title: str
    language: Language
    state: str = "machine"


def mode_for(actor: Actor, asked: str | None) -> Mode:
    """Return how somebody reads: as asked in the address, else in the one language that they read, else as written."""
    for mode in MODES:
        if asked == mode:
            return mode
    only = parse_language(next(iter(actor.reads))) if len(actor.reads) == 1 else None
    return only or "original"


def wanted_language(mode: Mode, written: str, ui: Language) -> Language | None:
    """Return the language in which a text is wanted besides that in which it was written; None for none."""
    if mode == "original":
        return None
    target = ui if mode == "both" else mode
    return target if target != written else None
