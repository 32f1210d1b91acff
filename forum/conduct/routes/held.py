"""Texts that wait for a yes, and taking one's own back."""

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.conduct.commands.holding import withdraw_held
from forum.conduct.forms import PageQuery
from forum.conduct.forms import RejectionForm
from forum.conduct.queries.held import HeldRow
from forum.conduct.queries.held import get_held
from forum.conduct.queries.held import held_page
from forum.conduct.queries.held import published
from forum.conduct.routes.blueprint import blueprint
from forum.conduct.watching import keep_held_reading
from forum.core.access import access
from forum.core.casework import decide_case
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor


@blueprint.get("/moderation/held")
@access("lead")
def list_held() -> str:
    """List what waits, longest first."""
    asked = parse_query(PageQuery)
    found = held_page(current_actor(), after=asked["after"], before=asked["before"])
    return render_template("conduct/list_held.html", page=found)


@blueprint.get("/moderation/held/<id:held_id>")
@access("lead")
def show_held(held_id: int) -> Response:
    """Show a text that waits, whole."""
    return _held_page(get_held(current_actor(), held_id), RejectionForm(formdata=None))


@blueprint.post("/moderation/held/<id:held_id>/approval")
@access("lead")
def create_approval(held_id: int) -> Response:
    """Publish a text as its author."""
    actor = current_actor()
    decide_case(actor, "held", held_id, outcome="approved")
    flash(_("Published. Its author is told."), "ok")
    return redirect(f"/posts/{published(actor, held_id)}", 303)


@blueprint.post("/moderation/held/<id:held_id>/rejection")
@access("lead")
def create_rejection(held_id: int) -> Response:
    """Publish a text not, with a reason for its author."""
    form = RejectionForm()
    actor = current_actor()
    if not form.validate():
        return _held_page(get_held(actor, held_id), form, UNPROCESSABLE)
    try:
        decide_case(actor, "held", held_id, outcome="rejected", reason=form.reason.data)
    except Invalid as error:
        status = put_into(form, error)
        return _held_page(get_held(actor, held_id), form, status)
    flash(_("Rejected. Its author is told why."), "ok")
    return redirect(url_for("conduct.list_held"), 303)


@blueprint.post("/held/<id:held_id>/removal")
@access("member")
def delete_held(held_id: int) -> Response:
    """Take back one's own text."""
    actor = current_actor()
    withdraw_held(actor, held_id)
    flash(_("Your text was taken back."), "ok")
    return redirect(f"/u/{actor.handle}", 303)


def _held_page(held: HeldRow, form: RejectionForm, status: int = 200) -> Response:
    keep_held_reading(current_actor(), held.id, held.topic_id, city_id=held.room_city_id)
    return page("conduct/show_held.html", status, held=held, form=form)
