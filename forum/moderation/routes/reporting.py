"""Reporting a post."""

from flask import flash
from flask import make_response
from flask import redirect
from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.policy import require
from forum.core.web import current_actor
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.watching import keep_reading
from forum.moderation import commands
from forum.moderation.forms import ReportForm
from forum.moderation.policy import can_report
from forum.moderation.routes.blueprint import blueprint

UNPROCESSABLE = 422


@blueprint.get("/posts/<id:post_id>/reports/new")
@access("member")
def new_report(post_id: int) -> str:
    """Ask what is wrong with a post."""
    topic, post = _reportable(post_id)
    keep_reading(current_actor(), topic.id, audience=topic.audience, city_id=topic.city_id)
    return render_template("moderation/new_report.html", topic=topic, post=post, form=ReportForm(formdata=None))


@blueprint.post("/posts/<id:post_id>/reports")
@access("member")
def create_report(post_id: int) -> Response:
    """Tell RIL about a post."""
    topic, post = _reportable(post_id)
    form = ReportForm()
    if not form.validate():
        return _asked_again(topic, post, form)
    try:
        commands.report_post(current_actor(), post_id, reason=form.reason.data, note=form.note.data or "")
    except Invalid as refusal:
        form.refuse(refusal)
        return _asked_again(topic, post, form)
    flash(_("Thank you. The RIL team will look at it, and you will learn what was decided."), "ok")
    return redirect(f"/posts/{post_id}", 303)


def _reportable(post_id: int) -> tuple[Topic, Post]:
    actor = current_actor()
    topic, post = get_post(actor, post_id)
    require(can_report(actor, topic, post))
    return topic, post


def _asked_again(topic: Topic, post: Post, form: ReportForm) -> Response:
    keep_reading(current_actor(), topic.id, audience=topic.audience, city_id=topic.city_id)
    page = render_template("moderation/new_report.html", topic=topic, post=post, form=form)
    return make_response(page, UNPROCESSABLE)
