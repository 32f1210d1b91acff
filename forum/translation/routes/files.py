"""RIL brings the glossary in as a file: chosen, looked at, confirmed."""

from typing import Final

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forum.core.access import accepts_bytes
from forum.core.access import access
from forum.core.errors import Conflict
from forum.core.policy import require
from forum.core.web import current_actor
from forum.translation.commands.files import keep_file
from forum.translation.commands.files import keep_whole_file
from forum.translation.commands.files import load_file
from forum.translation.forms import ConfirmationForm
from forum.translation.forms import GlossaryFileForm
from forum.translation.importing import MOST_BYTES
from forum.translation.importing import MOST_ROWS
from forum.translation.importing import SHOWN
from forum.translation.importing import Problem
from forum.translation.importing import decoded
from forum.translation.importing import parse_glossary
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.changes import differences
from forum.translation.queries.editing import get_file
from forum.translation.routes.blueprint import blueprint
from forum.translation.rows import COLUMNS

#: Rows of each sort that the summary shows; who brings in more has them before them in the file.
LISTED: Final = 50


@blueprint.get("/glossary/files/new")
@access("staff")
def new_glossary_file() -> str:
    """Offer to choose a file of the glossary."""
    require(can_edit_glossary(current_actor()))
    return _form_page(GlossaryFileForm(formdata=None))


@blueprint.post("/glossary/files")
@access("staff")
# Twice what a file may have: one that is a little too large gets a sentence rather than a broken connection.
@accepts_bytes(2 * MOST_BYTES)
def create_glossary_file() -> ResponseReturnValue:
    """Keep a file and show what it would change, or all that is wrong with it."""
    form = GlossaryFileForm()
    problems: list[Problem] = []
    if form.validate():
        data = form.file.data.read()
        _rows, problems = parse_glossary(data)
        if not problems:
            keep = keep_whole_file if form.removes_rest.data else keep_file
            return redirect(
                url_for("translation.show_glossary_file", file_id=keep(current_actor(), decoded(data))), 303
            )
    return _form_page(form, problems), 400


@blueprint.get("/glossary/files/<id:file_id>")
@access("staff")
def show_glossary_file(file_id: int) -> str:
    """Show what a file would change."""
    return _summary(ConfirmationForm(formdata=None), file_id)


@blueprint.post("/glossary/files/<id:file_id>/confirmation")
@access("staff")
def create_glossary_loading(file_id: int) -> ResponseReturnValue:
    """Bring the glossary to what a file says."""
    form = ConfirmationForm()
    if not form.validate():
        return _summary(form, file_id), 400
    try:
        load_file(current_actor(), file_id, version=form.version.data)
    except Conflict as error:
        form.refuse(error)
        return _summary(form, file_id), 409
    flash(_("The glossary says what the file says."), "ok")
    return redirect(url_for("translation.list_changes"), 303)


def _form_page(form: GlossaryFileForm, problems: list[Problem] | None = None) -> str:
    problems = problems or []
    return render_template(
        "translation/new_glossary_file.html",
        form=form,
        problems=problems[:SHOWN],
        lines=len({problem.line for problem in problems}),
        more=max(0, len(problems) - SHOWN),
        columns=COLUMNS,
        most_rows=MOST_ROWS,
        most_megabytes=MOST_BYTES // 1024 // 1024,
    )


def _summary(form: ConfirmationForm, file_id: int) -> str:
    waiting = get_file(current_actor(), file_id)
    changed = [differences(change.before, change.after) for change in waiting.plan.changed[:LISTED]]
    return render_template(
        "translation/show_glossary_file.html", form=form, waiting=waiting, changed=changed, listed=LISTED
    )
