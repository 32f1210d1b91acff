"""Slow mode of a topic: seeing it, setting it, ending it."""

from typing import Any

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core import formatting
from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.forms import MESSAGES
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.commands import pacing
from forum.discussion.forms.pacing import PACES
from forum.discussion.forms.pacing import PaceForm
from forum.discussion.forms.pacing import PaceRemovalForm
from forum.discussion.models import Topic
from forum.discussion.pace import pace_of
from forum.discussion.policy import can_curate
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import read_topic


@blueprint.get("/topics/<id:topic_id>/pace")
@access("member")
def edit_pace(topic_id: int) -> Response:
    """Show how often members may write in a topic, and ask how often they should."""
    topic = _topic(topic_id)
    return _asked(topic, PaceForm(formdata=None, **_present(topic)))


@blueprint.post("/topics/<id:topic_id>/pace")
@access("member")
def update_pace(topic_id: int) -> BaseResponse:
    """Let members write once in some time only."""
    topic = _topic(topic_id)
    form = PaceForm()
    if not form.validate():
        return _asked(topic, form, UNPROCESSABLE)
    minutes = form.chosen()
    if minutes is None:
        form.minutes.errors = [MESSAGES["required"]]
        return _asked(topic, form, UNPROCESSABLE)
    try:
        until = formatting.moment_here(form.until.data, "until") if form.until.data is not None else None
        topic = pacing.slow_down(current_actor(), topic_id, minutes=minutes, until=until)
    except ForumError as error:
        return _asked(topic, form, put_into(form, error))
    flash(_("Slow mode is on."), "ok")
    return redirect(f"/t/{topic.slug}/{topic.id}", 303)


@blueprint.post("/topics/<id:topic_id>/pace/removal")
@access("member")
def delete_pace(topic_id: int) -> BaseResponse:
    """Let members write whenever they like."""
    if not PaceRemovalForm().validate():
        raise Invalid
    topic = pacing.speed_up(current_actor(), topic_id)
    flash(_("Slow mode is off."), "ok")
    return redirect(f"/t/{topic.slug}/{topic.id}", 303)


def _topic(topic_id: int) -> Topic:
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_curate(actor, topic))
    return topic


def _present(topic: Topic) -> dict[str, Any]:
    """Return what is set, for the fields of the form."""
    minutes = pace_of(topic)
    if minutes is None:
        return {"pace": "15"}
    listed = str(minutes) in PACES
    until = formatting.clock_here(topic.slow_until) if topic.slow_until is not None else None
    return {"pace": str(minutes) if listed else "own", "minutes": None if listed else minutes, "until": until}


def _asked(topic: Topic, form: PaceForm, status: int = 200) -> Response:
    return page(
        "discussion/edit_pace.html", status, topic=topic, form=form, pace=pace_of(topic), zone=formatting.zone()
    )
