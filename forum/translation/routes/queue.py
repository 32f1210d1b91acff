"""What is still to be translated, for RIL."""

from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from forum.core.access import access
from forum.core.web import current_actor
from forum.translation.commands.requesting import retry_failed
from forum.translation.engines.choosing import kind_of
from forum.translation.engines.choosing import present_engine
from forum.translation.queries.queue import queue
from forum.translation.routes.blueprint import blueprint


@blueprint.get("/moderation/translations")
@access("staff")
def show_queue() -> str:
    """Show who translates, how much waits, and what was given up."""
    found = queue(current_actor())
    kind = kind_of(current_app.config["TRANSLATION"])
    return render_template(
        "translation/show_queue.html", queue=found, kind=kind, is_there=kind != "none" and present_engine().is_there()
    )


@blueprint.post("/moderation/translations/retries")
@access("staff")
def create_retries() -> Response:
    """Give what was given up another round."""
    number = retry_failed(current_actor())
    flash(ngettext("%(num)d text will be tried again.", "%(num)d texts will be tried again.", number), "ok")
    return redirect(url_for("translation.show_queue"), 303)
