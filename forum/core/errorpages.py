"""Every refusal as one page in the reader's language, or one JSON shape."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any
from typing import Final

import structlog
from flask import Flask
from flask import Response
from flask import current_app
from flask import g
from flask import jsonify
from flask import make_response
from flask import render_template
from flask import request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from forum.core import dialects
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.errors import ForumError
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.errors import Unavailable

log = structlog.get_logger(__name__)

#: Statuses with a template of their own in templates/errors; others use the page of 400 or 500.
_PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})
#: What the street sign of an error page says, by status; both languages stand on it.
SIGNS: Final[Mapping[int, Mapping[str, str]]] = {
    400: {"es": "Desvío", "pt": "Desvio"},
    403: {"es": "Paso restringido", "pt": "Passagem restrita"},
    404: {"es": "Calle sin salida", "pt": "Rua sem saída"},
    405: {"es": "Contramano", "pt": "Contramão"},
    409: {"es": "Cruce de calles", "pt": "Cruzamento"},
    413: {"es": "Carga máxima superada", "pt": "Carga máxima excedida"},
    429: {"es": "Reducir la velocidad", "pt": "Reduza a velocidade"},
    500: {"es": "Corte por obras", "pt": "Em obras"},
    503: {"es": "Corte por obras", "pt": "Em obras"},
}


def config(name: str) -> Any:
    """Return a value of the application's configuration."""
    return current_app.config[name]


def view_of(endpoint: str) -> Callable[..., Any]:
    """Return the function behind an endpoint."""
    return current_app.view_functions[endpoint]


def wants_json() -> bool:
    """Tell whether the request asks for JSON rather than for a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(ForumError, _on_forum_error)
    app.register_error_handler(CSRFError, _on_csrf_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(DBAPIError, _on_database_error)
    app.register_error_handler(PoolTimeout, _on_database_error)
    app.register_error_handler(Exception, _on_any_error)


def _on_forum_error(error: ForumError) -> Response:
    response = _page(error.status, str(error.message))
    if isinstance(error, TooMany | Unavailable):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _on_csrf_error(_error: CSRFError) -> Response:
    return _page(400, _("The form had expired. Go back, reload the page and send it again; your text is still there."))


def _on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    cause = getattr(error, "original_exception", None)
    if cause is not None and dialects.is_away(cause):
        # It went away while another refusal was being put into words.
        return _on_database_error(cause)
    if status < 400:
        return make_response(error.get_response())
    if status == NotFound.status:
        return _on_forum_error(NotFound())
    response = _page(status, _sentence(status))
    if status == 405:
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _on_database_error(error: Exception) -> Response:
    session.rollback()
    if isinstance(error, DataError):
        # A number that no column can hold, come through a typed layer that let it pass.
        log.warning("value refused by the database", route=request.url_rule.rule if request.url_rule else None)
        return _page(400, _sentence(400))
    if dialects.is_away(error):
        log.warning("database away", error=type(error).__name__)
        _ask_no_more()
        response = _page(503, str(Unavailable.default))
        response.headers["Retry-After"] = str(Unavailable.retry_after)
        return response
    return _on_any_error(error)


def _on_any_error(error: Exception) -> Response:
    rule = request.url_rule
    # The rule, not the path: paths of one-time links hold tokens.
    log.error("unexpected error", exc_info=error, route=rule.rule if rule else None)
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    session.rollback()
    _ask_no_more()
    return _page(500, _("Something went wrong on our side. Nothing was saved; please try again."))


def _ask_no_more() -> None:
    """Show the page as to a visitor if it is not known yet who reads: the database may be away.

    Before any text is chosen, since its language is the reader's.
    """
    if "actor" not in g:
        g.actor = VISITOR


def _sentence(status: int) -> str:
    sentences = {
        400: _("The forum could not understand this request."),
        403: _("You cannot do this here."),
        405: _("This address does not work that way. Go back and use the buttons of the page."),
        408: _("The request did not arrive in time. Please send it again."),
        411: _("The forum needs to know how long a request is before it reads it."),
        413: _("What you sent is too large."),
        415: _("The forum cannot read this type of content."),
        429: _("That was too often. Please wait a moment and try again."),
    }
    return str(sentences.get(status, sentences[400] if status < 500 else _("Something went wrong on our side.")))


def _page(status: int, sentence: str) -> Response:
    g.indexable = False
    # A refused page must look like an absent one: the frame does not name the view then.
    g.error_status = status
    if status >= 500:
        _ask_no_more()
    if wants_json():
        response = jsonify({"error": {"status": status, "message": sentence}})
    else:
        page = status if status in _PAGES else (400 if status < 500 else 500)
        try:
            response = make_response(render_template(f"errors/{page}.html", status=status, sentence=sentence))
        except (DBAPIError, PoolTimeout) as error:
            # The page of a refusal shows the frame, which asks the database; it may be away by now.
            if status >= 500:
                raise
            return _on_database_error(error)
    response.status_code = status
    response.headers["Cache-Control"] = "private, no-store"
    return response


def sign(status: int) -> Mapping[str, str]:
    """Return the words of the street sign for a status, by language."""
    return SIGNS.get(status) or SIGNS[400 if status < 500 else 500]
