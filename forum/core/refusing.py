"""A command's refusal, shown in the form that asked for it, with everything that was typed."""

from typing import Any
from typing import Final

from flask import Response
from flask import make_response
from flask import render_template

from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.errors import Unavailable
from forum.core.forms import Form
from forum.core.web import no_store

#: The form is whole but something in it cannot be taken.
UNPROCESSABLE: Final = 422


def put_into(form: Form, error: ForumError) -> int:
    """Add a refusal to a form and return the answer's status; what may not be known stays a 404."""
    if isinstance(error, NotFound):
        raise error
    form.refuse(error)
    return UNPROCESSABLE if isinstance(error, Invalid) else error.status


def page(template: str, status: int = 200, *, error: ForumError | None = None, **context: Any) -> Response:
    """Return a page that no cache keeps: it holds what somebody typed."""
    response = make_response(render_template(template, **context), status)
    if isinstance(error, TooMany | Unavailable):
        response.headers["Retry-After"] = str(error.retry_after)
    return no_store(response)
