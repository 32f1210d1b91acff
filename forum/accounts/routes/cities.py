"""The cities that somebody may choose for people."""

from flask_babel import gettext as _

from forum.accounts.policy import can_invite
from forum.cities.queries import all_cities
from forum.cities.queries import city_by_id
from forum.core.actor import Actor


def city_choices(actor: Actor) -> list[tuple[int, str]]:
    """Return (id, name) of the cities to which the actor may admit people; where there are several, none is preset."""
    cities = [
        (city.id, f"{city.name}, {city.country}")
        for city in all_cities()
        if not city.archived and can_invite(actor, city.id)
    ]
    return cities if len(cities) == 1 else [(0, _("Choose a city")), *cities]


def city_name(city_id: int | None) -> str:
    """Return *City, Country*, or "" for none."""
    city = city_by_id(city_id)
    return f"{city.name}, {city.country}" if city else ""
