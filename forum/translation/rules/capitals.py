"""Capitals: those that a moved pronoun left behind (*Fizemo-lo* becomes *O fizemos*), and those that a replacement takes over."""

import re
from typing import Final

from forum.core.languages import Language

_BEHIND: Final[dict[Language, re.Pattern[str]]] = {
    # Names may stand after *Se*, which is *if* in Portuguese.
    "pt": re.compile(r"(?<!\w)((?:Me|Nos|Lhes?|Os?|As?) )([A-ZÁÉÍÓÚ])(?=[^\W\d_A-Z]+(?:mos|ram|ou|ei|aram)(?!\w))"),
    "es": re.compile(r"(?<!\w)((?:Me|Te|Se|Nos|Les?) )([A-ZÁÉÍÓÚ])(?=[^\W\d_A-Z])"),
}


def after_pronouns(text: str, language: Language) -> str:
    """Return a text in which a verb after a pronoun at the beginning is written small."""
    return _BEHIND[language].sub(lambda found: found[1] + found[2].lower(), text)


def begun(was: str, made: str) -> str:
    """Return what stands for some words with the capital of what they were; what goes past the engine stands in marks."""
    if not was[:1].isupper():
        return made
    start = 1 if made.startswith("⟦") else 0
    return made[:start] + made[start : start + 1].upper() + made[start + 1 :]
