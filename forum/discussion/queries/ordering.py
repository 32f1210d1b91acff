"""The orders of lists, and the keys by which their pages begin."""

from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import or_

from forum.core.errors import Invalid
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.discussion.models import Topic

_BAD_ADDRESS: Final = _l("This page address is not valid.")


def order_of(view: str) -> list[tuple[Any, type]]:
    """Return the columns that order a list, and the types of their values in a cursor."""
    if view == "top":
        return [(Topic.score, int), (Topic.id, int)]
    if view == "oldest":
        return [(Topic.created_at, str), (Topic.id, int)]
    return [(Topic.last_post_at, str), (Topic.id, int)]


def key_of(cursor: str | None, view: str) -> list[Any] | None:
    """Return the key in a cursor, texts made moments; Invalid for one that nobody was given."""
    key = decode_cursor(cursor, *(kind for _column, kind in order_of(view)))
    if key is None:
        return None
    values: list[Any] = []
    for value in key:
        if not isinstance(value, str):
            values.append(value)
            continue
        try:
            moment = datetime.fromisoformat(value)
            values.append(moment.astimezone(UTC))
        except (ValueError, OverflowError, OSError):
            raise Invalid(_BAD_ADDRESS) from None
        if moment.tzinfo is None:
            raise Invalid(_BAD_ADDRESS)
    return values


def beyond(columns: Sequence[Any], values: Sequence[Any], *, down: bool) -> ColumnElement[bool]:
    """Return what lies beyond a key; the first part alone lets an index be used."""
    (first, second), (a, b) = columns, values
    if down:
        return and_(first <= a, or_(first < a, second < b))
    return and_(first >= a, or_(first > a, second > b))


def cursor_of(row: Any, view: str) -> str:
    """Return the cursor of a row of the base query in a list's order."""
    if view == "top":
        return encode_cursor(row.score, row.topic_id)
    moment = row.opened_at if view == "oldest" else row.last_post_at
    return encode_cursor(moment.isoformat(), row.topic_id)
