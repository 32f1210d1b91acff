"""Reading cities: few and on every page, so kept in memory until one changes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from forum.cities.models import City
from forum.cities.models import CityDomain
from forum.cities.models import CityStage
from forum.cities.policy import can_see_city_stage
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.text import fold
from forum.core.versions import cached_by_reference


@dataclass(frozen=True, slots=True)
class CityView:
    """A city as pages show it."""

    id: int
    slug: str
    name: str
    country: str
    country_code: str
    monogram: str
    tone: int
    cut: int
    language: str
    time_zone: str
    stage_id: int | None
    shares_stage: bool
    shows_members_publicly: bool
    is_demo: bool
    archived: bool


@cached_by_reference
def all_cities() -> tuple[CityView, ...]:
    """Return every city, by name. Who may see them is the caller's question."""
    rows = session.execute(
        select(
            City.id,
            City.slug,
            City.name,
            City.country,
            City.country_code,
            City.monogram,
            City.tone,
            City.cut,
            City.language,
            City.time_zone,
            City.stage_id,
            City.shares_stage,
            City.shows_members_publicly,
            City.is_demo,
            City.archived,
        )
    )
    return tuple(sorted((CityView(*tuple(row)) for row in rows), key=lambda city: fold(city.name)))


@cached_by_reference
def _by_id() -> dict[int, CityView]:
    return {city.id: city for city in all_cities()}


def city_by_id(city_id: int | None) -> CityView | None:
    """Return a city by id, or None."""
    return _by_id().get(city_id) if city_id is not None else None


def find_city(slug: str) -> CityView | None:
    """Return a city by slug, or None."""
    return next((city for city in all_cities() if city.slug == slug), None)


def get_city(slug: str) -> CityView:
    """Return a city by slug; NotFound when there is none."""
    found = find_city(slug)
    if found is None:
        raise NotFound
    return found


def lock_city_row(city_id: int) -> City:
    """Return the row of a city as it is now, locked until the commit; NotFound when there is none."""
    row = session.get(City, city_id, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise NotFound
    return row


@dataclass(frozen=True, slots=True)
class Profile:
    """What a city's own page says beyond its name."""

    id: int
    official_name: str
    local_government: str
    head_title: str
    region: str
    region_code: str
    population: int | None
    population_year: int | None
    latitude: float | None
    longitude: float | None
    #: For RIL only.
    to_confirm: str
    stage_id: int | None
    domains: tuple[str, ...]


@cached_by_reference
def profiles() -> dict[int, Profile]:
    """Return what pages say of each city. Who may see a city is the caller's question."""
    domains: dict[int, list[str]] = {}
    listed = select(CityDomain.city_id, CityDomain.domain).order_by(CityDomain.domain)
    for city_id, domain in session.execute(listed):
        domains.setdefault(city_id, []).append(domain)
    rows = session.execute(
        select(
            City.id,
            City.official_name,
            City.local_government,
            City.head_title,
            City.region,
            City.region_code,
            City.population,
            City.population_year,
            City.latitude,
            City.longitude,
            City.to_confirm,
            City.stage_id,
        )
    )
    return {
        row.id: Profile(
            row.id,
            row.official_name,
            row.local_government,
            row.head_title,
            row.region,
            row.region_code,
            row.population,
            row.population_year,
            row.latitude,
            row.longitude,
            row.to_confirm,
            row.stage_id,
            tuple(domains.get(row.id, ())),
        )
        for row in rows
    }


def shared_domains(city_id: int) -> dict[str, list[str]]:
    """Return domain → names of the other cities that list it too: nobody is admitted by those."""
    everybody = profiles()
    found: dict[str, list[str]] = {}
    for domain in everybody[city_id].domains:
        others = [city.name for city in all_cities() if city.id != city_id and domain in everybody[city.id].domains]
        if others:
            found[domain] = others
    return found


def stage_of(actor: Actor, city: CityView) -> int | None:
    """Return the id of a city's stage if the actor may know it."""
    return city.stage_id if can_see_city_stage(actor, city.id, city.shares_stage) else None


def cities_with_domain(domain: str) -> list[int]:
    """Return the ids of the cities that list a domain: one admits, two are for RIL to decide."""
    return list(session.scalars(select(CityDomain.city_id).where(CityDomain.domain == domain)))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a journey: which stage, since when."""

    stage_id: int
    since: date
    note: str


@cached_by_reference
def journey_of(city_id: int) -> tuple[Step, ...]:
    """Return a city's history, oldest first. The caller asks whether the actor may see it."""
    rows = session.execute(
        select(CityStage.stage_id, CityStage.since, CityStage.note)
        .where(CityStage.city_id == city_id)
        .order_by(CityStage.since, CityStage.id)
    )
    return tuple(Step(row.stage_id, row.since, row.note) for row in rows)


def cities_past(actor: Actor, position: int, positions: dict[int, int]) -> list[CityView]:
    """Return the cities that are beyond a stage and whose stage the actor may know.

    `positions` maps a stage's id to its place in the journey.
    """
    return [
        city
        for city in all_cities()
        if not city.archived
        and (stage_id := stage_of(actor, city)) is not None
        and positions.get(stage_id, 0) > position
    ]


def cities_at(actor: Actor, stage_id: int) -> list[CityView]:
    """Return the cities that stand at a stage and whose stage the actor may know."""
    return [city for city in all_cities() if not city.archived and stage_of(actor, city) == stage_id]
