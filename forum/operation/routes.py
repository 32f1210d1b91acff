"""The page that shows administrators how the forum is, and the address of its measurements."""

from pathlib import Path

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import render_template
from flask import request
from flask.typing import ResponseReturnValue

from forum.core.access import access
from forum.core.errors import NotFound
from forum.core.web import current_actor
from forum.core.web import no_store
from forum.operation.measuring import measurements
from forum.operation.queries import operation

blueprint = Blueprint("operation", __name__)


@blueprint.get("/admin/operation")
@access("admin")
def show_operation() -> ResponseReturnValue:
    """Show queues, disk, backups, versions and what the doctor sees at a glance."""
    found = operation(current_actor(), Path(current_app.config["DATA_DIR"]))
    return render_template("operation/show_operation.html", found=found)


@blueprint.get("/metrics")
@access("public")
def show_metrics() -> ResponseReturnValue:
    """Answer with measurements to who shows the token; to others this does not exist."""
    text = measurements(current_app, request.headers.get("Authorization", ""))
    if text is None:
        raise NotFound
    return no_store(Response(text, content_type="text/plain; version=0.0.4; charset=utf-8"))
