"""The history of a post: what was changed, by whom, and hiding an old text from it."""

from flask import Response
from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core.access import access
from forum.core.forms import parse_query
from forum.core.refusing import page
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.commands import removal
from forum.discussion.forms import HistoryQuery
from forum.discussion.policy import can_curate
from forum.discussion.queries.history import compare
from forum.discussion.queries.history import history_of
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import read_post


@blueprint.get("/posts/<id:post_id>/history")
@access("member")
def show_history(post_id: int) -> Response:
    """Compare two versions of a post, by default the last two, in one text or side by side."""
    actor = current_actor()
    asked = parse_query(HistoryQuery)
    read_post(actor, post_id)
    history = history_of(actor, post_id, ui_language())
    comparison = compare(history, asked["old"], asked["new"])
    return page(
        "discussion/show_history.html",
        history=history,
        comparison=comparison,
        view=asked["view"] or "inline",
        may_hide=bool(can_curate(actor, history.topic)),
    )


@blueprint.post("/posts/<id:post_id>/revisions/<id:number>/hiding")
@access("member")
def create_revision_hiding(post_id: int, number: int) -> BaseResponse:
    """Hide an old text from the history."""
    removal.hide_revision(current_actor(), post_id, number=number)
    flash(_("The old text is hidden from the history."), "ok")
    return redirect(url_for("discussion.show_history", post_id=post_id), 303)


@blueprint.post("/posts/<id:post_id>/revisions/<id:number>/hiding/removal")
@access("member")
def delete_revision_hiding(post_id: int, number: int) -> BaseResponse:
    """Show an old text in the history again."""
    removal.unhide_revision(current_actor(), post_id, number=number)
    flash(_("The old text is in the history again."), "ok")
    return redirect(url_for("discussion.show_history", post_id=post_id), 303)
