"""The log of acts, and people who are suspended."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any

from flask import Response
from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core import formatting
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.reading_limits import SEARCHES
from forum.core.reading_limits import reads
from forum.core.sheets import to_csv
from forum.core.web import current_actor
from forum.core.web import no_store
from forum.core.web import ui_language
from forum.moderation.forms import LogQuery
from forum.moderation.labels import act_label
from forum.moderation.queries.log import Entry
from forum.moderation.queries.log import Wanted
from forum.moderation.queries.log import kinds_of_log
from forum.moderation.queries.log import log_entries
from forum.moderation.queries.log import log_page
from forum.moderation.queries.people import suspended_people
from forum.moderation.routes.blueprint import blueprint


@blueprint.get("/moderation/log")
@access("lead")
def list_log() -> str:
    """List who did what, when and why."""
    values = parse_query(LogQuery)
    actor = current_actor()
    wanted = _wanted(values)
    page = log_page(actor, wanted, after=values["after"], before=values["before"], language=ui_language())
    return render_template(
        "moderation/list_log.html",
        page=page,
        values=values,
        kinds=[(kind, act_label(kind)) for kind in kinds_of_log()],
        cities=all_cities() if actor.is_staff else (),
        narrowed=any(values[name] for name in ("kind", "person", "city", "since", "until")),
    )


@blueprint.get("/moderation/log.csv")
@access("lead")
@reads(SEARCHES)
def show_log_csv() -> Response:
    """Give the same acts as a file for spreadsheets."""
    entries = log_entries(current_actor(), _wanted(parse_query(LogQuery)), language=ui_language())
    head = [
        _("When"),
        _("Who"),
        _("What"),
        _("About what"),
        _("City"),
        _("Before the act"),
        _("After the act"),
        _("Why"),
    ]
    answer = Response(to_csv([head, *(_cells(entry) for entry in entries)]), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=_("log-of-acts") + ".csv")
    return no_store(answer)


@blueprint.get("/moderation/suspended")
@access("lead")
def list_suspended() -> str:
    """List who is suspended, until when and why."""
    return render_template("moderation/list_suspended.html", people=suspended_people(current_actor()))


def _wanted(values: dict[str, Any]) -> Wanted:
    """Return which acts an address asks for; Invalid for what there is not."""
    actor = current_actor()
    city = find_city(values["city"]) if values["city"] and actor.is_staff else None
    unknown = values["kind"] and values["kind"] not in kinds_of_log()
    if unknown or (values["city"] and actor.is_staff and city is None):
        raise Invalid(_l("This page address is not valid."))
    return Wanted(
        kind=values["kind"] or None,
        handle=(values["person"] or "").removeprefix("@") or None,
        city_id=city.id if city else None,
        since=_midnight(values["since"]),
        until=_midnight(values["until"] + timedelta(days=1)) if values["until"] else None,
    )


def _cells(entry: Entry) -> list[str]:
    """Return an act as a line of the file."""
    who = _("The forum itself") if entry.person is None else entry.person.name or _("Former member")
    words = (entry.label, entry.subject, entry.city_name, entry.before, entry.after, entry.reason)
    return [formatting.datetime_text(entry.created_at), who, *(str(word) for word in words)]


def _midnight(day: date | None) -> datetime | None:
    """Return when a day begins where the reader is."""
    return datetime.combine(day, time.min, tzinfo=formatting.zone()).astimezone(UTC) if day else None
