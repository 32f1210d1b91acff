"""The files of a post for whoever may keep them back, and the page of one that waits for a decision."""

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.watching import keep_reading
from forum.discussion.watching import read_post
from forum.quarantine.commands.retaining import retain_file
from forum.quarantine.forms import RetentionForm
from forum.quarantine.policy import can_retain
from forum.quarantine.queries.pages import files_to_retain
from forum.quarantine.queries.pages import get_file_case
from forum.quarantine.routes.blueprint import blueprint


@blueprint.get("/posts/<id:post_id>/files")
@access("lead")
def list_files(post_id: int) -> Response:
    """List the files of a post, to keep one back."""
    topic, post = _readable(post_id)
    return _files_page(topic, post, RetentionForm(formdata=None))


@blueprint.post("/posts/<id:post_id>/retentions")
@access("lead")
def create_retention(post_id: int) -> Response:
    """Keep a file of a post back."""
    topic, post = _readable(post_id)
    form = RetentionForm()
    form.upload_id.choices = [(one.id, "") for one in files_to_retain(current_actor(), post)]
    if not form.validate():
        return _files_page(topic, post, form, UNPROCESSABLE)
    try:
        retain_file(current_actor(), post_id, form.upload_id.data, note=form.note.data)
    except ForumError as error:
        return _files_page(topic, post, form, put_into(form, error))
    flash(_("The file is kept back. Whoever attached it is told why."), "ok")
    return redirect(url_for("quarantine.list_files", post_id=post_id), 303)


@blueprint.get("/moderation/files/<id:retained_id>")
@access("lead")
def show_file_case(retained_id: int) -> Response:
    """Show a file that waits for a decision, with the post that shows it."""
    actor = current_actor()
    case = get_file_case(actor, retained_id)
    keep_reading(actor, case.topic_id, audience=case.audience, city_id=case.city_id)
    return page("quarantine/show_file_case.html", case=case)


def _readable(post_id: int) -> tuple[Topic, Post]:
    topic, post = read_post(current_actor(), post_id)
    require(can_retain(current_actor(), topic))
    return topic, post


def _files_page(topic: Topic, post: Post, form: RetentionForm, status: int = 200) -> Response:
    files = files_to_retain(current_actor(), post)
    form.upload_id.choices = [
        (one.id, f"{one.file.name} · {one.file.about}") for one in files if one.state not in {"waiting", "rejected"}
    ]
    return page("quarantine/list_files.html", status, topic=topic, post=post, files=files, form=form)
