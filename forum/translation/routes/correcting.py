"""The translation of a post: its history, the editor beside the original, and decisions on proposals."""

from flask import Response
from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.addresses import read_as
from forum.discussion.differences import inline_diff
from forum.discussion.forms import fresh_id
from forum.discussion.loading import get_post
from forum.discussion.watching import read_post
from forum.translation.commands import correcting
from forum.translation.commands.correcting import CorrectionConflict
from forum.translation.commands.correcting import NewCorrection
from forum.translation.commands.correcting import Side
from forum.translation.commands.removing import remove_correction
from forum.translation.forms import CorrectionForm
from forum.translation.forms import DecidedQuery
from forum.translation.forms import EditorQuery
from forum.translation.forms import RefusalForm
from forum.translation.forms import RestoreForm
from forum.translation.labels import CORRECTION_STATES
from forum.translation.policy import can_improve
from forum.translation.queries.correcting import Draft
from forum.translation.queries.correcting import draft_of
from forum.translation.queries.corrections import translation_history
from forum.translation.queries.work import following_proposal
from forum.translation.routes.blueprint import blueprint
from forum.translation.texts.pieces import join


@blueprint.get("/posts/<id:post_id>/translation")
@access("member")
def show_translation(post_id: int) -> Response:
    """Show how the translation of a post came about, and what is proposed."""
    actor = current_actor()
    decided = bool(parse_query(DecidedQuery)["decided"])
    history = translation_history(actor, *read_post(actor, post_id))
    following = following_proposal(actor, post_id) if decided else None
    return page(
        "translation/show_translation.html",
        history=history,
        following=following,
        decided=decided,
        states=CORRECTION_STATES,
    )


@blueprint.get("/posts/<id:post_id>/translation/edit")
@access("member")
def edit_translation(post_id: int) -> Response:
    """Show the translation in the editor, piece by piece beside the original."""
    actor = current_actor()
    start = parse_query(EditorQuery)["start"]
    draft = draft_of(actor, *read_post(actor, post_id), start)
    form = CorrectionForm(formdata=None, request_id=fresh_id(), title=draft.title, base=draft.present.fingerprint())
    return _editor(draft, form)


@blueprint.post("/posts/<id:post_id>/translation")
@access("member")
def update_translation(post_id: int) -> BaseResponse:
    """Save a translation, or propose it."""
    actor = current_actor()
    topic, post = get_post(actor, post_id)
    require(can_improve(actor, topic, post))
    form = CorrectionForm()
    text = join(form.body.data or [])
    if not form.validate():
        return _again(post_id, form, UNPROCESSABLE)
    new = NewCorrection(text, form.base.data or "", form.title.data or "", form.request_id.data or None)
    try:
        row = correcting.correct(actor, post_id, new)
    except CorrectionConflict as error:
        form.base.data = error.present.fingerprint()
        return _again(post_id, form, put_into(form, error), error=error, conflict=error)
    except ForumError as error:
        return _again(post_id, form, put_into(form, error), error=error)
    if row.state == "proposed":
        flash(_("Thank you. The author of the post or RIL will look at your proposal."), "ok")
        return redirect(url_for("translation.show_translation", post_id=post_id), 303)
    flash(_("Thank you. The translation is shown as reviewed from now on."), "ok")
    here = read_as(f"/t/{topic.slug}/{topic.id}/{post.number}", row.language)
    return redirect(f"{here}#post-{post.number}", 303)


@blueprint.post("/posts/<id:post_id>/translation/proposals/<id:correction_id>/acceptance")
@access("member")
def create_acceptance(post_id: int, correction_id: int) -> BaseResponse:
    """Put a proposal in force."""
    correcting.accept_proposal(current_actor(), post_id, correction_id)
    flash(_("The proposal is the translation from now on. Whoever made it is told."), "ok")
    return _on(post_id)


@blueprint.post("/posts/<id:post_id>/translation/proposals/<id:correction_id>/refusal")
@access("member")
def create_refusal(post_id: int, correction_id: int) -> BaseResponse:
    """Decline a proposal."""
    form = RefusalForm()
    if not form.validate():
        raise Invalid(form.error_list()[0][1])
    correcting.decline_proposal(current_actor(), post_id, correction_id, reason=form.reason.data or "")
    flash(_("The proposal is declined. Whoever made it is told."), "ok")
    return _on(post_id)


@blueprint.post("/posts/<id:post_id>/translation/corrections/<id:correction_id>/restoration")
@access("member")
def create_restoration(post_id: int, correction_id: int) -> BaseResponse:
    """Put an earlier translation in force again."""
    form = RestoreForm()
    if not form.validate():
        raise Invalid(form.error_list()[0][1])
    side: Side = "before" if form.side.data == "before" else "after"
    correcting.restore_correction(current_actor(), post_id, correction_id, side=side)
    flash(_("That text is the translation again."), "ok")
    return redirect(url_for("translation.show_translation", post_id=post_id), 303)


@blueprint.post("/posts/<id:post_id>/translation/corrections/<id:correction_id>/removal")
@access("member")
def create_correction_removal(post_id: int, correction_id: int) -> BaseResponse:
    """Take a correction out of the history."""
    remove_correction(current_actor(), post_id, correction_id)
    flash(_("The text is removed from the history."), "ok")
    return redirect(url_for("translation.show_translation", post_id=post_id), 303)


def _on(post_id: int) -> BaseResponse:
    """Lead back to the post, which says where to go on."""
    return redirect(url_for("translation.show_translation", post_id=post_id, decided=1), 303)


def _again(
    post_id: int,
    form: CorrectionForm,
    status: int,
    *,
    error: ForumError | None = None,
    conflict: CorrectionConflict | None = None,
) -> Response:
    """Show the editor again with everything that was typed."""
    draft = draft_of(current_actor(), *read_post(current_actor(), post_id))
    return _editor(draft, form, status, error=error, conflict=conflict)


def _editor(
    draft: Draft,
    form: CorrectionForm,
    status: int = 200,
    *,
    error: ForumError | None = None,
    conflict: CorrectionConflict | None = None,
) -> Response:
    typed = form.body.data
    pairs = draft.pairs if typed is None else draft.beside(typed)
    changes = inline_diff(conflict.present.text, join(typed or [])) if conflict else ()
    return page(
        "translation/edit_translation.html",
        status,
        error=error,
        draft=draft,
        form=form,
        pairs=pairs,
        conflict=conflict,
        changes=changes,
    )
