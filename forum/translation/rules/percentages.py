"""Percentages have an article in Spanish, *gastamos el 40 %*, and none in Portuguese: *gastamos 40 %*."""

import re
from collections.abc import Sequence
from typing import Final

from forum.core.languages import Language
from forum.translation.engines.protocol import mark
from forum.translation.rules.capitals import begun

#: What stands before, and what is left of it.
_LEFT: Final = {
    "el": "",
    "del": "de ",
    "al": "a ",
    "en el": "⟦em⟧ ",
    "por el": "⟦por⟧ ",
    "un": "",
    "de un": "de ",
    "a un": "a ",
    "en un": "⟦em⟧ ",
    "por un": "⟦por⟧ ",
}
#: *La evidencia del DM4*: what stands for a number loses its article, a name does not.
_ACRONYM: Final = re.compile(r"[A-ZÁÉÍÓÚ]{2,}\d*")
_CONTRACTED: Final = {"del": "⟦do⟧ ", "al": "⟦ao⟧ "}
#: *Bajó un 20 %* tells by how much, and is told otherwise.
_SHARE: Final = r"(?:en |por |de |a )un|(?:(?<=^)|(?<=[.,;:] )|(?<=\bque )|(?<=\by )|(?<=\bcasi )|(?<=\bsolo )|(?<=quedó )|(?<=quedaron )|(?<=queda )|(?<=quedan )|(?<=\bestá )|(?<=\bestán ))un"


def without_articles(text: str, fixed: Sequence[str], source: Language) -> str:
    """Return a Spanish passage without the articles of its percentages; `fixed` is what its marks stand for."""
    if source != "es":
        return text
    acronyms = "".join(mark(number) for number, piece in enumerate(fixed) if _ACRONYM.fullmatch(piece))
    if acronyms:
        text = re.sub(
            rf"(?<![\w⟦])(del|al) (?=[{acronyms}])",
            lambda found: begun(found[1], _CONTRACTED[found[1].lower()]),
            text,
            flags=re.IGNORECASE,
        )
    marks = "".join(mark(number) for number, piece in enumerate(fixed) if piece.endswith("%"))
    if not marks:
        return text
    pattern = rf"(?<![\w⟦])(en el|por el|del|el|al|{_SHARE}) (?=[{marks}](?! restante))"
    return re.sub(pattern, _left, text, flags=re.IGNORECASE)


def _left(found: re.Match[str]) -> str:
    return begun(found[1], _LEFT[found[1].lower()])
