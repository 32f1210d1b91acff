"""Invented people: some per city, the same ones each time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from typing import Final

from forum.accounts.commands.demonstration import DemoPerson
from forum.accounts.commands.demonstration import add_demo_person
from forum.accounts.passwords import hash_password
from forum.accounts.queries import to_actor
from forum.cities.queries import CityView
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.demo import PASSWORD

_NAMES: Final = Path(__file__).with_name("data") / "names.json"
#: Addresses of the sign-ins (a domain that nobody can own).
SIGN_INS: Final = ("es", "pt", "lead", "moderator", "admin")
PER_CITY: Final = 3


class People:
    """Who speaks for which city."""

    def __init__(self, cities: list[CityView]) -> None:
        """Add everybody; the five sign-ins come first."""
        by_slug = {city.slug: city for city in cities}
        password = hash_password(PASSWORD)
        self.moderator = _add("Inés Aguirre", "moderator", "es", site_role="moderator", password_hash=password)
        self.admin = _add("Otávio Brandão", "admin", "pt", site_role="administrator", password_hash=password)
        rionegro, recife = by_slug["rionegro"], by_slug["recife"]
        lead = _add("Teresa Olarte", "lead", "es", city=rionegro, city_role="lead", password_hash=password)
        member = _add("Mateo Giraldo", "es", "es", city=rionegro, password_hash=password, shown_publicly=True)
        other = _add("Helena Falcão", "pt", "pt", city=recife, password_hash=password, shown_publicly=True)
        self.of_city: dict[str, list[Actor]] = {rionegro.name: [member, lead], recife.name: [other]}
        self.sign_ins = [member, other, lead]
        names = _names()
        for city in cities:
            team = self.of_city.setdefault(city.name, [])
            while len(team) < PER_CITY:
                team.append(_add_member(city, names, first=not any(a.is_lead for a in team)))
        self._turn = 0

    def speak_for(self, city: str) -> Actor:
        """Return somebody of a city; a different one each time."""
        self._turn += 1
        team = self.of_city[city]
        return team[self._turn % len(team)]

    def lead_of(self, city: str) -> Actor:
        """Return a lead of a city."""
        return next(actor for actor in self.of_city[city] if actor.is_lead)


def _names() -> dict[str, Iterator[tuple[str, str]]]:
    data: dict[str, Any] = json.loads(_NAMES.read_text(encoding="utf-8"))
    return {language: _combine(data[language], data["roles"][language]) for language in ("es", "pt")}


def _combine(parts: dict[str, list[str]], roles: list[str]) -> Iterator[tuple[str, str]]:
    first, last = parts["first"], parts["last"]
    for number in range(len(first) * len(last)):
        shift = number // len(first)
        name = f"{first[number % len(first)]} {last[(number * 5 + shift) % len(last)]}"
        yield name, roles[number % len(roles)]


def _add_member(city: CityView, names: dict[str, Iterator[tuple[str, str]]], *, first: bool) -> Actor:
    name, role = next(names[city.language])
    handle = "".join(character for character in name.lower() if character.isascii() and character.isalpha())
    return _add(
        name,
        f"{handle}.{city.slug}",
        city.language,
        city=city,
        city_role="lead" if first else "member",
        team_role=role,
        shown_publicly=city.shows_members_publicly,
    )


def _add(name: str, address: str, language: str, *, city: CityView | None = None, **more: Any) -> Actor:
    person = DemoPerson(name, f"{address}@demo.example", language, city_id=city.id if city else None, **more)
    return to_actor(add_demo_person(SYSTEM, person))
