"""People of the demonstration: invented, marked, and removable as a whole."""

from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.admission import admit_user
from forum.accounts.commands.registration import new_user
from forum.accounts.models import User
from forum.accounts.policy import can_load_demo
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require

#: Behind each invented name, wherever it shows.
MARK = " (demo)"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person; without a password nobody can sign in as them."""

    name: str
    email: str
    language: str
    city_id: int | None = None
    city_role: str = "member"
    site_role: str = "member"
    team_role: str = ""
    password_hash: str | None = None
    shown_publicly: bool = False


def add_demo_person(actor: Actor, person: DemoPerson) -> User:
    """Add an invented person, active from now on."""
    with transaction():
        require(can_load_demo(actor))
        user = new_user(person.name, person.email, person.password_hash, person.language)
        user.name = person.name + MARK
        user.is_demo = True
        user.team_role = person.team_role
        user.shown_publicly = user.shown_outside = person.shown_publicly
        user.mail_replies = user.mail_mentions = user.mail_late = False
        if person.city_id is None:
            user.state, user.site_role = "active", person.site_role
        else:
            admit_user(actor, user, person.city_id, person.city_role)
        return user


def let_demo_mail(actor: Actor) -> None:
    """Let those who can sign in have mail from now on: what was loaded before told nobody."""
    with transaction():
        require(can_load_demo(actor))
        for user in session.scalars(select(User).where(User.is_demo.is_(True), User.password_hash.is_not(None))):
            user.mail_replies = user.mail_mentions = user.mail_late = True


def remove_demo_people(actor: Actor) -> int:
    """Remove all invented people; return how many. What they wrote must be gone before."""
    with transaction():
        require(can_load_demo(actor))
        number = session.scalar(select(func.count(User.id)).where(User.is_demo.is_(True))) or 0
        session.execute(delete(User).where(User.is_demo.is_(True)))
        return number
