"""Slow mode: how often each member may write in a topic now."""

from datetime import datetime
from datetime import timedelta
from typing import Final
from typing import Protocol

from forum.core import clock

#: A week. What should be slower is better closed.
SLOWEST: Final = 7 * 24 * 60


class Paced(Protocol):
    """What says how often one may write: a topic, as a row or as its page has it."""

    @property
    def slow_minutes(self) -> int | None:
        """Return between how many minutes; None for any time."""

    @property
    def slow_until(self) -> datetime | None:
        """Return until when; None for good."""


def pace_of(topic: Paced) -> int | None:
    """Return the minutes between two replies of a member as it is now; None where slow mode is off or over."""
    if topic.slow_until is not None and topic.slow_until <= clock.now():
        return None
    return topic.slow_minutes


def may_write_at(topic: Paced, last: datetime | None) -> datetime | None:
    """Return when who wrote last at a moment may write again in a topic in slow mode; None for now."""
    minutes = pace_of(topic)
    if minutes is None or last is None:
        return None
    again_at = last + timedelta(minutes=minutes)
    return again_at if again_at > clock.now() else None
