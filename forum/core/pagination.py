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
from sqlalchemy import Select

from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.errors import Invalid

T = TypeVar("T")
S = TypeVar("S")
PAGE_SIZE: Final = 30
_CURSOR: Final = re.compile(r"[A-Za-z0-9_\-]{1,300}")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the cursors of the newer and older ones (None where there are none)."""

    items: Sequence[T]
    newer: str | None = None
    older: str | None = None

    def holding(self, items: Sequence[S]) -> "Page[S]":
        """Return the page with what was made of its rows in their place."""
        return Page(items, self.newer, self.older)


def page_by_id(
    query: Select[*tuple[Any, ...]], column: Any, *, after: str | None, before: str | None = None, size: int = PAGE_SIZE
) -> Page[Any]:
    """Return a page of a query's rows, the highest id first. `column` is that id; it comes as a last value, `page_key`."""
    older_than = decode_cursor(after, int)
    newer_than = decode_cursor(before, int) if older_than is None else None
    query = query.add_columns(column.label("page_key"))
    if older_than is not None:
        query = query.where(column < older_than[0])
    if newer_than is not None:
        query = query.where(column > newer_than[0])
    order = column.desc() if newer_than is None else column.asc()
    rows = list(session.execute(query.order_by(order).limit(size + 1)).all())
    more = len(rows) > size
    rows = rows[:size]
    if newer_than is not None:
        rows.reverse()
    has_newer = more if newer_than is not None else older_than is not None
    has_older = more or newer_than is not None
    return Page(
        rows,
        newer=encode_cursor(rows[0].page_key) if rows and has_newer else None,
        older=encode_cursor(rows[-1].page_key) if rows and has_older else None,
    )


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
