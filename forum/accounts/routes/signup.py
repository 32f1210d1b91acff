"""Signing up, confirming the address, and what somebody sees who waits."""

from typing import Any

from flask import Response
from flask import session as form_cookie
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import redemption
from forum.accounts.commands import registration
from forum.accounts.commands.registration import NewPerson
from forum.accounts.forms import AgreementForm
from forum.accounts.forms import ButtonForm
from forum.accounts.forms import PasswordForm
from forum.accounts.forms import SignUpForm
from forum.accounts.queries import get_user
from forum.accounts.queries.access import current_versions
from forum.accounts.queries.access import find_sign_up
from forum.accounts.queries.access import missing_consents
from forum.accounts.queries.waiting import find_own_request
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import enter
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import origin
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.forms import Form
from forum.core.text import Text
from forum.core.web import current_actor
from forum.core.web import ui_language

TEXTS_CHANGED: Text = _l("The texts changed while this page was open. Read them again, please.")
#: Name in the cookie of forms: this browser is the one that signed up.
SIGNED_UP = "sign_up"


@blueprint.route("/signup", methods=["GET", "POST"])
@access("public")
def sign_up() -> AnyResponse:
    """Sign up with an institutional address; the answer is the same for every address and city."""
    form = SignUpForm()
    if not is_sent():
        put_versions(form)
        return show("sign_up", form=form)
    if not form.validate():
        return show_again("sign_up", form)
    try:
        person = new_person(form, city_text=form.city_text.data, reason=form.reason.data or "")
        form_cookie[SIGNED_UP] = registration.sign_up(person, network=origin().network)
    except REFUSALS as refusal:
        put_versions(form)
        return show_again("sign_up", form, refusal)
    return go("/signup/sent")


@blueprint.get("/signup/sent")
@access("public")
def show_sign_up_sent() -> Response:
    """Say that a letter is on its way."""
    return show("sign_up_sent", days=registration.CONFIRM_DAYS)


@blueprint.route("/signup/confirm/<slug:token>", methods=["GET", "POST"])
@access("public")
def confirm_sign_up(token: str) -> AnyResponse:
    """Show a button, which makes the account; in another browser, with the password of the sign-up."""
    row = find_sign_up(token)
    if row is None:
        raise NotFound(registration.LINK_IS_OF_NO_USE)
    same_browser = form_cookie.get(SIGNED_UP) == row.id
    form: Form = ButtonForm() if same_browser else PasswordForm()
    page: dict[str, Any] = {"same_browser": same_browser, "name": row.name, "email": row.email}
    if not is_sent():
        return show("confirm_sign_up", form=form, **page)
    if not form.validate():
        return show_again("confirm_sign_up", form, **page)
    try:
        if same_browser:
            opened = registration.confirm_sign_up(token, origin())
        else:
            opened = registration.confirm_sign_up_elsewhere(token, form["password"].data, origin())
    except REFUSALS as refusal:
        return show_again("confirm_sign_up", form, refusal, **page)
    return enter(opened)


@blueprint.get("/account")
@access("account")
def show_account() -> AnyResponse:
    """Tell somebody who waits what for, and somebody who is suspended why and until when."""
    actor = current_actor()
    if actor.is_member:
        return go("/settings/account")
    if actor.is_suspended:
        user = get_user(actor.id or 0)
        return show("suspended", reason=user.suspended_reason or "", until=user.suspended_until)
    return show("waiting", asked=find_own_request(actor))


@blueprint.route("/account/terms", methods=["GET", "POST"])
@access("account")
def accept_texts() -> AnyResponse:
    """Ask for agreement to texts that are newer than what was agreed to."""
    actor = current_actor()
    missing = missing_consents(actor.id or 0)
    if not missing:
        return go("/")
    form = AgreementForm()
    if not is_sent():
        put_versions(form)
        return show("accept_texts", form=form, missing=missing)
    if not form.validate():
        return show_again("accept_texts", form, missing=missing)
    try:
        versions = agreed_versions(form)
    except Conflict as refusal:
        put_versions(form)
        return show_again("accept_texts", form, refusal, missing=missing)
    agreed = {name: version for name, version in versions.items() if name in missing}
    redemption.agree_to_texts(actor, versions=agreed, language=ui_language())
    return go("/")


def new_person(form: Any, *, city_text: str = "", reason: str = "") -> NewPerson:
    """Return what a form says of somebody; Conflict when the texts that it shows are not the present ones."""
    versions = agreed_versions(form)
    return NewPerson(
        name=form.name.data,
        email=form.email.data,
        password=form.password.data,
        language=ui_language(),
        city_text=city_text,
        reason=reason,
        terms_version=versions["terms"],
        privacy_version=versions["privacy"],
    )


def put_versions(form: Any) -> None:
    """Write into a form which versions of the texts it shows."""
    versions = current_versions()
    form.terms_version.data = str(versions["terms"])
    form.privacy_version.data = str(versions["privacy"])


def agreed_versions(form: Any) -> dict[str, int]:
    """Return the versions that were agreed to; Conflict when they are no longer the present ones."""
    versions = current_versions()
    for name, version in versions.items():
        if form[f"{name}_version"].data not in {None, "", str(version)}:
            raise Conflict(TEXTS_CHANGED)
    return versions
