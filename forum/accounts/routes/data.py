"""One's own data: what was agreed to, a copy of everything, and leaving."""

import tempfile
from collections.abc import Callable
from typing import IO
from typing import Any
from typing import Final

from flask import flash
from flask import send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts import archive
from forum.accounts.commands import leaving
from forum.accounts.commands.exporting import begin_export
from forum.accounts.commands.profile import withdraw_consent
from forum.accounts.forms.data import ExportForm
from forum.accounts.forms.data import LeavingForm
from forum.accounts.forms.data import RemovalForm
from forum.accounts.login import clear_session_cookie
from forum.accounts.policy import can_anonymise
from forum.accounts.queries import get_user
from forum.accounts.queries.consents import consents_of
from forum.accounts.queries.erasures import pending_erasures
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.accounts.tasks import finish_erasures
from forum.core import clock
from forum.core import retention
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.asked import is_sent
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.web import current_actor

#: Beyond this a copy is written to the disk instead of held in memory.
IN_MEMORY: Final = 4 * 1024 * 1024
#: Form of a copy → who writes it, its type and the end of its name.
KINDS: Final[dict[str, tuple[Callable[[Actor, IO[bytes]], None], str, str]]] = {
    "zip": (archive.write_archive, "application/zip", "zip"),
    "html": (archive.write_page, "text/html", "html"),
    "json": (archive.write_json, "application/json", "json"),
}
#: How much goes: the name alone, or the posts too.
EXTENTS: Final = {"name": leaving.leave, "posts": leaving.leave_with_posts}
AT_REQUEST: Final = {"name": leaving.anonymise_person, "posts": leaving.withdraw_person}


@blueprint.get("/settings/data")
@access("account")
def show_data() -> AnyResponse:
    """Show what one agreed to, and offer a copy of everything."""
    return show("show_data", **_page(ExportForm(formdata=None, kind="zip")))


@blueprint.post("/settings/data/export")
@access("account")
def create_export() -> AnyResponse:
    """Answer with a copy of one's own data."""
    form = ExportForm()
    if not form.validate():
        return show_again("show_data", **_page(form))
    try:
        begin_export(current_actor(), present=form.present.data)
    except REFUSALS as refusal:
        return show_again("show_data", refusal=refusal, **_page(form))
    return _copy(current_actor(), form.kind.data)


@blueprint.post("/settings/data/consents/<slug:purpose>/removal")
@access("account")
def delete_consent(purpose: str) -> AnyResponse:
    """Withdraw a consent to be shown."""
    withdraw_consent(current_actor(), purpose=purpose)
    flash(_("Withdrawn. It counts from now on."), "ok")
    return go("/settings/data")


@blueprint.get("/settings/data/removal")
@access("account")
def show_removal() -> AnyResponse:
    """Say what leaving does, and offer its two kinds."""
    return show("show_removal")


@blueprint.route("/settings/data/removal/<slug:extent>", methods=["GET", "POST"])
@access("account")
def new_removal(extent: str) -> AnyResponse:
    """Ask once more, with the password; then the account is closed."""
    if extent not in EXTENTS:
        raise NotFound
    form = LeavingForm()
    if not is_sent():
        return show("new_removal", form=form, extent=extent)
    if not form.validate():
        return show_again("new_removal", form, extent=extent)
    try:
        EXTENTS[extent](current_actor(), present=form.present.data)
    except REFUSALS as refusal:
        return show_again("new_removal", form, refusal, extent=extent)
    finish_erasures.wake_now()
    response = go("/login")
    clear_session_cookie(response)
    flash(_("Your account is closed. A last letter confirms it."), "ok")
    return response


@blueprint.route("/people/<id:user_id>/removal", methods=["GET", "POST"])
@access("admin")
def new_person_removal(user_id: int) -> AnyResponse:
    """Close somebody's account at their request."""
    user = get_user(user_id)
    require(can_anonymise(current_actor(), user))
    if user.state == "anonymised":
        return go("/people")  # The form was sent twice.
    form = RemovalForm()
    if not is_sent():
        form.extent.data = "name"
        return show("new_person_removal", form=form, user=user)
    if not form.validate():
        return show_again("new_person_removal", form, user=user)
    try:
        AT_REQUEST[form.extent.data](current_actor(), user_id, reason=form.reason.data)
    except REFUSALS as refusal:
        return show_again("new_person_removal", form, refusal, user=user)
    finish_erasures.wake_now()
    flash(_("The account is closed. A last letter tells the person."), "ok")
    return go("/people")


@blueprint.get("/admin/retention")
@access("admin")
def list_terms() -> AnyResponse:
    """Show what is forgotten after how long, when that was last done, and whom it is being done to."""
    return show("list_terms", kept=retention.kept_rules(), pending=pending_erasures())


def _page(form: ExportForm) -> dict[str, Any]:
    return {"form": form, "consents": consents_of(current_actor())}


def _copy(actor: Actor, kind: str) -> AnyResponse:
    write, media_type, end = KINDS[kind]
    # Made whole before the answer begins: what fails is an error page, never half a file.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the answer
    try:
        write(actor, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    day = clock.now().date().isoformat()
    response = send_file(
        file, mimetype=media_type, as_attachment=True, download_name=f"foro-{actor.handle}-{day}.{end}"
    )
    response.call_on_close(file.close)
    response.headers["Cache-Control"] = "private, no-store"
    return response
