"""Merging a whole topic into another one."""

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core.access import access
from forum.core.asked import pressed
from forum.core.errors import ForumError
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.commands.moving.acts import merge_topics
from forum.discussion.forms import fresh_id
from forum.discussion.forms.moving import MergeForm
from forum.discussion.models import Topic
from forum.discussion.policy import can_move_posts
from forum.discussion.queries.moving import move_preview
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.routes.moving import candidates
from forum.discussion.routes.moving import lacks_yes
from forum.discussion.routes.moving import target_of
from forum.discussion.watching import read_topic


@blueprint.get("/topics/<id:topic_id>/merging")
@access("member")
def new_merging(topic_id: int) -> Response:
    """Ask which topic all posts of this one should go into."""
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_move_posts(actor, topic))
    return page("discussion/new_merging.html", topic=topic, form=MergeForm(formdata=None, request_id=fresh_id()))


@blueprint.post("/topics/<id:topic_id>/merging")
@access("member")
def create_merging(topic_id: int) -> BaseResponse:
    """Merge a topic into another one; first show what that means, if asked to."""
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_move_posts(actor, topic))
    form = MergeForm()
    if not form.validate():
        return page("discussion/new_merging.html", UNPROCESSABLE, topic=topic, form=form)
    target = target_of(actor, topic, form)
    if target is None:
        found = candidates(actor, topic, form)
        status = UNPROCESSABLE if form.target.errors else 200
        return page("discussion/new_merging.html", status, topic=topic, form=form, found=found)
    if pressed("preview") or lacks_yes(topic, target, form):
        return _confirm(topic, target, form)
    try:
        moved = merge_topics(actor, topic_id, into_topic_id=target.id, reason=form.reason.data or "")
    except ForumError as error:
        return _confirm(topic, target, form, put_into(form, error))
    flash(_("The topics are one now."), "ok")
    return redirect(f"/moves/{moved.id}", 303)


def _confirm(topic: Topic, target: Topic, form: MergeForm, status: int = 0) -> Response:
    preview = move_preview(topic, None, audience=target.audience, city_id=target.city_id)
    wrong = UNPROCESSABLE if form.errors else 200
    return page(
        "discussion/confirm_move.html",
        status or wrong,
        topic=topic,
        target=target,
        form=form,
        preview=preview,
        merging=True,
    )
