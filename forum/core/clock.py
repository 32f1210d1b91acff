"""The one source of time."""

from datetime import UTC
from datetime import datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)
