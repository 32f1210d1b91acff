"""People."""

from functools import cache
from itertools import count

from forum.accounts.commands.admission import admit_user
from forum.accounts.commands.registration import new_user
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.accounts.passwords import hash_password
from forum.accounts.queries import to_actor
from forum.cities.models import City
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from tests.factories.cities import make_city

#: The password of every person whom a factory makes.
PASSWORD = "tres plazas y un mercado"
_numbers = count(1)


@cache
def _hash() -> str:
    return hash_password(PASSWORD)


def make_user(
    name: str | None = None,
    *,
    city: City | None = None,
    role: str = "member",
    email: str | None = None,
    language: str = "es",
    reads: str = "both",
    state: str = "active",
    shown_publicly: bool = False,
    shown_outside: bool = False,
) -> User:
    """Add a member (or `lead`) of a city; `state` may also be `pending` or `suspended`."""
    number = next(_numbers)
    with transaction():
        user = new_user(name or f"Persona {number}", email or f"p{number}@example.org", _hash(), language)
        user.reads_spanish = reads in {"both", "es"}
        user.reads_portuguese = reads in {"both", "pt"}
        user.shown_publicly = shown_publicly
        user.shown_outside = shown_outside
        if state == "pending":
            session.add(AdmissionRequest(user_id=user.id, city_text="Pueblo Chico"))
        else:
            home = city or make_city()
            admit_user(SYSTEM, user, home.id, role)
            user.state = state
            if state == "suspended":
                user.suspended_reason = "Razón de prueba"
    return user


def make_staff(name: str | None = None, *, role: str = "moderator", language: str = "es") -> User:
    """Add somebody of RIL: a moderator or an administrator."""
    number = next(_numbers)
    with transaction():
        user = new_user(name or f"Equipo {number}", f"ril{number}@example.org", _hash(), language)
        user.state = "active"
        user.site_role = role
    return user


def act(user: User) -> Actor:
    """Return what somebody may do, as a request of theirs would have it."""
    session.rollback()
    return to_actor(session.get_one(User, user.id))
