"""What an address or a pressed button asks for, where no form is needed: small typed readers.

Whatever reads a request stands in core: paths in the converters of `core.web`, queries of several
parameters and forms in `core.forms`, the rest here. The rules are the same everywhere: of a parameter
given twice the first counts; one that nobody knows is as if it were not there; text that is too long or
has characters that may not be stored is, here, as if it were not there either.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from flask import request

from forum.core.db import LARGEST_ID
from forum.core.text import is_clean

_LONGEST: Final = 500
#: More than any page of ours has; an address that is built again does not grow beyond it.
_MOST: Final = 20
#: More than an id has.
_DIGITS: Final = 10


def asked(name: str, *, limit: int = _LONGEST) -> str:
    """Return one parameter of the present address, or "" when it is missing or cannot be used."""
    text = request.args.get(name, "")
    return text if len(text) <= limit and is_clean(text) else ""


def asked_ids(name: str, *, most: int) -> list[int]:
    """Return the ids that the present address gives under one name, in their order, each once; the first `most` of them."""
    found = {
        int(text)
        for text in request.args.getlist(name)
        if text.isascii() and text.isdecimal() and len(text) <= _DIGITS and 0 < int(text) <= LARGEST_ID
    }
    return sorted(found)[:most]


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


def local_path(text: str | None) -> str:
    """Return a path of this site to go on to, or "" for anything that could lead elsewhere."""
    path = text or ""
    if not path.startswith("/") or len(path) > _LONGEST:
        return ""
    # Browsers read a backslash as a slash, and leave out tabs and line ends: `/\\t/evil` would be `//evil`.
    if "\\" in path or path.startswith("//") or any(c.isspace() or not c.isprintable() for c in path):
        return ""
    try:
        parts = urlsplit(path)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else path
