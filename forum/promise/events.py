"""What happened about the service promise."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class TopicAssigned(Fact):
    """Somebody looks after a topic from now on. It is filed under a city when its own lead did it."""

    bumps = (versions.TASKS,)
    audited = True
    topic_id: int
    user_id: int
    city_id: int | None = None


@dataclass(frozen=True)
class CareEnded(Fact):
    """Nobody looks after a topic any more: it was done."""

    bumps = (versions.TASKS,)
    audited = True
    topic_id: int
    user_id: int
    city_id: int | None = None


@dataclass(frozen=True)
class HolidaysChanged(Fact):
    """An administrator changed the days off of a country."""

    bumps = (versions.REFERENCE,)
    audited = True


@dataclass(frozen=True)
class HelpAsked(Fact):
    """RIL asked somebody whether they can help with a topic."""

    bumps = ()
    audited = True
    topic_id: int
    user_id: int
