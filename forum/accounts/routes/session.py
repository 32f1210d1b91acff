"""Signing in with a password or a mailed link, and signing out."""

from flask import Response
from flask import session as form_cookie
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import sessions
from forum.accounts.forms import AddressForm
from forum.accounts.forms import ButtonForm
from forum.accounts.forms import SignInForm
from forum.accounts.login import clear_session_cookie
from forum.accounts.queries.access import find_token
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import enter
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import origin
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import asked
from forum.core.asked import is_sent
from forum.core.asked import local_path
from forum.core.errors import NotFound
from forum.core.web import current_actor
from forum.core.web import ui_language


@blueprint.route("/login", methods=["GET", "POST"])
@access("public")
def sign_in() -> AnyResponse:
    """Sign in by address and password."""
    form = SignInForm()
    if not is_sent():
        if current_actor().is_member:
            return go(local_path(asked("next")) or "/")
        form.next.data = local_path(asked("next"))
        return show("sign_in", form=form)
    form.next.data = local_path(form.next.data)
    if not form.validate():
        return show_again("sign_in", form)
    try:
        opened = sessions.sign_in(form.email.data, form.password.data, origin())
    except REFUSALS as refusal:
        return show_again("sign_in", form, refusal)
    return enter(opened, form.next.data)


@blueprint.post("/logout")
@access("account")
def sign_out() -> AnyResponse:
    """End the session on the server and in the browser."""
    sessions.sign_out(current_actor())
    form_cookie.clear()
    response = go("/")
    clear_session_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.route("/login/link", methods=["GET", "POST"])
@access("public")
def new_sign_in_link() -> AnyResponse:
    """Ask for a letter with a link that signs in; the answer is the same for every address."""
    form = AddressForm()
    if not is_sent():
        form.next.data = local_path(asked("next"))
        return show("new_sign_in_link", form=form)
    form.next.data = local_path(form.next.data)
    if not form.validate():
        return show_again("new_sign_in_link", form)
    try:
        sessions.request_sign_in_link(
            form.email.data, language=ui_language(), network=origin().network, next_path=form.next.data
        )
    except REFUSALS as refusal:
        return show_again("new_sign_in_link", form, refusal)
    return go("/login/link/sent")


@blueprint.get("/login/link/sent")
@access("public")
def show_sign_in_link_sent() -> Response:
    """Say that a letter is on its way if there is an account."""
    return show("sign_in_link_sent", minutes=sessions.LINK_MINUTES)


@blueprint.route("/login/link/<slug:token>", methods=["GET", "POST"])
@access("public")
def redeem_sign_in_link(token: str) -> AnyResponse:
    """Show a button, which signs in: mail scanners follow links, but press no buttons."""
    form = ButtonForm()
    if not is_sent():
        if find_token(token, "sign_in") is None:
            raise NotFound(sessions.LINK_IS_OF_NO_USE)
        return show("redeem_sign_in_link", form=form)
    if not form.validate():
        return show_again("redeem_sign_in_link", form)
    return enter(sessions.redeem_sign_in_link(token, origin()), asked("next"))
