"""Who reads the numbers, and of what."""

from dataclasses import dataclass

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import rule


@rule("see_insights")
def can_see_insights(actor: Actor) -> Decision:
    """RIL and leads read numbers; which, is told by `sight_of`."""
    return ALLOWED if actor.is_staff or actor.is_lead else HIDDEN


@rule("roll_up")
def can_roll_up(actor: Actor) -> Decision:
    """Let the forum itself and administrators count afresh."""
    return allow_if(actor.is_system or actor.is_admin) if actor.is_member or actor.is_system else HIDDEN


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see of the numbers."""

    #: `all`, `open` or a country.
    part: str
    #: Whether numbers below five are left out.
    coarse: bool
    #: The only city that may be named; None for any.
    city_id: int | None
    #: Whether words that nobody found are shown, and where questions wait.
    follows_up: bool


def sight_of(actor: Actor, country_code: str | None) -> Sight:
    """Return what somebody may see: RIL everything, by country too; a lead what is open to every member.

    A lead chooses no country: in one there may be a single city, and then its numbers are those of that city.
    """
    if actor.is_staff:
        return Sight(part=country_code or "all", coarse=False, city_id=None, follows_up=True)
    return Sight(part="open", coarse=True, city_id=actor.city_id, follows_up=False)
