"""What happened about timers of topics."""

from dataclasses import dataclass
from typing import ClassVar

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class _TimerAct(Fact):
    """What a timer would do stands in the detail of the event: readers of the topic see it on the page."""

    bumps: ClassVar[tuple[str, ...]] = (versions.CONTENT, versions.TASKS)
    audited: ClassVar[bool] = True
    topic_id: int
    city_id: int | None


@dataclass(frozen=True)
class TimerSet(_TimerAct):
    """Something will happen to a topic at a moment."""


@dataclass(frozen=True)
class TimerRemoved(_TimerAct):
    """It will not."""


@dataclass(frozen=True)
class TimerRan(_TimerAct):
    """It happened, in the name of who had set it."""


@dataclass(frozen=True)
class TimerDropped(_TimerAct):
    """Its moment came, and nothing was done: the topic or who had set it (`user_id`) had changed meanwhile."""

    user_id: int


@dataclass(frozen=True)
class _Reminder(Fact):
    """Nobody else's business: the log of acts has none of it."""

    bumps: ClassVar[tuple[str, ...]] = (versions.TASKS,)
    topic_id: int
    user_id: int


@dataclass(frozen=True)
class ReminderSet(_Reminder):
    """Somebody wants to be reminded of a topic."""


@dataclass(frozen=True)
class ReminderRemoved(_Reminder):
    """They want it no more."""


@dataclass(frozen=True)
class ReminderCame(_Reminder):
    """The moment has come at which they wanted it."""
