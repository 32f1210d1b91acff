"""How large files are, in words."""

from typing import Final

from babel.numbers import format_decimal

from forum.core.languages import to_locale

#: As the file managers of the offices count, in which people look first.
_STEP: Final = 1024
_UNITS: Final = ("KB", "MB", "GB")


def size_text(size: int, language: str) -> str:
    """Return a number of bytes in words: `38 KB`, `1,2 MB`; never less than one KB."""
    value, unit = size / _STEP, 0
    while round(value) >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    digits = "#,##0.#" if unit and value < 10 else "#,##0"
    return f"{format_decimal(max(1, value), format=digits, locale=to_locale(language))} {_UNITS[unit]}"
