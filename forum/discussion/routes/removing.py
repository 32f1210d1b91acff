"""Deleting, hiding and restoring posts."""

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.forms import Form
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.addresses import post_address
from forum.discussion.commands import removal
from forum.discussion.forms import ReasonForm
from forum.discussion.forms import RemovalForm
from forum.discussion.forms import fresh_id
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_delete_post
from forum.discussion.policy import can_hide_post
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import read_post


@blueprint.get("/posts/<id:post_id>/deletion")
@access("member")
def new_deletion(post_id: int) -> Response:
    """Ask whether a post should go; for somebody else's post, why."""
    actor = current_actor()
    topic, post = read_post(actor, post_id)
    require(can_delete_post(actor, topic, post))
    kind = ReasonForm if post.author_id == actor.id else RemovalForm
    return _ask(topic, post, kind(formdata=None, request_id=fresh_id()), "deletion")


@blueprint.post("/posts/<id:post_id>/deletion")
@access("member")
def create_deletion(post_id: int) -> BaseResponse:
    """Delete a post softly."""
    actor = current_actor()
    # The page that refuses shows the post.
    topic, post = read_post(actor, post_id)
    require(can_delete_post(actor, topic, post))
    form = ReasonForm() if post.author_id == actor.id else RemovalForm()
    if not form.validate():
        return _ask(topic, post, form, "deletion", UNPROCESSABLE)
    try:
        topic = removal.delete_post(actor, post_id, reason=form.reason.data or "")
    except ForumError as error:
        return _ask(topic, post, form, "deletion", put_into(form, error))
    flash(_("The topic was deleted.") if post.number == 1 else _("The post was deleted."), "ok")
    return _back(topic, post)


@blueprint.post("/posts/<id:post_id>/deletion/removal")
@access("member")
def delete_deletion(post_id: int) -> BaseResponse:
    """Bring a deleted post back."""
    return _restore(post_id)


@blueprint.get("/posts/<id:post_id>/hiding")
@access("member")
def new_hiding(post_id: int) -> Response:
    """Ask why a post should be hidden."""
    actor = current_actor()
    topic, post = read_post(actor, post_id)
    require(can_hide_post(actor, topic, post))
    return _ask(topic, post, RemovalForm(formdata=None, request_id=fresh_id()), "hiding")


@blueprint.post("/posts/<id:post_id>/hiding")
@access("member")
def create_hiding(post_id: int) -> BaseResponse:
    """Hide a post, with a reason that its author is told."""
    actor = current_actor()
    # The page that refuses shows the post.
    topic, post = read_post(actor, post_id)
    require(can_hide_post(actor, topic, post))
    form = RemovalForm()
    if not form.validate():
        return _ask(topic, post, form, "hiding", UNPROCESSABLE)
    try:
        topic = removal.hide_post(actor, post_id, reason=form.reason.data)
    except ForumError as error:
        return _ask(topic, post, form, "hiding", put_into(form, error))
    flash(_("The post is hidden, and its author will be told why."), "ok")
    return _back(topic, post)


@blueprint.post("/posts/<id:post_id>/hiding/removal")
@access("member")
def delete_hiding(post_id: int) -> BaseResponse:
    """Show a hidden post again."""
    return _restore(post_id)


def _restore(post_id: int) -> BaseResponse:
    actor = current_actor()
    _topic, post = get_post(actor, post_id)
    topic = removal.restore_post(actor, post_id)
    flash(_("The post is visible again."), "ok")
    return _back(topic, post)


def _ask(topic: Topic, post: Post, form: Form, act: str, status: int = 200) -> Response:
    return page("discussion/curate_post.html", status, topic=topic, post=post, form=form, act=act)


def _back(topic: Topic, post: Post) -> BaseResponse:
    return redirect(post_address(topic.slug, topic.id, post.number), 303)
