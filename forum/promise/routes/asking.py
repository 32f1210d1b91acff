"""Whom RIL could ask about a topic, and asking them."""

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.web import current_actor
from forum.discussion.queries.topic import get_topic_view
from forum.discussion.queries.topic_view import TopicView
from forum.promise.commands.asking import ask_for_help
from forum.promise.forms import AskingForm
from forum.promise.policy import can_ask
from forum.promise.queries.asking import asked_about
from forum.promise.queries.asking import helpers_for
from forum.promise.routes.blueprint import blueprint


@blueprint.get("/topics/<id:topic_id>/asking")
@access("staff")
def new_asking(topic_id: int) -> Response:
    """Offer whom one could ask about a topic, and say who was asked."""
    return _offered(_askable(topic_id), AskingForm(formdata=None))


@blueprint.post("/topics/<id:topic_id>/asking")
@access("staff")
def create_asking(topic_id: int) -> Response:
    """Ask the chosen ones for help."""
    topic = _askable(topic_id)
    form = AskingForm()
    if not form.validate():
        return _offered(topic, form, UNPROCESSABLE)
    try:
        number = ask_for_help(current_actor(), topic_id, people=form.people.data or ())
    except Invalid as refusal:
        form.refuse(refusal)
        return _offered(topic, form, UNPROCESSABLE)
    flash(ngettext("%(num)d person was asked.", "%(num)d people were asked.", number), "ok")
    return redirect(url_for("promise.new_asking", topic_id=topic_id), 303)


def _askable(topic_id: int) -> TopicView:
    actor = current_actor()
    topic = get_topic_view(actor, topic_id)
    require(can_ask(actor, topic))
    return topic


def _offered(topic: TopicView, form: AskingForm, status: int = 200) -> Response:
    actor = current_actor()
    return page(
        "promise/new_asking.html",
        status,
        topic=topic,
        form=form,
        helpers=helpers_for(actor, topic),
        asked=asked_about(actor, topic),
    )
