"""Pages by key, not by offset: a deep page costs what the first one costs."""

import base64
import binascii
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Final
from typing import Generic
from typing import TypeVar

from flask_babel import lazy_gettext as _l

from forum.core.db import LARGEST_ID
from forum.core.errors import Invalid

T = TypeVar("T")
PAGE_SIZE: Final = 30
_CURSOR: Final = re.compile(r"[A-Za-z0-9_\-]{1,300}")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the cursors of the newer and older ones (None where there are none)."""

    items: Sequence[T]
    newer: str | None = None
    older: str | None = None


def encode_cursor(*key: str | int | float | None) -> str:
    """Return an opaque cursor for the key of a row."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, *types: type) -> tuple[Any, ...] | None:
    """Return the key in a cursor, checked against types; None for no cursor, Invalid for a bad one."""
    if not cursor:
        return None
    bad = Invalid(_l("This page address is not valid."))
    if not _CURSOR.fullmatch(cursor):
        raise bad
    try:
        key = json.loads(
            base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, binascii.Error, RecursionError):
        raise bad from None
    if not isinstance(key, list) or len(key) != len(types):
        raise bad
    for value, kind in zip(key, types, strict=True):
        if type(value) is not kind:
            raise bad
        if isinstance(value, int) and abs(value) > LARGEST_ID:
            raise bad
        if isinstance(value, str) and ("\x00" in value or any("\ud800" <= c <= "\udfff" for c in value)):
            raise bad
        if isinstance(value, float) and not math.isfinite(value):
            raise bad
    return tuple(key)
