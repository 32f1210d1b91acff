"""What was done to somebody, and their appeal."""

from flask import Blueprint
from flask import flash
from flask import make_response
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.appeals.commands import appeal
from forum.appeals.forms import ActsQuery
from forum.appeals.forms import AppealForm
from forum.appeals.queries.own import get_own_act
from forum.appeals.queries.own import own_acts_page
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.web import current_actor

blueprint = Blueprint("appeals", __name__)
_UNPROCESSABLE = 422


@blueprint.get("/settings/acts")
@access("account")
def list_acts() -> str:
    """List what was done to somebody and to what they wrote, with the reasons."""
    values = parse_query(ActsQuery)
    page = own_acts_page(current_actor(), after=values["after"], before=values["before"])
    return render_template("appeals/list_acts.html", page=page)


@blueprint.get("/settings/acts/<id:event_id>/appeal")
@access("account")
def new_appeal(event_id: int) -> str:
    """Ask what somebody says against an act."""
    act = get_own_act(current_actor(), event_id)
    if not act.open:
        raise NotFound
    return render_template("appeals/new_appeal.html", act=act, form=AppealForm(formdata=None))


@blueprint.post("/settings/acts/<id:event_id>/appeal")
@access("account")
def create_appeal(event_id: int) -> Response:
    """Keep an appeal: RIL decides on it."""
    act = get_own_act(current_actor(), event_id)
    form = AppealForm()
    if not form.validate():
        return make_response(render_template("appeals/new_appeal.html", act=act, form=form), _UNPROCESSABLE)
    try:
        appeal(current_actor(), event_id, text=form.text.data)
    except Invalid as refusal:
        form.refuse(refusal)
        return make_response(render_template("appeals/new_appeal.html", act=act, form=form), _UNPROCESSABLE)
    flash(_("Your appeal has arrived. RIL looks at it, and a letter tells you the answer."), "ok")
    return redirect(url_for("appeals.list_acts"), 303)
