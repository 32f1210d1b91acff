"""RIL edits the glossary: adds, changes, removes and restores terms, and reads who did what."""

from dataclasses import asdict
from typing import Any

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
from forum.core.forms import Form
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.web import current_actor
from forum.translation.commands.editing import TermConflict
from forum.translation.commands.editing import add_term
from forum.translation.commands.editing import change_term
from forum.translation.commands.editing import remove_term
from forum.translation.commands.editing import restore_term
from forum.translation.forms import ChangesQuery
from forum.translation.forms import NewTermQuery
from forum.translation.forms import TermForm
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.changes import changes_page
from forum.translation.queries.changes import differences
from forum.translation.queries.editing import get_entry
from forum.translation.queries.glossary import Entry
from forum.translation.queries.suggesting import Suggestion
from forum.translation.queries.suggesting import suggestion_of
from forum.translation.routes.blueprint import blueprint
from forum.translation.rows import COLUMNS
from forum.translation.rows import Row
from forum.translation.terms import COUNTRIES
from forum.translation.terms import EXAMPLES


@blueprint.get("/glossary/terms/new")
@access("staff")
def new_term() -> str:
    """Offer the form of a new term, filled in with what a correction of a translation suggests."""
    require(can_edit_glossary(current_actor()))
    correction_id = parse_query(NewTermQuery)["correction"]
    found = suggestion_of(current_actor(), correction_id) if correction_id else None
    form = TermForm(formdata=None, data=asdict(found.row) if found else None)
    return _form_page(form, None, suggestion=found)


@blueprint.post("/glossary/terms")
@access("staff")
def create_term() -> ResponseReturnValue:
    """Add a term."""
    form = TermForm()
    if form.validate():
        try:
            add_term(current_actor(), _row(form))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("The term is in the glossary."), "ok")
            return _back(form)
    return _form_page(form, None), 400


@blueprint.get("/glossary/terms/<id:entry_id>/edit")
@access("staff")
def edit_term(entry_id: int) -> str:
    """Offer a term as it is now."""
    entry = get_entry(current_actor(), entry_id)
    return _form_page(TermForm(formdata=None, data=asdict(entry.row)), entry.id)


@blueprint.post("/glossary/terms/<id:entry_id>/edit")
@access("staff")
def update_term(entry_id: int) -> ResponseReturnValue:
    """Change a term. The second of two editors gets both, theirs still in the form."""
    form = TermForm()
    if not form.validate():
        return _form_page(form, entry_id), 400
    try:
        change_term(current_actor(), entry_id, _row(form))
    except TermConflict as error:
        form.refuse(error)
        # What is sent next takes the place of what was shown beside it.
        return _form_page(form, error.present.id if error.present else None, error), 409
    except Invalid as error:
        form.refuse(error)
        return _form_page(form, entry_id), 400
    flash(_("The changes are saved."), "ok")
    return _back(form)


@blueprint.get("/glossary/terms/<id:entry_id>/removal")
@access("staff")
def new_term_removal(entry_id: int) -> str:
    """Ask whether a term should go."""
    return _removal_page(Form(formdata=None), get_entry(current_actor(), entry_id))


@blueprint.post("/glossary/terms/<id:entry_id>/removal")
@access("staff")
def create_term_removal(entry_id: int) -> ResponseReturnValue:
    """Remove a term; its history stays."""
    form = Form()
    try:
        remove_term(current_actor(), entry_id)
    except TermConflict as error:
        form.refuse(error)
        return _removal_page(form, get_entry(current_actor(), entry_id)), 409
    flash(_("The term is removed. It can be restored from the history."), "ok")
    return redirect(url_for("translation.show_glossary"), 303)


@blueprint.post("/glossary/terms/<id:entry_id>/restoration")
@access("staff")
def create_term_restoration(entry_id: int) -> ResponseReturnValue:
    """Have the glossary say again what an earlier row said."""
    try:
        restore_term(current_actor(), entry_id)
    except Invalid as error:
        # The button has no field to say it at.
        raise Conflict(error.message) from None
    flash(_("The term says again what it said."), "ok")
    return redirect(url_for("translation.list_changes"), 303)


@blueprint.get("/glossary/history")
@access("staff")
def list_changes() -> str:
    """List what was changed in the glossary, latest first."""
    asked = parse_query(ChangesQuery)
    page = changes_page(current_actor(), after=asked["after"], before=asked["before"])
    return render_template("translation/list_changes.html", page=page)


def _row(form: TermForm) -> Row:
    values: dict[str, Any] = {name: form[name].data or "" for name in COLUMNS}
    return Row(**values)


def _form_page(
    form: TermForm,
    entry_id: int | None,
    conflict: TermConflict | None = None,
    suggestion: Suggestion | None = None,
) -> str:
    present = conflict.present.row if conflict and conflict.present else None
    return render_template(
        "translation/edit_term.html",
        form=form,
        entry_id=entry_id,
        conflict=conflict,
        suggestion=suggestion,
        differences=differences(present, _row(form)) if present else (),
        signs=EXAMPLES,
        countries=COUNTRIES,
    )


def _removal_page(form: Form, entry: Entry) -> str:
    return render_template("translation/remove_term.html", form=form, entry=entry)


def _back(form: TermForm) -> Response:
    """Lead to the term among those that have its first word."""
    word = (form.es.data or "").split()[0][:80]
    return redirect(url_for("translation.show_glossary", q=word), 303)
