"""The two languages, and their names on each surface.

Stored and in addresses: `es`, `pt`; catalogue: `es`, `pt_BR`; HTML, feeds and mail: `es`, `pt-BR`.
There is no third language.
"""

from collections.abc import Iterable
from typing import Final
from typing import Literal

Language = Literal["es", "pt"]

LANGUAGES: Final[tuple[Language, ...]] = ("es", "pt")
DEFAULT: Final[Language] = "es"

_LOCALES: Final[dict[str, str]] = {"es": "es", "pt": "pt_BR"}
_HTML: Final[dict[str, str]] = {"es": "es", "pt": "pt-BR"}


def parse_language(spelling: str | None) -> Language | None:
    """Return `es` or `pt` for any usual spelling (`pt-BR`, `pt_br`, `ES-419`), else None."""
    head = (spelling or "").strip().lower().replace("_", "-").split("-")[0]
    if head == "es":
        return "es"
    return "pt" if head == "pt" else None


def to_locale(language: str) -> str:
    """Return the name of the message catalogue."""
    return _LOCALES.get(language, _LOCALES[DEFAULT])


def to_html(language: str) -> str:
    """Return the BCP 47 tag for `lang` attributes, feeds and mail."""
    return _HTML.get(language, _HTML[DEFAULT])


def other(language: str) -> Language:
    """Return the other of the two languages."""
    return "pt" if language == "es" else "es"


def negotiate(accepted: Iterable[str]) -> Language:
    """Return the first language of a browser's list that the forum speaks."""
    for spelling in accepted:
        language = parse_language(spelling)
        if language:
            return language
    return DEFAULT
