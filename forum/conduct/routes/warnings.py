"""What a warned member reads."""

from flask import flash
from flask import redirect
from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.conduct.commands.warnings import mark_warnings_seen
from forum.conduct.queries.warnings import own_warnings
from forum.conduct.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.web import current_actor


@blueprint.get("/warnings")
@access("member")
def list_warnings() -> str:
    """Show the warnings that the reader was given."""
    return render_template("conduct/list_warnings.html", warnings=own_warnings(current_actor()))


@blueprint.post("/warnings/reading")
@access("member")
def create_warnings_reading() -> Response:
    """Keep that the reader has seen them."""
    mark_warnings_seen(current_actor())
    flash(_("Thank you. It is not shown any more."), "ok")
    return redirect("/", 303)
