"""What waits for a decision, and what was decided."""

from flask import render_template

from forum.certification.queries import find_stage
from forum.certification.queries import stages_in_order
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.desk.forms import DecidedQuery
from forum.desk.forms import DecisionForm
from forum.desk.forms import QueueQuery
from forum.desk.labels import KINDS
from forum.desk.queries.appeal import get_appeal
from forum.desk.queries.decided import decided_page
from forum.desk.queries.decided import find_decision
from forum.desk.queries.queue import Wanted
from forum.desk.queries.queue import goal_in_hours
from forum.desk.queries.queue import queue_page
from forum.desk.queries.rows import case_rows
from forum.desk.routes.answering import appeal_page
from forum.desk.routes.answering import case_page
from forum.desk.routes.answering import filters_of
from forum.desk.routes.blueprint import blueprint
from forum.moderation.queries.reports import get_case


@blueprint.get("/moderation")
@access("lead")
def show_desk() -> str:
    """Show what waits for a decision, the most urgent first."""
    values = parse_query(QueueQuery)
    actor = current_actor()
    stage = find_stage(values["stage"]) if values["stage"] else None
    city = find_city(values["city"]) if values["city"] and actor.is_staff else None
    if (values["stage"] and stage is None) or (values["city"] and actor.is_staff and city is None):
        raise Invalid
    wanted = Wanted(
        kind=values["kind"] or None,
        city_id=city.id if city is not None else None,
        stage_id=stage.id if stage is not None else None,
        language=values["lang"] if values["lang"] in {"es", "pt"} else None,
        mine=bool(values["mine"]),
        oldest=values["order"] == "oldest",
    )
    found = queue_page(actor, wanted, after=values["after"], before=values["before"])
    return render_template(
        "desk/show_desk.html",
        page=found.page.holding(case_rows(actor, found.page.items)),
        total=found.total,
        oldest=found.oldest,
        goal=goal_in_hours(),
        values=values,
        kinds=KINDS,
        stages=stages_in_order(),
        cities=all_cities() if actor.is_staff else (),
        narrowed=any(values[name] for name in ("kind", "stage", "city", "mine")) or wanted.language is not None,
        done=find_decision(actor, values["done"]),
        back=filters_of(values),
    )


@blueprint.get("/moderation/decided")
@access("lead")
def list_decided() -> str:
    """Show what was decided, with what may still be taken back."""
    values = parse_query(DecidedQuery)
    page = decided_page(current_actor(), after=values["after"], before=values["before"])
    return render_template("desk/list_decided.html", page=page)


@blueprint.get("/moderation/appeals/<id:appeal_id>")
@access("staff")
def show_appeal(appeal_id: int) -> str:
    """Show an appeal with the act that it is against."""
    return appeal_page(get_appeal(current_actor(), appeal_id), DecisionForm(formdata=None))


@blueprint.get("/reports/<id:report_id>")
@access("lead")
def show_report(report_id: int) -> str:
    """Show one reported post whole: who reported it and why, what is known, and what may become of it."""
    return case_page(get_case(current_actor(), report_id), DecisionForm(formdata=None))
