"""The cities to which somebody who waits may be admitted."""

from forum.accounts.policy import can_invite
from forum.cities.queries import all_cities
from forum.core.actor import Actor


def cities_to_admit_to(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of the cities whose people the actor admits."""
    return [
        (city.id, f"{city.name}, {city.country}")
        for city in all_cities()
        if not city.archived and can_invite(actor, city.id)
    ]
