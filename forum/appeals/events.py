"""What happened to appeals."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class AppealMade(Fact):
    """Somebody appealed against an act on them."""

    bumps = ()
    appeal_id: int


@dataclass(frozen=True)
class AppealDecided(Fact):
    """RIL decided on an appeal."""

    bumps = ()
    audited = True
    appeal_id: int
    user_id: int


@dataclass(frozen=True)
class AppealReopened(Fact):
    """A decision on an appeal was taken back."""

    bumps = ()
    audited = True
    appeal_id: int
    user_id: int
