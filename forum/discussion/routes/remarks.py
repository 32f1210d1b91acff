"""Remarks of RIL above posts: form and removal."""

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.addresses import post_address
from forum.discussion.beside import PostRemark
from forum.discussion.commands import remarking
from forum.discussion.forms.beside import ButtonForm
from forum.discussion.forms.beside import RemarkForm
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.remarks import remark_to_edit
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import read_post


@blueprint.get("/posts/<id:post_id>/remark")
@access("member")
def new_remark(post_id: int) -> Response:
    """Offer the remark above a post, or an empty one."""
    actor = current_actor()
    topic, post = read_post(actor, post_id)
    row = remark_to_edit(actor, topic, post)
    data: dict[str, str | int] = {"based_on": 0}
    if row is not None:
        data = {"text_es": row.text_es, "text_pt": row.text_pt, "based_on": row.version}
    return _form_page(topic, post, row, RemarkForm(formdata=None, data=data))


@blueprint.post("/posts/<id:post_id>/remark")
@access("member")
def create_remark(post_id: int) -> BaseResponse:
    """Put a remark above a post, or change it."""
    actor = current_actor()
    # The page that refuses shows the post.
    topic, post = read_post(actor, post_id)
    row = remark_to_edit(actor, topic, post)
    form = RemarkForm()
    if not form.validate():
        return _form_page(topic, post, row, form, UNPROCESSABLE)
    try:
        topic = remarking.put_remark(
            actor,
            post_id,
            text_es=form.text_es.data or "",
            text_pt=form.text_pt.data or "",
            based_on=form.based_on.data or 0,
        )
    except ForumError as error:
        return _form_page(topic, post, row, form, put_into(form, error))
    flash(_("The notice stands above the post, and its author will be told."), "ok")
    return redirect(post_address(topic.slug, topic.id, post.number), 303)


@blueprint.post("/posts/<id:post_id>/remark/removal")
@access("member")
def delete_remark(post_id: int) -> BaseResponse:
    """Take the remark above a post away."""
    actor = current_actor()
    _topic, post = get_post(actor, post_id)
    if not ButtonForm().validate():
        raise Invalid
    topic = remarking.remove_remark(actor, post_id)
    flash(_("The notice above the post is removed."), "ok")
    return redirect(post_address(topic.slug, topic.id, post.number), 303)


def _form_page(topic: Topic, post: Post, row: PostRemark | None, form: RemarkForm, status: int = 200) -> Response:
    return page("discussion/edit_remark.html", status, topic=topic, post=post, row=row, form=form)
