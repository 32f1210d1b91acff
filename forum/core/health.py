"""Is it alive, is it ready: for supervisors and proxies. Says nothing that is secret."""

from datetime import timedelta
from typing import Final

from flask import Blueprint
from flask import Response
from flask import jsonify
from sqlalchemy.exc import SQLAlchemyError

from forum.core import clock
from forum.core import schema
from forum.core.access import access
from forum.core.db import session
from forum.core.jobs import Heartbeat

blueprint = Blueprint("health", __name__, url_prefix="/health")

#: The worker shows itself each minute.
OLDEST_BEAT: Final = timedelta(seconds=130)


@blueprint.get("/live")
@access("public")
def show_live() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@blueprint.get("/ready")
@access("public")
def show_ready() -> Response:
    """Say whether database, schema and worker are in order; 503 if one is not."""
    checks = {"database": False, "schema": False, "worker": False}
    try:
        checks["schema"] = schema.is_current()
        checks["database"] = True
        beat = session.get(Heartbeat, "worker")
        checks["worker"] = beat is not None and clock.now() - beat.beat_at < OLDEST_BEAT
    except SQLAlchemyError:
        session.rollback()
    ready = all(checks.values())
    response = jsonify(status="ok" if ready else "not ready", **checks)
    response.status_code = 200 if ready else 503
    return response
