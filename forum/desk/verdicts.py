"""What a form of the desk says, and what an outcome is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from forum.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a form of the desk says besides the outcome."""

    reason: str = ""
    city_id: int | None = None
    until: datetime | None = None
    body: str = ""
    base: str = ""
    to_topic_id: int | None = None


#: A decision that says nothing but its outcome.
PLAIN: Final = Verdict()

#: What was so before the decision, and is needed to take it back: ids and states, never words.
Was = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An act that decides on a case, within the transaction of the desk, and the one that takes it back."""

    decide: Callable[[Actor, int, Verdict], Was]
    take_back: Callable[[Actor, int, Was], None]
