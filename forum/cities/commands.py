"""Adding and changing cities."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.certification.queries import stage_by_id
from forum.cities.checking import check
from forum.cities.checking import check_new
from forum.cities.domains import is_owned
from forum.cities.domains import parse_domain
from forum.cities.events import CityChanged
from forum.cities.events import CityCreated
from forum.cities.events import CityStageSet
from forum.cities.mark import cut_of
from forum.cities.mark import monogram_for
from forum.cities.mark import tone_of
from forum.cities.models import City
from forum.cities.models import CityDomain
from forum.cities.models import CityStage
from forum.cities.policy import can_create_city
from forum.cities.policy import can_edit_city
from forum.cities.policy import can_lead_city
from forum.cities.queries import lock_city_row
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import attempt
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.policy import require
from forum.core.text import is_clean
from forum.core.text import slugify

EDITABLE: Final = (
    "name",
    "official_name",
    "local_government",
    "head_title",
    "country",
    "country_code",
    "region",
    "region_code",
    "latitude",
    "longitude",
    "population",
    "population_year",
    "time_zone",
    "language",
    "to_confirm",
    "archived",
)
#: Domains that one city may list: a town hall and its agencies.
_MOST_DOMAINS: Final = 30
_LONGEST_NOTE: Final = 200


def create_city(actor: Actor, values: Mapping[str, Any]) -> City:
    """Add a city; its mark is generated and stays.

    Raises Conflict when the slug is taken, Invalid for an unknown language or time zone.
    """
    with transaction():
        require(can_create_city(actor))
        check_new(values)
        slug = values.get("slug") or slugify(values["name"], fallback="ciudad")
        if session.scalar(select(City.id).where(City.slug == slug)) is not None:
            raise Conflict(_l("There is already a city with this address."))
        taken = set(session.scalars(select(City.monogram)))
        city = City(
            slug=slug,
            monogram=monogram_for(values["name"], taken),
            tone=tone_of(slug, values["country_code"]),
            cut=cut_of(slug, values["country_code"]),
            is_demo=bool(values.get("is_demo", False)),
        )
        _apply(city, values)
        try:
            with attempt():
                session.add(city)
        except IntegrityError:
            # The same form was sent twice at the same moment.
            raise Conflict(_l("There is already a city with this address.")) from None
        record(actor, CityCreated(city.id))
        return city


def change_city(actor: Actor, city_id: int, values: Mapping[str, Any]) -> City:
    """Change a city's data."""
    with transaction():
        require(can_edit_city(actor, city_id))
        city = lock_city_row(city_id)
        check(values)
        _apply(city, values)
        record(actor, CityChanged(city.id))
        return city


def import_cities(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Add cities, and bring those that exist up to date: all of them or none. Return how many of each."""
    with transaction():
        require(can_create_city(actor))
        known = {row.slug: row.id for row in session.execute(select(City.slug, City.id))}
        for row in rows:
            if row["slug"] in known:
                change_city(actor, known[row["slug"]], row)
            else:
                create_city(actor, row)
    changed = sum(row["slug"] in known for row in rows)
    return len(rows) - changed, changed


def set_city_stage(actor: Actor, city_id: int, *, stage_id: int, since: date, note: str = "") -> None:
    """Set where a city stands, from a day on; the history is kept."""
    with transaction():
        require(can_lead_city(actor, city_id))
        city = lock_city_row(city_id)
        stage = stage_by_id(stage_id)
        if stage is None or stage.position == 0:
            raise Invalid(_l("Choose one of the seven stages."), field="stage")
        if since > clock.now().date() or since.year < 2020:
            raise Invalid(_l("The date must be in the past, and not before 2020."), field="since")
        if len(note) > _LONGEST_NOTE or not is_clean(note):
            raise Invalid(_l("At most %(max)d characters.", max=_LONGEST_NOTE), field="note")
        before = city.stage_id
        latest = select(CityStage.stage_id).where(CityStage.city_id == city.id)
        same = (CityStage.stage_id == stage_id, CityStage.since == since, CityStage.note == note)
        if session.scalar(latest.where(*same).limit(1)) is not None:
            return  # The form was sent twice, or says what is known already.
        session.add(CityStage(city_id=city.id, stage_id=stage_id, since=since, note=note))
        session.flush()
        city.stage_id = session.scalar(latest.order_by(CityStage.since.desc(), CityStage.id.desc()).limit(1))
        record(actor, CityStageSet(city.id, stage_id), before={"stage_id": before}, after={"stage_id": city.stage_id})


def share_stage(actor: Actor, city_id: int) -> None:
    """Let the whole community see where the city stands."""
    _set_flag(actor, city_id, "shares_stage", value=True)


def keep_stage_private(actor: Actor, city_id: int) -> None:
    """Let only the city and RIL see where it stands."""
    _set_flag(actor, city_id, "shares_stage", value=False)


def allow_public_names(actor: Actor, city_id: int) -> None:
    """Let visitors read the names of members who agreed to it, on public topics."""
    _set_flag(actor, city_id, "shows_members_publicly", value=True)


def refuse_public_names(actor: Actor, city_id: int) -> None:
    """Show members to visitors without name and city."""
    _set_flag(actor, city_id, "shows_members_publicly", value=False)


def set_domains(actor: Actor, city_id: int, domains: list[str]) -> None:
    """Replace a city's verified e-mail domains.

    Raises Invalid for one that is no host, a public suffix or a public mail provider.
    """
    with transaction():
        require(can_edit_city(actor, city_id))
        city = lock_city_row(city_id)
        if len(domains) > _MOST_DOMAINS:
            raise Invalid(_l("At most %(n)s domains.", n=_MOST_DOMAINS), field="domains")
        hosts: set[str] = set()
        for text in domains:
            host = parse_domain(text)
            if host is None or not is_owned(host):
                raise Invalid(_l("%(domain)s cannot be the domain of one city.", domain=text[:80]), field="domains")
            hosts.add(host)
        session.execute(delete(CityDomain).where(CityDomain.city_id == city.id, CityDomain.domain.not_in(hosts)))
        present = set(session.scalars(select(CityDomain.domain).where(CityDomain.city_id == city.id)))
        session.add_all([CityDomain(city_id=city.id, domain=host) for host in sorted(hosts - present)])
        record(actor, CityChanged(city.id))


def remove_demo_cities(actor: Actor) -> int:
    """Remove the cities that the demonstration added; return how many. Nothing may belong to them any more."""
    with transaction():
        require(can_create_city(actor))
        cities = session.scalars(select(City).where(City.is_demo.is_(True))).all()
        for city in cities:
            record(actor, CityChanged(city.id))
        session.execute(delete(City).where(City.id.in_([city.id for city in cities])))
        return len(cities)


def _set_flag(actor: Actor, city_id: int, column: str, *, value: bool) -> None:
    with transaction():
        require(can_lead_city(actor, city_id))
        city = lock_city_row(city_id)
        if getattr(city, column) == value:
            return
        setattr(city, column, value)
        record(actor, CityChanged(city.id), after={column: value})


def _apply(city: City, values: Mapping[str, Any]) -> None:
    for name in EDITABLE:
        if name in values:
            setattr(city, name, values[name])
    city.language = parse_language(city.language) or "es"
