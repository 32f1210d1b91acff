"""Pages by key, not by offset: a deep page costs what the first one costs."""

import base64
import binascii
import json
import math
import re
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any
from typing import Final
from typing import Generic
from typing import TypeVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import or_

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


@dataclass(frozen=True, slots=True)
class Key:
    """A column by which a list is ordered, and under which name its value stands in a row."""

    column: Any
    name: str
    #: `int`, `str`, `float`, `date` or `datetime`.
    kind: type = int
    #: The highest first.
    falls: bool = True


def page_by_id(
    query: Select[*tuple[Any, ...]], column: Any, *, after: str | None, before: str | None = None, size: int = PAGE_SIZE
) -> Page[Any]:
    """Return a page of a query's rows, the highest id first. `column` is that id; it comes as a last value, `page_key`."""
    keyed = query.add_columns(column.label("page_key"))
    return page_by_key(keyed, [Key(column, "page_key")], after=after, before=before, size=size)


def page_by_key(
    query: Select[*tuple[Any, ...]],
    keys: Sequence[Key],
    *,
    after: str | None,
    before: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[Any]:
    """Return a page of a query's rows in the order of some columns, of which the last tells any two rows apart."""
    at = _key_in(after, keys)
    forwards = at is not None or not before
    if not forwards:
        at = _key_in(before, keys)
    if at is not None:
        query = query.where(_beyond(keys, at, forwards=forwards))
    order = [key.column.desc() if key.falls == forwards else key.column.asc() for key in keys]
    rows = list(session.execute(query.order_by(*order).limit(size + 1)).all())
    more = len(rows) > size
    rows = rows[:size] if forwards else rows[:size][::-1]
    has_newer = at is not None if forwards else more
    has_older = more if forwards else True
    return Page(
        rows,
        newer=_cursor_of(rows[0], keys) if rows and has_newer else None,
        older=_cursor_of(rows[-1], keys) if rows and has_older else None,
    )


def _beyond(keys: Sequence[Key], at: Sequence[Any], *, forwards: bool) -> ColumnElement[bool]:
    """Return what comes after the row with a key, or before it; the bound of the first column lets an index be used."""
    same: list[ColumnElement[bool]] = []
    found: list[ColumnElement[bool]] = []
    for key, value in zip(keys, at, strict=True):
        found.append(and_(*same, key.column < value if key.falls == forwards else key.column > value))
        same.append(key.column == value)
    first, bound = keys[0], at[0]
    within = first.column <= bound if first.falls == forwards else first.column >= bound
    return and_(within, or_(*found)) if len(keys) > 1 else found[0]


def _cursor_of(row: Any, keys: Sequence[Key]) -> str:
    values = (getattr(row, key.name) for key in keys)
    return encode_cursor(*(value.isoformat() if isinstance(value, date) else value for value in values))


def _key_in(cursor: str | None, keys: Sequence[Key]) -> list[Any] | None:
    """Return the values in a cursor, days and moments as such; Invalid for one that nobody was given."""
    values = decode_cursor(cursor, *(str if issubclass(key.kind, date) else key.kind for key in keys))
    if values is None:
        return None
    return [_PARSE[key.kind](value) if key.kind in _PARSE else value for key, value in zip(keys, values, strict=True)]


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


def moment_in(text: str) -> datetime:
    """Return the moment that stands in a cursor as text; Invalid for one that nobody was given."""
    bad = Invalid(_l("This page address is not valid."))
    try:
        moment = datetime.fromisoformat(text)
        found = moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise bad from None
    if moment.tzinfo is None:
        raise bad
    return found


def _day_in(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(_l("This page address is not valid.")) from None


#: How days and moments are read from a cursor.
_PARSE: Final[Mapping[type, Callable[[str], date]]] = {datetime: moment_in, date: _day_in}
