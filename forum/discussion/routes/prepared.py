"""Prepared replies at RIL's desk: list, form, removal."""

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core.access import access
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import TooMany
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.discussion.beside import PreparedReply
from forum.discussion.commands import preparing
from forum.discussion.commands.preparing import PreparedText
from forum.discussion.forms.beside import ButtonForm
from forum.discussion.forms.beside import PreparedForm
from forum.discussion.forms.beside import PreparedQuery
from forum.discussion.queries.prepared import get_prepared
from forum.discussion.queries.prepared import prepared_page
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.variables import NEUTRAL
from forum.discussion.variables import VARIABLES


@blueprint.get("/moderation/replies")
@access("staff")
def list_prepared() -> str:
    """List the prepared replies."""
    values = parse_query(PreparedQuery)
    page = prepared_page(current_actor(), after=values["after"], before=values["before"])
    return render_template("discussion/list_prepared.html", page=page)


@blueprint.get("/moderation/replies/new")
@access("staff")
def new_prepared() -> str:
    """Offer an empty reply."""
    return _form_page(PreparedForm(formdata=None, data={"based_on": 0}), None)


@blueprint.post("/moderation/replies")
@access("staff")
def create_prepared() -> ResponseReturnValue:
    """Keep another prepared reply."""
    return _save(None)


@blueprint.get("/moderation/replies/<id:prepared_id>/edit")
@access("staff")
def edit_prepared(prepared_id: int) -> str:
    """Offer a prepared reply to be changed."""
    row = get_prepared(current_actor(), prepared_id)
    data = {"name": row.name, "text_es": row.text_es, "text_pt": row.text_pt, "based_on": row.version}
    return _form_page(PreparedForm(formdata=None, data=data), row)


@blueprint.post("/moderation/replies/<id:prepared_id>")
@access("staff")
def update_prepared(prepared_id: int) -> ResponseReturnValue:
    """Change a prepared reply."""
    return _save(get_prepared(current_actor(), prepared_id))


@blueprint.post("/moderation/replies/<id:prepared_id>/removal")
@access("staff")
def delete_prepared(prepared_id: int) -> Response:
    """Remove a prepared reply."""
    if not ButtonForm().validate():
        raise Invalid
    preparing.remove_prepared(current_actor(), prepared_id)
    flash(_("The prepared reply is removed. What was written with it stays."), "ok")
    return redirect(url_for("discussion.list_prepared"), 303)


def _save(row: PreparedReply | None) -> ResponseReturnValue:
    form = PreparedForm()
    if not form.validate():
        return _form_page(form, row), 400
    text = PreparedText(form.name.data, form.text_es.data, form.text_pt.data)
    try:
        if row is None:
            preparing.add_prepared(current_actor(), text)
        else:
            preparing.edit_prepared(current_actor(), row.id, text=text, based_on=form.based_on.data or 0)
    except (Invalid, Conflict, TooMany) as refusal:
        # Nothing is lost: the text stays in the form.
        form.refuse(refusal)
        return _form_page(form, row), refusal.status
    flash(_("Saved."), "ok")
    return redirect(url_for("discussion.list_prepared"), 303)


def _form_page(form: PreparedForm, row: PreparedReply | None) -> str:
    return render_template(
        "discussion/edit_prepared.html", form=form, row=row, variables=VARIABLES.items(), neutral=NEUTRAL
    )
