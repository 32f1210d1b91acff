"""Letting people in: at once by the domain of their address, or by the decision of RIL and leads."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.events import AdmissionPassedOn
from forum.accounts.events import AdmissionRequested
from forum.accounts.events import AdmissionTakenBack
from forum.accounts.events import UserAdmitted
from forum.accounts.events import UserRefused
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.accounts.policy import can_admit
from forum.accounts.queries import get_user
from forum.accounts.queries import lock_user
from forum.accounts.queries.telling import leads_to_tell
from forum.accounts.queries.telling import staff_to_tell
from forum.cities.domains import domain_of
from forum.cities.queries import all_cities
from forum.cities.queries import cities_with_domain
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.text import fold


def admit(actor: Actor, request_id: int, *, city_id: int, answer: str = "") -> None:
    """Admit somebody who waits to a city and tell them by mail."""
    with transaction():
        waiting = _waiting(request_id)
        require(can_admit(actor, waiting.city_id))
        require(can_admit(actor, city_id))
        user = get_user(waiting.user_id)
        waiting.answer = answer
        admit_user(actor, user, city_id)
        queue_mail("accounts.admitted", user_id=user.id, language=user.ui_language, params={"request_id": waiting.id})


def refuse(actor: Actor, request_id: int, *, answer: str) -> None:
    """Refuse somebody who waits, with a reason that they are told."""
    with transaction():
        waiting = _waiting(request_id)
        require(can_admit(actor, waiting.city_id))
        user = get_user(waiting.user_id)
        waiting.state = "refused"
        waiting.answer = answer
        waiting.decided_by_id = actor.id
        waiting.decided_at = clock.now()
        record(actor, UserRefused(user.id), reason=answer)
        queue_mail("accounts.refused", user_id=user.id, language=user.ui_language, params={"request_id": waiting.id})


def take_back(actor: Actor, request_id: int, *, city_id: int | None) -> None:
    """Take back what was decided on somebody: they wait again, in the sight of the city that they waited for.

    A letter that is not sent yet is not sent; one that is, is not undone: the next decision writes another.
    """
    with transaction():
        row = session.get(AdmissionRequest, request_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        require(can_admit(actor, row.city_id))
        user = lock_user(row.user_id)
        if row.state == "waiting":
            raise Conflict(_l("This case waits for a decision already."))
        if row.state == "admitted":
            require(can_admit(actor, user.city_id))
            if user.state != "active" or user.site_role != "member" or user.city_role != "member":
                raise Conflict(_l("This account has changed since. The decision stands."))
            user.state, user.city_id, user.city_role = "pending", None, None
        row.state, row.city_id, row.answer = "waiting", city_id, ""
        row.decided_by_id = row.decided_at = None
        record(actor, AdmissionTakenBack(user.id, city_id))


def assign_request(actor: Actor, request_id: int, *, city_id: int) -> None:
    """Pass somebody who waits on to the leads of a city, who are told."""
    with transaction():
        waiting = _waiting(request_id)
        require(can_admit(actor, waiting.city_id))
        if city_by_id(city_id) is None:
            raise NotFound
        if waiting.city_id == city_id:
            return
        waiting.city_id = city_id
        record(actor, AdmissionPassedOn(waiting.user_id, city_id))
        _tell(waiting, leads_to_tell(city_id))


def admit_user(actor: Actor, user: User, city_id: int, city_role: str = "member") -> None:
    """Make somebody an active member of a city, within the open transaction."""
    city = city_by_id(city_id)
    if city is None:
        raise NotFound
    if city.archived:
        raise Conflict(_l("This city takes no new members any more."))
    user.state = "active"
    user.city_id = city_id
    user.city_role = city_role
    user.time_zone = city.time_zone
    waiting = session.scalar(select(AdmissionRequest).where(AdmissionRequest.user_id == user.id))
    if waiting is not None:
        waiting.state = "admitted"
        waiting.decided_at = clock.now()
        waiting.decided_by_id = actor.id
    record(actor, UserAdmitted(user.id, city_id))


def admit_by_domain(user: User, row: SignUp) -> None:
    """Admit whose address is at the domain of exactly one city; anybody else waits, and those who decide are told."""
    cities = [
        city_id
        for city_id in cities_with_domain(domain_of(row.email) or "")
        if (city := city_by_id(city_id)) is not None and not city.archived
    ]
    if len(cities) == 1:
        admit_user(SYSTEM, user, cities[0])
        return
    # Two cities with one domain: RIL decides, whichever of them the person names.
    city_id = None if cities else _city_named(row.city_text)
    waiting = AdmissionRequest(user_id=user.id, city_text=row.city_text, reason=row.reason, city_id=city_id)
    session.add(waiting)
    session.flush()
    record(SYSTEM, AdmissionRequested(user.id, city_id))
    _tell(waiting, staff_to_tell() + (leads_to_tell(city_id) if city_id is not None else []))


def _tell(waiting: AdmissionRequest, people: list[tuple[int, str]]) -> None:
    """Owe a letter to each of (id, language)."""
    for user_id, language in people:
        queue_mail("accounts.somebody_waits", user_id=user_id, language=language, params={"request_id": waiting.id})


def _city_named(text: str) -> int | None:
    """Return the one city of that name, so that its leads see the request too."""
    wanted = {fold(text).strip(), fold(text.partition(",")[0]).strip()}
    found = [city.id for city in all_cities() if not city.archived and fold(city.name) in wanted]
    return found[0] if len(found) == 1 else None


def _waiting(request_id: int) -> AdmissionRequest:
    row = session.get(AdmissionRequest, request_id, with_for_update=True)
    if row is None:
        raise NotFound
    if row.state != "waiting":
        raise Conflict(_l("Somebody else has decided this already."))
    return row
