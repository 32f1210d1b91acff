"""The one source of time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC
from datetime import datetime

_PRETENDED: ContextVar[datetime | None] = ContextVar("pretended moment", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _PRETENDED.get() or datetime.now(UTC)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Let the commands inside happen at another moment: the demonstration has a past."""
    token = _PRETENDED.set(moment)
    try:
        yield
    finally:
        _PRETENDED.reset(token)
