"""What an address or a pressed button asks for, where no form is needed: small typed readers.

Whatever reads a request stands in core: paths in the converters of `core.web`, queries of several
parameters and forms in `core.forms`, the rest here. The rules are the same everywhere: of a parameter
given twice the first counts; one that nobody knows is as if it were not there; text that is too long or
has characters that may not be stored is, here, as if it were not there either.
"""

from collections.abc import Iterable
from typing import Final

from flask import request

from forum.core.text import is_clean

_LONGEST: Final = 500
#: More than any page of ours has; an address that is built again does not grow beyond it.
_MOST: Final = 20


def asked(name: str, *, limit: int = _LONGEST) -> str:
    """Return one parameter of the present address, or "" when it is missing or cannot be used."""
    text = request.args.get(name, "")
    return text if len(text) <= limit and is_clean(text) else ""


def asked_pairs() -> list[tuple[str, str]]:
    """Return the usable parameters of the present address, each name once, to build an address like it."""
    found = {
        name: text
        for name in list(request.args)[:_MOST]
        if len(name) <= _LONGEST and is_clean(name) and (text := asked(name))
    }
    return list(found.items())


def asks_for_anything() -> bool:
    """Tell whether the present address has a query at all."""
    return bool(request.query_string)


def pressed(button: str, value: str | None = None) -> bool:
    """Tell whether a form was sent by one of its further buttons; by default only its name counts."""
    if value is None:
        return button in request.form
    return request.form.get(button) == value


def pressed_values(buttons: Iterable[str]) -> dict[str, str]:
    """Return which of these buttons a form was sent by, and with what value."""
    return {name: text if is_clean(text) else "" for name in buttons if (text := request.form.get(name)) is not None}


def is_sent() -> bool:
    """Tell whether a form was sent; HEAD asks for what GET shows, so views that do both ask this."""
    return request.method == "POST"
