"""What waits for whom."""

from flask import render_template
from flask_babel import lazy_gettext as _l

from forum.certification.queries import find_stage
from forum.certification.queries import stages_in_order
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.promise.forms import WaitingQuery
from forum.promise.labels import LISTS
from forum.promise.queries.calendars import promised_days
from forum.promise.queries.lists import Wanted
from forum.promise.queries.lists import stale_days
from forum.promise.queries.lists import waiting_page
from forum.promise.routes.blueprint import blueprint


@blueprint.get("/moderation/unanswered")
@access("staff")
def list_waiting() -> str:
    """List the questions that wait for an answer, for RIL or for who asked, and what one looks after oneself."""
    values = parse_query(WaitingQuery)
    stage = find_stage(values["stage"]) if values["stage"] else None
    city = find_city(values["city"]) if values["city"] else None
    if (values["stage"] and stage is None) or (values["city"] and city is None):
        raise Invalid(_l("This page address is not valid."))
    wanted = Wanted(
        name=values["list"] or "unanswered",
        stage_id=stage.id if stage is not None else None,
        language=values["lang"] if values["lang"] in {"es", "pt"} else None,
        city_id=city.id if city is not None else None,
    )
    found = waiting_page(
        current_actor(), wanted, after=values["after"], before=values["before"], ui_language=ui_language()
    )
    return render_template(
        "promise/list_waiting.html",
        found=found,
        page=found.page,
        lists=LISTS,
        name=wanted.name,
        values=values,
        stages=stages_in_order(),
        cities=all_cities(),
        days=promised_days(),
        stale=stale_days(),
        narrowed=stage is not None or city is not None or wanted.language is not None,
    )
