"""Taking a case, handing it over, deciding on it and taking the decision back."""

from datetime import datetime

from flask import flash
from flask import make_response
from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from forum.core import formatting
from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.desk import commands
from forum.desk.forms import BackQuery
from forum.desk.forms import ClaimForm
from forum.desk.forms import DecisionForm
from forum.desk.forms import HandOverForm
from forum.desk.forms import UndoForm
from forum.desk.labels import KINDS
from forum.desk.queries.appeal import get_appeal
from forum.desk.queries.colleagues import colleagues_of
from forum.desk.queries.queue import find_case
from forum.desk.queries.rows import CaseRow
from forum.desk.queries.rows import case_rows
from forum.desk.routes.answering import appeal_page
from forum.desk.routes.answering import back_to_desk
from forum.desk.routes.answering import case_page
from forum.desk.routes.answering import decision_page
from forum.desk.routes.answering import form_of
from forum.desk.routes.blueprint import blueprint
from forum.desk.verdicts import Verdict
from forum.discussion.commands.editing import EditConflict
from forum.discussion.queries.moving import find_topic_named
from forum.discussion.queries.moving import names_a_topic
from forum.moderation.queries.reports import get_case

UNPROCESSABLE = 422


@blueprint.post("/moderation/cases/<slug:kind>/<id:case_id>/decision")
@access("lead")
def create_decision(kind: str, case_id: int) -> Response:
    """Decide on a case."""
    _require_kind(kind)
    form = form_of(kind)
    if not form.validate():
        return _asked_again(kind, case_id, form, Invalid())
    try:
        verdict = Verdict(
            reason=form.reason.data or "",
            city_id=form.city_id.data,
            until=_end_of(form),
            body=form.body.data or "",
            base=form.base.data or "",
            to_topic_id=_topic_named(form),
        )
        made = commands.decide(current_actor(), kind, case_id, outcome=form.outcome.data, verdict=verdict)
    except (Invalid, EditConflict) as refusal:
        form.refuse(refusal)
        if isinstance(refusal, EditConflict):
            form.base.data = refusal.base
        return _asked_again(kind, case_id, form, refusal)
    return back_to_desk(form.back.data, done=made.id)


@blueprint.get("/moderation/cases/<slug:kind>/<id:case_id>/decision/new")
@access("lead")
def new_decision(kind: str, case_id: int) -> str:
    """Ask for the words of a decision that needs some."""
    row = _waiting(kind, case_id)
    return decision_page(row, form_of(kind, back=parse_query(BackQuery)["back"]))


@blueprint.post("/moderation/decisions/<id:decision_id>/removal")
@access("lead")
def delete_decision(decision_id: int) -> Response:
    """Take a decision back: its case waits again."""
    form = UndoForm()
    if not form.validate():
        raise Invalid
    commands.take_back(current_actor(), decision_id)
    flash(_("Undone. The case waits again."), "ok")
    return back_to_desk(form.back.data)


@blueprint.post("/moderation/cases/<slug:kind>/<id:case_id>/claim")
@access("lead")
def create_claim(kind: str, case_id: int) -> Response:
    """Take a case to look at it."""
    _require_kind(kind)
    form = ClaimForm()
    if not form.validate():
        raise Invalid
    commands.claim(current_actor(), kind, case_id)
    return back_to_desk(form.back.data)


@blueprint.post("/moderation/cases/<slug:kind>/<id:case_id>/takeover")
@access("lead")
def create_takeover(kind: str, case_id: int) -> Response:
    """Take a case from the colleague who looks at it."""
    _require_kind(kind)
    form = ClaimForm()
    if not form.validate():
        raise Invalid
    commands.take_over(current_actor(), kind, case_id)
    return back_to_desk(form.back.data)


@blueprint.post("/moderation/cases/<slug:kind>/<id:case_id>/claim/removal")
@access("lead")
def delete_claim(kind: str, case_id: int) -> Response:
    """Put a case back on the desk for all."""
    _require_kind(kind)
    form = ClaimForm()
    if not form.validate():
        raise Invalid
    commands.release(current_actor(), kind, case_id)
    return back_to_desk(form.back.data)


@blueprint.get("/moderation/cases/<slug:kind>/<id:case_id>/handover/new")
@access("lead")
def new_handover(kind: str, case_id: int) -> str:
    """Ask which colleague is to decide on a case."""
    row = _waiting(kind, case_id)
    form = _handover_form(HandOverForm(formdata=None, back=parse_query(BackQuery)["back"]))
    return render_template("desk/new_handover.html", kind=kind, row=row, form=form)


@blueprint.post("/moderation/cases/<slug:kind>/<id:case_id>/handover")
@access("lead")
def create_handover(kind: str, case_id: int) -> Response:
    """Ask a colleague to decide on a case."""
    row = _waiting(kind, case_id)
    form = _handover_form(HandOverForm())
    if not form.validate():
        page = render_template("desk/new_handover.html", kind=kind, row=row, form=form)
        return make_response(page, UNPROCESSABLE)
    commands.hand_over(current_actor(), kind, case_id, colleague_id=form.colleague_id.data, note=form.note.data or "")
    flash(_("Handed over. A letter tells them."), "ok")
    return back_to_desk(form.back.data)


def _require_kind(kind: str) -> None:
    if kind not in KINDS:
        raise NotFound


def _waiting(kind: str, case_id: int) -> CaseRow:
    """Return a case that waits for a decision of whoever asks; NotFound for any other."""
    row = find_case(current_actor(), kind, case_id)
    if row is None:
        raise NotFound
    return case_rows(current_actor(), [row])[0]


def _handover_form(form: HandOverForm) -> HandOverForm:
    form.colleague_id.choices = colleagues_of(current_actor())
    return form


def _asked_again(kind: str, case_id: int, form: DecisionForm, refusal: ForumError) -> Response:
    """Show the page of a reported post or of an appeal again; or the one that asks for words."""
    if kind == "report":
        return make_response(case_page(get_case(current_actor(), case_id), form), UNPROCESSABLE)
    if kind == "appeal":
        return make_response(appeal_page(get_appeal(current_actor(), case_id), form), UNPROCESSABLE)
    row = find_case(current_actor(), kind, case_id)
    if row is None:
        raise refusal
    return make_response(decision_page(case_rows(current_actor(), [row])[0], form), UNPROCESSABLE)


def _topic_named(form: DecisionForm) -> int | None:
    """Return the topic that a post should go to; Invalid when the form names none that is open to the actor."""
    if form.outcome.data != "moved":
        return None
    number = names_a_topic(form.to_topic.data or "")
    topic = find_topic_named(current_actor(), number) if number is not None else None
    if topic is None:
        raise Invalid(_l("There is no such topic, or it is not open to you."), field="to_topic")
    return topic.id


def _end_of(form: DecisionForm) -> datetime | None:
    """Return the end of the chosen day where the moderator is."""
    return formatting.end_of_day(form.until.data, current_actor().time_zone) if form.until.data else None
