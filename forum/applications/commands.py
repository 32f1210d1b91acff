"""A city's wish to take part, and RIL's answer."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from forum.accounts.login_names import fold_address
from forum.accounts.login_names import parse_address
from forum.accounts.queries.telling import staff_to_tell
from forum.applications.events import ApplicationAnswered
from forum.applications.events import ApplicationReceived
from forum.applications.events import ApplicationReopened
from forum.applications.models import Application
from forum.applications.policy import can_apply
from forum.applications.policy import can_see_applications
from forum.applications.queries import find_by_request
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit

#: A town hall behind one address, or a workshop where several cities apply together.
PER_NETWORK: Final = Limit("application", 20, 3600)
PER_ADDRESS: Final = Limit("application-mail", 3, 86400)
#: Every application is mailed to RIL: whoever floods the form must not flood them.
PER_SITE: Final = Limit("application-all", 200, 86400)


@dataclass(frozen=True, slots=True)
class NewApplication:
    """What somebody wrote on the page Sumate / Participe."""

    city_name: str
    country: str
    population: int | None
    contact_name: str
    contact_role: str
    email: str
    message: str
    language: str


def apply(actor: Actor, wish: NewApplication, *, network: str, request_id: str | None = None) -> Application:
    """Keep a city's wish and owe RIL a letter about it; the same form sent twice is one application.

    Raises Invalid for what is no e-mail address, TooMany beyond the limits.
    """
    email = parse_address(wish.email)
    try:
        with transaction():
            require(can_apply(actor))
            found = find_by_request(request_id)
            if found is not None:
                return found
            hit(PER_SITE, "all")
            hit(PER_NETWORK, network)
            hit(PER_ADDRESS, fold_address(email))
            row = Application(
                city_name=wish.city_name,
                country=wish.country,
                population=wish.population,
                contact_name=wish.contact_name,
                contact_role=wish.contact_role,
                email=email,
                message=wish.message,
                language=wish.language,
                request_id=request_id or None,
            )
            session.add(row)
            session.flush()
            record(actor, ApplicationReceived(row.id))
            for user_id, language in staff_to_tell():
                queue_mail(
                    "applications.received", user_id=user_id, language=language, params={"application_id": row.id}
                )
            return row
    except IntegrityError:
        # The same form arrived twice at the same moment; the other one is kept.
        found = find_by_request(request_id)
        if found is None:
            raise
        return found


def answer_application(actor: Actor, application_id: int, *, outcome: str, answer: str) -> None:
    """Accept or decline, and answer by mail; Conflict when somebody else did already."""
    with transaction():
        require(can_see_applications(actor))
        row = session.get(Application, application_id, with_for_update=True)
        if row is None:
            raise NotFound
        if row.state != "new":
            raise Conflict(_l("Somebody else has answered this already."))
        if outcome not in {"accepted", "declined"}:
            raise Invalid(field="outcome")
        if not answer.strip():
            raise Invalid(_l("Write the answer: the person will read it."), field="answer")
        row.state = outcome
        row.answer = answer
        row.answered_by_id = actor.id
        row.answered_at = clock.now()
        record(actor, ApplicationAnswered(row.id), after={"state": outcome})
        queue_mail("applications.answered", address=row.email, language=row.language, params={"application_id": row.id})


def reopen_application(actor: Actor, application_id: int) -> None:
    """Take an answer back: a letter that is not sent yet is not sent, and the application waits again."""
    with transaction():
        require(can_see_applications(actor))
        row = session.get(Application, application_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        if row.state == "new":
            raise Conflict(_l("This case waits for a decision already."))
        before, row.state, row.answer = row.state, "new", ""
        row.answered_by_id = row.answered_at = None
        record(actor, ApplicationReopened(row.id), before={"state": before})
