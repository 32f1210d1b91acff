"""The log of acts, questions without a reply, people who are suspended."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from flask import render_template
from flask_babel import lazy_gettext as _l

from forum.certification.queries import find_stage
from forum.certification.queries import stages_in_order
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core import formatting
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.moderation.forms import LogQuery
from forum.moderation.forms import UnansweredQuery
from forum.moderation.labels import act_label
from forum.moderation.queries.log import Wanted
from forum.moderation.queries.log import kinds_of_log
from forum.moderation.queries.log import log_page
from forum.moderation.queries.people import suspended_people
from forum.moderation.queries.unanswered import unanswered_page
from forum.moderation.routes.blueprint import blueprint


@blueprint.get("/moderation/log")
@access("lead")
def list_log() -> str:
    """List who did what, when and why."""
    values = parse_query(LogQuery)
    actor = current_actor()
    kinds = kinds_of_log()
    city = find_city(values["city"]) if values["city"] and actor.is_staff else None
    if (values["kind"] and values["kind"] not in kinds) or (values["city"] and actor.is_staff and city is None):
        raise Invalid(_l("This page address is not valid."))
    wanted = Wanted(
        kind=values["kind"] or None,
        handle=(values["person"] or "").removeprefix("@") or None,
        city_id=city.id if city else None,
        since=_midnight(values["since"]),
        until=_midnight(values["until"] + timedelta(days=1)) if values["until"] else None,
    )
    page = log_page(actor, wanted, after=values["after"], before=values["before"], language=ui_language())
    return render_template(
        "moderation/list_log.html",
        page=page,
        values=values,
        kinds=[(kind, act_label(kind)) for kind in kinds],
        cities=all_cities() if actor.is_staff else (),
        narrowed=any(values[name] for name in ("kind", "person", "city", "since", "until")),
    )


@blueprint.get("/moderation/unanswered")
@access("staff")
def list_unanswered() -> str:
    """List questions without a reply, the longest wait first, with the cities that could help."""
    values = parse_query(UnansweredQuery)
    stage = find_stage(values["stage"]) if values["stage"] else None
    if values["stage"] and stage is None:
        raise Invalid(_l("This page address is not valid."))
    page = unanswered_page(
        current_actor(),
        stage_id=stage.id if stage else None,
        language=values["lang"] if values["lang"] in {"es", "pt"} else None,
        after=values["after"],
        before=values["before"],
        ui_language=ui_language(),
    )
    return render_template(
        "moderation/list_unanswered.html",
        page=page,
        stage=stage,
        stages=stages_in_order(),
        language=values["lang"] or "all",
    )


@blueprint.get("/moderation/suspended")
@access("lead")
def list_suspended() -> str:
    """List who is suspended, until when and why."""
    return render_template("moderation/list_suspended.html", people=suspended_people(current_actor()))


def _midnight(day: date | None) -> datetime | None:
    """Return when a day begins where the reader is."""
    return datetime.combine(day, time.min, tzinfo=formatting.zone()).astimezone(UTC) if day else None
