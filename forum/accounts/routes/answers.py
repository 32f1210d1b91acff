"""What the views of accounts share: where a request comes from, where it may go on, forms shown again."""

from typing import Any
from typing import Final

from flask import Response
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import session as form_cookie
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands.sessions import NewSession
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import sign_out
from forum.accounts.login import device_cookie
from forum.accounts.login import device_of
from forum.accounts.login import network_of
from forum.accounts.login import set_session_cookies
from forum.accounts.queries import get_user
from forum.accounts.queries.access import missing_consents
from forum.core.asked import local_path
from forum.core.errors import Conflict
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.errors import TooMany
from forum.core.forms import Form
from forum.core.web import current_actor

_LONGEST_DEVICE: Final = 100
#: Refusals that belong into the form; anything else is a page of its own.
REFUSALS: Final = (Invalid, Conflict, TooMany)


def origin() -> Origin:
    """Return where the present request comes from, as far as it is kept."""
    device = request.cookies.get(device_cookie(), "")
    return Origin(
        address=request.remote_addr or "",
        network=network_of(request.remote_addr),
        device=device_of(request.headers.get("User-Agent", "")),
        device_token=device if len(device) <= _LONGEST_DEVICE else "",
    )


def go(path: str) -> AnyResponse:
    """Go on to a path after something was done."""
    return redirect(path, code=303)


def enter(opened: NewSession, next_path: str = "") -> AnyResponse:
    """Give the browser its new session and go on; a session that it had before ends."""
    before = current_actor()
    if not before.is_visitor:
        sign_out(before)
    # The cookie of forms begins anew too: nothing of the visitor's goes over to the member.
    form_cookie.clear()
    response = go(_first_page(opened.user_id, local_path(next_path)))
    set_session_cookies(response, opened.token, opened.device_token)
    return response


def _first_page(user_id: int, next_path: str) -> str:
    user = get_user(user_id)
    if user.state != "active":
        return "/account"
    # Invented people agree to nothing.
    if not user.is_demo and missing_consents(user_id):
        return "/account/terms"
    return next_path or "/"


def show(template: str, *, status: int = 200, **context: Any) -> Response:
    """Show a page that no cache keeps and whose address no other page learns.

    `strict-origin` rather than `no-referrer`: on https the check of forms wants to see our own origin.
    """
    response = make_response(render_template(f"accounts/{template}.html", **context), status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def show_again(template: str, form: Form, refusal: ForumError | None = None, **context: Any) -> Response:
    """Show a form again with what is wrong with it."""
    if refusal is None:
        return show(template, status=400, form=form, **context)
    form.refuse(refusal)
    response = show(template, status=refusal.status, form=form, **context)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
