"""What happened at the desk, beside the acts of the packages whose cases they were."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class CaseHandedOver(Fact):
    """Somebody asked a colleague to decide on a case."""

    bumps = ()
    audited = True
    claim_id: int
    user_id: int


@dataclass(frozen=True)
class DecisionTakenBack(Fact):
    """A decision was undone, and its case waits again."""

    bumps = ()
    audited = True
    decision_id: int
