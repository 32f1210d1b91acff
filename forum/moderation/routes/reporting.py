"""Reporting a post, and deciding on what was reported."""

from flask import flash
from flask import make_response
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.web import current_actor
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.watching import keep_reading
from forum.moderation import commands
from forum.moderation.forms import CasesQuery
from forum.moderation.forms import DecisionForm
from forum.moderation.forms import ReportForm
from forum.moderation.policy import can_report
from forum.moderation.queries.reports import Case
from forum.moderation.queries.reports import author_of
from forum.moderation.queries.reports import cases_page
from forum.moderation.queries.reports import get_case
from forum.moderation.routes.blueprint import blueprint

UNPROCESSABLE = 422


@blueprint.get("/posts/<id:post_id>/reports/new")
@access("member")
def new_report(post_id: int) -> str:
    """Ask what is wrong with a post."""
    topic, post = _reportable(post_id)
    keep_reading(current_actor(), topic.id, audience=topic.audience, city_id=topic.city_id)
    return render_template("moderation/new_report.html", topic=topic, post=post, form=ReportForm(formdata=None))


@blueprint.post("/posts/<id:post_id>/reports")
@access("member")
def create_report(post_id: int) -> Response:
    """Tell RIL about a post."""
    topic, post = _reportable(post_id)
    form = ReportForm()
    if not form.validate():
        keep_reading(current_actor(), topic.id, audience=topic.audience, city_id=topic.city_id)
        page = render_template("moderation/new_report.html", topic=topic, post=post, form=form)
        return make_response(page, UNPROCESSABLE)
    commands.report_post(current_actor(), post_id, reason=form.reason.data, note=form.note.data or "")
    flash(_("Thank you. The RIL team will look at it."), "ok")
    return redirect(f"/posts/{post_id}", 303)


@blueprint.get("/moderation")
@access("lead")
def show_desk() -> str:
    """Show the posts that wait for a decision, or those decided."""
    values = parse_query(CasesQuery)
    actor = current_actor()
    state = values["state"] or "open"
    return render_template(
        "moderation/show_desk.html",
        page=cases_page(actor, state=state, after=values["after"], before=values["before"]),
        state=state,
    )


@blueprint.get("/reports/<id:report_id>")
@access("lead")
def show_report(report_id: int) -> str:
    """Show one case whole: the post, who reported it and why, and what may become of it."""
    return _case_page(get_case(current_actor(), report_id), DecisionForm(formdata=None))


@blueprint.post("/reports/<id:report_id>/decision")
@access("lead")
def create_decision(report_id: int) -> Response:
    """Decide on a case."""
    form = DecisionForm()
    case = get_case(current_actor(), report_id)
    if not form.validate():
        return make_response(_case_page(case, form), UNPROCESSABLE)
    try:
        commands.close_report(current_actor(), report_id, outcome=form.outcome.data, answer=form.reason.data or "")
    except Invalid as refusal:
        form.refuse(refusal)
        return make_response(_case_page(case, form), UNPROCESSABLE)
    flash(_("Decided."), "ok")
    return redirect(url_for("moderation.show_desk"), 303)


def _reportable(post_id: int) -> tuple[Topic, Post]:
    actor = current_actor()
    topic, post = get_post(actor, post_id)
    require(can_report(actor, topic, post))
    return topic, post


def _case_page(case: Case, form: DecisionForm) -> str:
    keep_reading(current_actor(), case.topic_id, audience=case.audience, city_id=case.room_city_id)
    return render_template("moderation/show_report.html", case=case, author=author_of(case), form=form)
