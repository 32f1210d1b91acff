"""A forgotten password, and the confirmation of another address."""

from flask import Response
from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import recovery
from forum.accounts.commands.sessions import LINK_IS_OF_NO_USE
from forum.accounts.forms import AddressForm
from forum.accounts.forms import ButtonForm
from forum.accounts.forms import NewPasswordForm
from forum.accounts.queries.access import find_token
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import enter
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import origin
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import NotFound
from forum.core.web import current_actor
from forum.core.web import ui_language


@blueprint.route("/login/reset", methods=["GET", "POST"])
@access("public")
def new_reset() -> AnyResponse:
    """Ask for a letter with which a new password can be set; the answer is the same for every address."""
    form = AddressForm()
    if not is_sent():
        return show("new_reset", form=form)
    if not form.validate():
        return show_again("new_reset", form)
    try:
        recovery.request_reset(form.email.data, language=ui_language(), network=origin().network)
    except REFUSALS as refusal:
        return show_again("new_reset", form, refusal)
    return go("/login/reset/sent")


@blueprint.get("/login/reset/sent")
@access("public")
def show_reset_sent() -> Response:
    """Say that a letter is on its way if there is an account."""
    return show("reset_sent", minutes=recovery.RESET_MINUTES)


@blueprint.route("/login/reset/<slug:token>", methods=["GET", "POST"])
@access("public")
def reset_password(token: str) -> AnyResponse:
    """Set a new password by a mailed link; all sessions end, and this browser gets a new one."""
    if find_token(token, "reset") is None:
        raise NotFound(LINK_IS_OF_NO_USE)
    form = NewPasswordForm()
    if not is_sent():
        return show("reset_password", form=form)
    if not form.validate():
        return show_again("reset_password", form)
    try:
        opened = recovery.reset_password(token, form.password.data, origin())
    except REFUSALS as refusal:
        return show_again("reset_password", form, refusal)
    return enter(opened)


@blueprint.route("/settings/address/<slug:token>", methods=["GET", "POST"])
@access("public")
def confirm_address(token: str) -> AnyResponse:
    """Show a button, which makes a new address the one to sign in with."""
    found = find_token(token, "change_address")
    if found is None:
        raise NotFound(LINK_IS_OF_NO_USE)
    form = ButtonForm()
    if not is_sent():
        return show("confirm_address", form=form, email=found.email)
    if not form.validate():
        return show_again("confirm_address", form, email=found.email)
    recovery.confirm_address_change(token)
    flash(_("From now on you sign in with the new address."), "ok")
    return go("/login" if current_actor().is_visitor else "/settings/account")
