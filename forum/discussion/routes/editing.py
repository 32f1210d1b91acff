"""Editing what was written: a post's text, and what a topic is about."""

from typing import Any

from flask import Response
from flask import flash
from flask import redirect
from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.certification.queries import criteria_in_order
from forum.certification.queries import find_stage
from forum.certification.queries import practices_in_order
from forum.certification.queries import stage_by_id
from forum.certification.queries import stages_in_order
from forum.core.access import accepts_bytes
from forum.core.access import access
from forum.core.asked import pressed
from forum.core.errors import ForumError
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.addresses import post_address
from forum.discussion.commands import details
from forum.discussion.commands import editing
from forum.discussion.commands import previewing
from forum.discussion.commands.details import DetailsConflict
from forum.discussion.commands.editing import EditConflict
from forum.discussion.commands.previewing import Preview
from forum.discussion.differences import inline_diff
from forum.discussion.forms import PostEditForm
from forum.discussion.forms import TopicEditForm
from forum.discussion.forms import fresh_id
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_edit_post
from forum.discussion.queries.details import TopicDetails
from forum.discussion.queries.details import topic_to_edit
from forum.discussion.queries.withholding import text_to_edit
from forum.discussion.routes.attaching import FORM_BYTES
from forum.discussion.routes.attaching import attachments
from forum.discussion.routes.attaching import take_files
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.routes.previews import engine_if_asked
from forum.discussion.watching import read_post
from forum.discussion.watching import read_topic


@blueprint.get("/posts/<id:post_id>/edit")
@access("member")
def edit_post(post_id: int) -> Response:
    """Show a post's text in the editor; htmx takes the form alone into the page."""
    topic, post = _editable(post_id)
    form = PostEditForm(
        formdata=None,
        request_id=fresh_id(),
        body=text_to_edit(current_actor(), post),
        language=post.language,
        base=editing.fingerprint(post.body, post.language),
    )
    return _post_page(topic, post, form)


@blueprint.post("/posts/<id:post_id>/text")
@access("member")
@accepts_bytes(FORM_BYTES)
def update_post(post_id: int) -> BaseResponse:
    """Replace a post's text, or show how it will look. The second of two editors gets both texts."""
    actor = current_actor()
    topic, post = get_post(actor, post_id)
    if post.author_id != actor.id:
        require(can_edit_post(actor, topic, post))
    form = PostEditForm()
    taken = take_files(actor, form)
    valid = form.validate()
    if taken.shows_again(form):
        return _post_page(topic, post, form, taken.status, waiting=taken.waiting)
    if not valid:
        return _post_page(topic, post, form, UNPROCESSABLE)
    try:
        if pressed("preview"):
            shown = previewing.preview_edit(
                actor, post_id, body=form.body.data, language=form.language.data, translate=engine_if_asked()
            )
            return _post_page(topic, post, form, preview=shown)
        post = editing.edit_post(
            actor,
            post_id,
            body=form.body.data,
            language=form.language.data,
            base=form.base.data or "",
            reason=form.reason.data or "",
        )
    except EditConflict as error:
        read_post(actor, post_id)  # The page shows the text of somebody else.
        form.base.data = error.base
        status = put_into(form, error)
        return _post_page(topic, post, form, status, conflict=error, error=error)
    except ForumError as error:
        return _post_page(topic, post, form, put_into(form, error), error=error)
    return redirect(post_address(topic.slug, topic.id, post.number), 303)


@blueprint.get("/topics/<id:topic_id>/edit")
@access("member")
def edit_topic(topic_id: int) -> Response:
    """Show title, stage, language, practices and criteria of a topic in a form."""
    actor = current_actor()
    read_topic(actor, topic_id)
    topic, about = topic_to_edit(actor, topic_id)
    form = TopicEditForm(formdata=None, request_id=fresh_id(), base=about.fingerprint(), **_values(about))
    return _topic_page(topic, form)


@blueprint.post("/topics/<id:topic_id>/details")
@access("member")
def update_topic(topic_id: int) -> BaseResponse:
    """Change what a topic is about."""
    actor = current_actor()
    topic, _about = topic_to_edit(actor, topic_id)
    form = TopicEditForm()
    form.offer(ui_language())
    if not form.validate():
        return _topic_page(topic, form, UNPROCESSABLE)
    stage = find_stage(form.stage.data)
    wanted = TopicDetails(
        title=form.title.data,
        stage_id=stage.id if stage else 0,
        language=form.language.data,
        practice_ids=frozenset(p.id for p in practices_in_order() if p.code in (form.practices.data or [])),
        criterion_ids=frozenset(c.id for c in criteria_in_order() if c.code in (form.criteria.data or [])),
    )
    try:
        topic = details.edit_topic(
            actor, topic_id, wanted=wanted, base=form.base.data or "", reason=form.reason.data or ""
        )
    except DetailsConflict as error:
        form.base.data = error.present.fingerprint()
        status = put_into(form, error)
        return _topic_page(topic, form, status, present=error.present, error=error)
    except ForumError as error:
        return _topic_page(topic, form, put_into(form, error), error=error)
    flash(_("The changes are saved."), "ok")
    return redirect(f"/t/{topic.slug}/{topic.id}", 303)


def _editable(post_id: int) -> tuple[Topic, Post]:
    actor = current_actor()
    topic, post = read_post(actor, post_id)
    require(can_edit_post(actor, topic, post))
    return topic, post


def _post_page(
    topic: Topic,
    post: Post,
    form: PostEditForm,
    status: int = 200,
    *,
    preview: Preview | None = None,
    conflict: EditConflict | None = None,
    error: ForumError | None = None,
    waiting: frozenset[str] = frozenset(),
) -> Response:
    whole = "discussion/edit_post.html"
    return page(
        "discussion/_edit_form.html" if "HX-Request" in request.headers else whole,
        status,
        error=error,
        topic=topic,
        post=post,
        form=form,
        files=attachments(current_actor(), form.body.data or "", post_id=post.id, waiting=waiting),
        preview=preview,
        conflict=conflict,
        changes=inline_diff(conflict.present, form.body.data or "") if conflict else (),
    )


def _topic_page(
    topic: Topic,
    form: TopicEditForm,
    status: int = 200,
    *,
    present: TopicDetails | None = None,
    error: ForumError | None = None,
) -> Response:
    language = ui_language()
    form.offer(language)
    chosen = form.criteria.data or []
    return page(
        "discussion/edit_topic.html",
        status,
        error=error,
        topic=topic,
        form=form,
        stages=stages_in_order(),
        criteria=[
            (p, [c for c in criteria_in_order() if c.practice_id == p.id and (not c.retired or c.code in chosen)])
            for p in practices_in_order()
        ],
        present=present,
        present_stage=stage_by_id(present.stage_id) if present else None,
    )


def _values(about: TopicDetails) -> dict[str, Any]:
    stage = stage_by_id(about.stage_id)
    return {
        "title": about.title,
        "stage": stage.slug if stage else None,
        "language": about.language,
        "practices": [p.code for p in practices_in_order() if p.id in about.practice_ids],
        "criteria": [c.code for c in criteria_in_order() if c.id in about.criterion_ids],
    }
