"""One's own settings: profile, password and address, devices."""

from typing import Any

from flask import Response
from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import profile
from forum.accounts.commands import recovery
from forum.accounts.commands import sessions
from forum.accounts.forms import ChangeAddressForm
from forum.accounts.forms import ChangePasswordForm
from forum.accounts.forms import ProfileForm
from forum.accounts.login import clear_session_cookie
from forum.accounts.login import set_session_cookies
from forum.accounts.models import User
from forum.accounts.queries import get_user
from forum.accounts.queries.access import sessions_of
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import origin
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import ForumError
from forum.core.web import current_actor

#: Fields of the profile page that are columns of the same name.
_PLAIN = (
    "name",
    "handle",
    "team_role",
    "bio",
    "ui_language",
    "time_zone",
    "theme",
    "density",
    "mail_replies",
    "mail_mentions",
    "shown_outside",
    "shown_publicly",
)


@blueprint.route("/settings/profile", methods=["GET", "POST"])
@access("account")
def edit_profile() -> AnyResponse:
    """Show and save who somebody is, how they read, and what they agree to."""
    actor = current_actor()
    if actor.is_suspended:
        return go("/account")
    user = get_user(actor.id or 0)
    form = ProfileForm()
    if not is_sent():
        _fill(form, user)
        return show("edit_profile", form=form, user=user)
    if not form.validate():
        return show_again("edit_profile", form, user=user)
    values = {name: form[name].data for name in _PLAIN if name != "handle"}
    values |= {"reads_spanish": "es" in form.reads.data, "reads_portuguese": "pt" in form.reads.data}
    values["team_role"] = values["team_role"] or ""
    values["bio"] = values["bio"] or ""
    try:
        profile.save_settings(actor, values, handle=form.handle.data)
    except REFUSALS as refusal:
        if getattr(refusal, "field", None) in {"reads_spanish", "reads_portuguese"}:
            refusal.field = "reads"  # type: ignore[union-attr]
        return show_again("edit_profile", form, refusal, user=get_user(actor.id or 0))
    flash(_("Saved."), "ok")
    return go("/settings/profile")


def _fill(form: ProfileForm, user: User) -> None:
    for name in _PLAIN:
        form[name].data = getattr(user, name)
    form.reads.data = [code for code, does in (("es", user.reads_spanish), ("pt", user.reads_portuguese)) if does]


@blueprint.get("/settings/account")
@access("account")
def edit_account() -> AnyResponse:
    """Show the forms for another password and another address."""
    if current_actor().is_suspended:
        return go("/account")
    return show("edit_account", **_account_forms())


@blueprint.post("/settings/account/password")
@access("account")
def update_password() -> AnyResponse:
    """Change one's password: all sessions end, and this browser gets a new one."""
    form = ChangePasswordForm()
    if not form.validate():
        return _account_again("password", form)
    try:
        opened = recovery.change_password(
            current_actor(), present=form.present.data, password=form.password.data, origin=origin()
        )
    except REFUSALS as refusal:
        return _account_again("password", form, refusal)
    flash(_("The password is changed. Everywhere else you are signed out."), "ok")
    response = go("/settings/account")
    set_session_cookies(response, opened.token, opened.device_token)
    return response


@blueprint.post("/settings/account/address")
@access("account")
def update_address() -> AnyResponse:
    """Ask for another address; it counts once it is confirmed."""
    form = ChangeAddressForm(prefix="new")
    if not form.validate():
        return _account_again("address", form)
    try:
        recovery.request_address_change(current_actor(), email=form.email.data, present=form.present.data)
    except REFUSALS as refusal:
        return _account_again("address", form, refusal)
    flash(_("A letter is on its way to the new address. The change counts once you confirm it there."), "wait")
    return go("/settings/account")


def _account_forms() -> dict[str, Any]:
    user = get_user(current_actor().id or 0)
    return {
        "password_form": ChangePasswordForm(formdata=None),
        "address_form": ChangeAddressForm(formdata=None, prefix="new"),
        "email": user.email,
    }


def _account_again(
    which: str, form: ChangePasswordForm | ChangeAddressForm, refusal: ForumError | None = None
) -> Response:
    context = _account_forms() | {f"{which}_form": form}
    return show_again("edit_account", form, refusal, **context)


@blueprint.get("/settings/devices")
@access("account")
def list_devices() -> AnyResponse:
    """Show the browsers in which one is signed in."""
    actor = current_actor()
    return show("list_devices", devices=sessions_of(actor), present=actor.session_id)


@blueprint.post("/settings/devices/<id:session_id>/removal")
@access("account")
def delete_device(session_id: int) -> AnyResponse:
    """Sign a browser out."""
    actor = current_actor()
    sessions.revoke_session(actor, session_id)
    if session_id == actor.session_id:
        response = go("/")
        clear_session_cookie(response)
        return response
    flash(_("That device is signed out."), "ok")
    return go("/settings/devices")
