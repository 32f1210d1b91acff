"""What an answer gave away besides its words: statements that ran, rows that were written, its shape."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from sqlalchemy import event
from werkzeug.test import TestResponse

from forum.core.db import db

_WRITE = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
#: What differs from one answer to the next by itself: tokens, ids of forms and requests, moments.
_RANDOM = re.compile(
    r'(?<=name="csrf_token" value=")[^"]*|(?<=name="request_id" value=")[^"]*|(?<=content=")[^"]{60,120}(?=")'
)
_OWN_HEADERS = frozenset({"X-Request-Id", "Content-Length", "Set-Cookie", "Date"})


@dataclass
class Traffic:
    """The statements of a request, and those writes that were committed."""

    statements: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


@contextmanager
def traffic() -> Iterator[Traffic]:
    """Watch the database while requests are answered."""
    seen = Traffic()
    open_writes: dict[int, list[str]] = {}

    def on_statement(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.statements.append(statement)
        if _WRITE.match(statement):
            open_writes.setdefault(id(connection), []).append(statement)

    def on_commit(connection: Any) -> None:
        seen.written.extend(open_writes.pop(id(connection), []))

    def on_rollback(connection: Any) -> None:
        open_writes.pop(id(connection), None)

    engine = db.engine
    listeners = (("before_cursor_execute", on_statement), ("commit", on_commit), ("rollback", on_rollback))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield seen
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)


def shape_of(response: TestResponse, address: str) -> tuple[int, str, tuple[str, ...]]:
    """Return what must be equal in two answers that tell nothing apart: status, words, names of headers."""
    body = response.get_data(as_text=True).replace(address, "…")
    quoted = address.replace("/", "%2F")
    body = _RANDOM.sub("", body.replace(quoted, "…"))
    names = tuple(sorted({name for name, _value in response.headers}))
    fixed = tuple(f"{n}: {v}" for n, v in sorted(response.headers) if n not in _OWN_HEADERS and address not in v)
    return response.status_code, body, (*names, *fixed)
