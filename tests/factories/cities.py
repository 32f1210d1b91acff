"""Cities."""

from itertools import count

from forum.certification.queries import get_stage
from forum.cities.commands import create_city
from forum.cities.commands import set_city_stage
from forum.cities.commands import set_domains
from forum.cities.commands import share_stage
from forum.cities.models import City
from forum.core import clock
from forum.core.actor import SYSTEM

_numbers = count(1)


def make_city(
    name: str | None = None,
    *,
    country: str = "Colombia",
    country_code: str = "CO",
    language: str = "es",
    time_zone: str = "America/Bogota",
    domains: list[str] | None = None,
    stage: str | None = None,
    shares: bool = False,
    slug: str | None = None,
) -> City:
    """Add a city, perhaps with verified domains and a stage that it shares or not."""
    name = name or f"Ciudad {next(_numbers)}"
    values = {
        "name": name,
        "official_name": name,
        "country": country,
        "country_code": country_code,
        "language": language,
        "time_zone": time_zone,
    }
    city = create_city(SYSTEM, values | ({"slug": slug} if slug else {}))
    if domains:
        set_domains(SYSTEM, city.id, domains)
    if stage:
        set_city_stage(SYSTEM, city.id, stage_id=get_stage(stage).id, since=clock.now().date())
    if shares:
        share_stage(SYSTEM, city.id)
    return city
