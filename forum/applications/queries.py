"""Reading applications: for RIL."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ScalarSelect
from sqlalchemy import Select
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import select

from forum.applications.models import Application
from forum.applications.policy import can_see_applications
from forum.core import settings
from forum.core.actor import Actor
from forum.core.casework import SOON
from forum.core.casework import case_columns
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require

#: The programme's own threshold. Nothing is refused by it: a smaller city took part.
settings.define(
    "applications.population",
    30_000,
    _l("Inhabitants below which whoever reviews an application is warned"),
    maximum=50_000_000,
)


def applications_page(
    actor: Actor, *, state: str | None = None, after: str | None = None, before: str | None = None
) -> Page[Application]:
    """Return applications, newest first."""
    require(can_see_applications(actor))
    query = select(Application)
    if state is not None:
        query = query.where(Application.state == state)
    found = page_by_id(query, Application.id, after=after, before=before)
    return found.holding([row.Application for row in found.items])


def get_application(actor: Actor, application_id: int) -> Application:
    """Return an application; NotFound when there is none or it is not for the actor."""
    require(can_see_applications(actor))
    row = session.get(Application, application_id)
    if row is None:
        raise NotFound
    return row


def is_small(application: Application) -> bool:
    """Tell whether the reviewer is warned: fewer inhabitants than the programme asks for."""
    threshold: int = settings.get_setting("applications.population")
    return application.population is not None and application.population < threshold


def find_by_request(request_id: str | None) -> Application | None:
    """Return the application that a form made, or None."""
    if not request_id:
        return None
    return session.scalar(select(Application).where(Application.request_id == request_id))


def waiting_applications(actor: Actor) -> Select[Any]:
    """Return the applications without an answer as cases of the desk."""
    columns = case_columns(
        "application",
        Application.id,
        urgency=SOON,
        since=Application.created_at,
        language=Application.language,
        title=Application.city_name,
        text=Application.message,
    )
    mine = (Application.state == "new") if can_see_applications(actor) else false()
    return select(*columns).where(mine)


def count_of_new() -> ScalarSelect[int]:
    """Return, as a part for another statement, how many applications wait for RIL."""
    return select(func.count()).select_from(Application).where(Application.state == "new").scalar_subquery()


def count_new(actor: Actor) -> int:
    """Return how many applications wait for an answer; 0 for whoever may not read them."""
    if not can_see_applications(actor):
        return 0
    return session.scalar(select(func.count()).select_from(Application).where(Application.state == "new")) or 0
