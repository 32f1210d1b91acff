"""Who may see and change a city."""

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import rule


@rule("see_cities")
def can_see_cities(actor: Actor) -> Decision:
    """Members know which cities take part; visitors may not."""
    return ALLOWED if actor.is_member or actor.is_system else HIDDEN


@rule("create_city")
def can_create_city(actor: Actor) -> Decision:
    """RIL and the forum's own commands add cities."""
    if not can_see_cities(actor):
        return HIDDEN
    return allow_if(actor.is_staff or actor.is_system)


@rule("edit_city")
def can_edit_city(actor: Actor, city_id: int) -> Decision:  # noqa: ARG001 - the same for every city
    """RIL may change any city's data."""
    if not can_see_cities(actor):
        return HIDDEN
    return allow_if(actor.is_staff or actor.is_system)


@rule("lead_city")
def can_lead_city(actor: Actor, city_id: int) -> Decision:
    """Let the city's leads and RIL look after it: stage, sharing, people."""
    if not can_see_cities(actor):
        return HIDDEN
    return allow_if(actor.leads(city_id) or actor.is_staff or actor.is_system)


@rule("see_city_notes")
def can_see_city_notes(actor: Actor) -> Decision:
    """RIL reads what must still be confirmed about a city, and its verified domains."""
    return ALLOWED if actor.is_staff or actor.is_system else HIDDEN


@rule("see_city_stage")
def can_see_city_stage(actor: Actor, city_id: int, shares_stage: bool) -> Decision:  # noqa: FBT001 - a column's value
    """Show it to the city itself and RIL always; to the community when the city shares it."""
    if not can_see_cities(actor):
        return HIDDEN
    return ALLOWED if shares_stage or actor.is_staff or actor.is_system or actor.belongs_to(city_id) else HIDDEN
