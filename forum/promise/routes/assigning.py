"""Who looks after a topic: asking a colleague, taking it, being done with it."""

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core import clock
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.web import current_actor
from forum.discussion.queries.topic import get_topic_view
from forum.discussion.queries.topic_view import TopicView
from forum.promise.commands import assigning
from forum.promise.forms import ActForm
from forum.promise.forms import BackQuery
from forum.promise.forms import CareForm
from forum.promise.policy import can_assign
from forum.promise.queries.calendars import next_due_day
from forum.promise.queries.care import care_of
from forum.promise.queries.care import colleagues_of
from forum.promise.queries.care import find_holder
from forum.promise.routes.blueprint import blueprint


@blueprint.get("/topics/<id:topic_id>/care/new")
@access("lead")
def new_care(topic_id: int) -> Response:
    """Ask who is to look after a topic, and until when."""
    topic = _assignable(topic_id)
    care = care_of(current_actor(), topic)
    form = CareForm(formdata=None, back=parse_query(BackQuery)["back"])
    if care is not None and care.due_on is not None:
        form.due_on.data, form.note.data = care.due_on, care.note
    return _asked(topic, form)


@blueprint.post("/topics/<id:topic_id>/care")
@access("lead")
def create_care(topic_id: int) -> Response:
    """Have a colleague look after a topic."""
    topic = _assignable(topic_id)
    form = _offered(topic, CareForm())
    if not form.validate():
        return _asked(topic, form, UNPROCESSABLE)
    try:
        assigning.assign(
            current_actor(),
            topic_id,
            colleague_id=form.colleague_id.data,
            note=form.note.data or "",
            due_on=form.due_on.data,
        )
    except Invalid as refusal:
        form.refuse(refusal)
        return _asked(topic, form, UNPROCESSABLE)
    flash(_("Assigned. Whoever asked is told who looks after it."), "ok")
    return _back(topic_id, form)


@blueprint.post("/topics/<id:topic_id>/care/taking")
@access("lead")
def create_taking(topic_id: int) -> Response:
    """Look after a topic oneself."""
    form = _act_form()
    assigning.take(current_actor(), topic_id)
    flash(_("You look after this topic now. Whoever asked is told."), "ok")
    return _back(topic_id, form)


@blueprint.post("/topics/<id:topic_id>/care/removal")
@access("lead")
def delete_care(topic_id: int) -> Response:
    """Be done with a topic."""
    form = _act_form()
    assigning.finish(current_actor(), topic_id)
    flash(_("Done. Nobody looks after this topic any more."), "ok")
    return _back(topic_id, form)


def _assignable(topic_id: int) -> TopicView:
    actor = current_actor()
    topic = get_topic_view(actor, topic_id)
    require(can_assign(actor, topic, find_holder(topic_id)))
    return topic


def _offered(topic: TopicView, form: CareForm) -> CareForm:
    return form.offer(colleagues_of(current_actor(), topic), next_due_day(clock.now(), topic.author_city_id))


def _asked(topic: TopicView, form: CareForm, status: int = 200) -> Response:
    return page("promise/new_care.html", status, topic=topic, form=_offered(topic, form))


def _act_form() -> ActForm:
    form = ActForm()
    if not form.validate():
        raise Invalid
    return form


def _back(topic_id: int, form: ActForm) -> Response:
    """Go back to the list that the button stood in, or to the page of the topic."""
    if form.back.data:
        return redirect(url_for("promise.list_waiting", list=form.back.data), 303)
    return redirect(url_for("discussion.show_topic_by_id", topic_id=topic_id), 303)
