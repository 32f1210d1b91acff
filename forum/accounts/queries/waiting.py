"""Those who wait to be admitted."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect
from sqlalchemy import Select
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.accounts.policy import decidable_requests
from forum.cities.domains import domain_of
from forum.cities.queries import profiles
from forum.core.actor import Actor
from forum.core.casework import SOON
from forum.core.casework import case_columns
from forum.core.db import session


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits to be admitted."""

    id: int
    user_id: int
    name: str
    email: str | None
    city_text: str
    reason: str
    city_id: int | None
    created_at: datetime


def people_waiting(actor: Actor) -> list[Waiting]:
    """Return those who wait and on whom the actor may decide, longest wait first."""
    query = (
        select(
            AdmissionRequest.id,
            User.id,
            User.name,
            User.email,
            AdmissionRequest.city_text,
            AdmissionRequest.reason,
            AdmissionRequest.city_id,
            AdmissionRequest.created_at,
        )
        .join(User, User.id == AdmissionRequest.user_id)
        .where(AdmissionRequest.state == "waiting", User.state == "pending", decidable_requests(actor))
        .order_by(AdmissionRequest.id)
        .limit(200)
    )
    return [Waiting(*row) for row in session.execute(query)]


def waiting_admissions(actor: Actor) -> Select[Any]:
    """Return the same people as cases of the desk: they are kept from taking part until somebody decides."""
    columns = case_columns(
        "admission",
        AdmissionRequest.id,
        urgency=SOON,
        since=AdmissionRequest.created_at,
        city_id=AdmissionRequest.city_id,
        language=User.ui_language,
        title=AdmissionRequest.city_text,
        text=AdmissionRequest.reason,
        person_id=User.id,
    )
    return (
        select(*columns)
        .join(User, User.id == AdmissionRequest.user_id)
        .where(AdmissionRequest.state == "waiting", User.state == "pending", decidable_requests(actor))
    )


def count_of_waiting(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, on how many people who wait the actor may decide."""
    return (
        select(func.count())
        .select_from(AdmissionRequest)
        .join(User, User.id == AdmissionRequest.user_id)
        .where(AdmissionRequest.state == "waiting", User.state == "pending", decidable_requests(actor))
        .scalar_subquery()
    )


def find_own_request(actor: Actor) -> AdmissionRequest | None:
    """Return what somebody who waits asked for, and what was decided."""
    return session.scalar(select(AdmissionRequest).where(AdmissionRequest.user_id == (actor.id or 0)))


def cities_that_share(people: Iterable[Waiting]) -> dict[int, list[int]]:
    """Return request id → the cities that list the domain of the address, where they are several: RIL decides."""
    found = cities_of_requests({person.id: person.email for person in people})
    return {request_id: cities for request_id, cities in found.items() if len(cities) > 1}


def cities_of_requests(addresses: Mapping[int, str | None]) -> dict[int, list[int]]:
    """Return request id → the cities that list the domain of its address."""
    if not addresses:
        return {}
    listed: dict[str, list[int]] = {}
    for city_id, profile in profiles().items():
        for domain in profile.domains:
            listed.setdefault(domain, []).append(city_id)
    return {request_id: listed.get(domain_of(email or "") or "", []) for request_id, email in addresses.items()}
