"""From which addresses and domains no account may be made, and whose links wait."""

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.commands.blocking import block
from forum.accounts.commands.blocking import unblock
from forum.accounts.queries.blocked import blocked_page
from forum.conduct.forms import BlockForm
from forum.conduct.forms import PageQuery
from forum.conduct.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.forms import parse_query
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor


@blueprint.get("/moderation/blocked")
@access("staff")
def list_blocked() -> Response:
    """List what is blocked."""
    return _blocked_page(BlockForm(formdata=None))


@blueprint.post("/moderation/blocked")
@access("staff")
def create_block() -> Response:
    """Block an address or a domain."""
    form = BlockForm()
    if not form.validate():
        return _blocked_page(form, UNPROCESSABLE)
    try:
        block(current_actor(), kind=form.kind.data, value=form.value.data, note=form.note.data or "")
    except ForumError as error:
        return _blocked_page(form, put_into(form, error))
    flash(_("Saved."), "ok")
    return redirect(url_for("conduct.list_blocked"), 303)


@blueprint.post("/moderation/blocked/<id:blocked_id>/removal")
@access("staff")
def delete_block(blocked_id: int) -> Response:
    """Block something no more."""
    unblock(current_actor(), blocked_id)
    flash(_("It is blocked no more."), "ok")
    return redirect(url_for("conduct.list_blocked"), 303)


def _blocked_page(form: BlockForm, status: int = 200) -> Response:
    asked = parse_query(PageQuery)
    found = blocked_page(current_actor(), after=asked["after"], before=asked["before"])
    return page("conduct/list_blocked.html", status, form=form, page=found)
