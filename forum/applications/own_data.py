"""What applications hold of a person: the contact whom a city named."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.models import User
from forum.applications.models import Application
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import empty_rows

_CONTACT: Final = {"contact_name": "", "contact_role": "", "email": ""}
_FIELDS: Final = {
    "city_name": _l("City"),
    "country": _l("Country"),
    "population": _l("Inhabitants"),
    "contact_name": _l("First and last name"),
    "contact_role": _l("Area and role"),
    "email": _l("E-mail address"),
    "message": _l("What you wrote"),
    "language": _l("Language"),
    "state": _l("State"),
    "answer": _l("Answer"),
    "created_at": _l("When"),
    "answered_at": _l("Answered"),
}


def _applications(actor: Actor) -> Iterator[Row]:
    """Return the applications with the address of the account, which is confirmed."""
    folded = select(User.email_folded).where(User.id == actor.id).scalar_subquery()
    columns = [getattr(Application, name) for name in _FIELDS]
    rows = session.execute(select(*columns).where(func.lower(Application.email) == folded).order_by(Application.id))
    return (row._asdict() for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Take the contact out; that the city applied is the city's."""
    session.execute(update(Application).where(_from(leaver)).values(**_CONTACT))
    for row in session.scalars(select(Application).where(Application.message != "")):
        row.message = leaver.eraser.papers(row.message, row.language)


def _from(leaver: Leaver) -> ColumnElement[bool]:
    return func.lower(Application.email).in_([address.lower() for address in leaver.addresses])


def _forget_contacts(moment: datetime) -> int:
    return empty_rows(Application, (Application.answered_at < moment) & (Application.email != ""), _CONTACT)


PART: Final = Part(
    sections=(Section("applications", _l("Applications of a city with your address"), _FIELDS, _applications),),
    anonymise=_anonymise,
    rules=(
        Rule(
            "applications.contacts",
            _l("Contact of a city whose application was answered"),
            timedelta(days=730),
            _l("A city may come back to it in the next round. That it applied stays."),
            _forget_contacts,
        ),
    ),
)
