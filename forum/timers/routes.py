"""What is to happen to a topic later: seeing it, setting it, removing it."""

from flask import Blueprint
from flask import Response
from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.core import clock
from forum.core import formatting
from forum.core.access import access
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.models import Topic
from forum.discussion.queries.audience import audience_change
from forum.discussion.watching import read_topic
from forum.timers.commands import setting
from forum.timers.forms import RemovalForm
from forum.timers.forms import TimerForm
from forum.timers.labels import KINDS
from forum.timers.policy import can_schedule
from forum.timers.policy import may_be_published
from forum.timers.queries import Planned
from forum.timers.queries import planned_for

blueprint = Blueprint("timers", __name__)


@blueprint.get("/topics/<id:topic_id>/timers")
@access("member")
def list_timers(topic_id: int) -> Response:
    """Show what will happen to a topic, and ask what else should."""
    return _shown(_topic(topic_id), TimerForm(formdata=None))


@blueprint.post("/topics/<id:topic_id>/timers")
@access("member")
def create_timer(topic_id: int) -> BaseResponse:
    """Have something happen to a topic at a moment."""
    topic = _topic(topic_id)
    form = _offered(topic, TimerForm(), planned_for(current_actor(), topic))
    if not form.validate():
        return _shown(topic, form, UNPROCESSABLE)
    if form.kind.data == "publish" and not form.understood.data:
        form.understood.errors = [_("Confirm that you have read the warning.")]
        return _shown(topic, form, UNPROCESSABLE)
    try:
        _set(topic_id, form)
    except ForumError as error:
        return _shown(topic, form, put_into(form, error))
    flash(_("Set. It can be removed or set anew until then."), "ok")
    return redirect(url_for("timers.list_timers", topic_id=topic_id), 303)


@blueprint.post("/topics/<id:topic_id>/timers/<slug:kind>/removal")
@access("member")
def delete_timer(topic_id: int, kind: str) -> BaseResponse:
    """Let something not happen after all."""
    if not RemovalForm().validate():
        raise Invalid
    if kind not in KINDS:
        raise NotFound
    if kind == "remind":
        setting.remove_reminder(current_actor(), topic_id)
    else:
        setting.remove_timer(current_actor(), topic_id, kind=kind)
    flash(_("Removed."), "ok")
    return redirect(url_for("timers.list_timers", topic_id=topic_id), 303)


def _topic(topic_id: int) -> Topic:
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_schedule(actor, topic))
    return topic


def _set(topic_id: int, form: TimerForm) -> None:
    due_at = formatting.moment_here(form.moment.data, "moment")
    kind: str = form.kind.data
    if kind == "remind":
        setting.set_reminder(current_actor(), topic_id, due_at=due_at)
    else:
        setting.set_timer(current_actor(), topic_id, kind=kind, due_at=due_at, audience=form.audience.data or None)


def _offered(topic: Topic, form: TimerForm, planned: tuple[Planned, ...]) -> TimerForm:
    """Offer what makes sense: a closed topic is closed again only once it was opened."""
    kinds = {"remind", "reopen" if topic.closed else "close"}
    kinds |= {"close" if one.kind == "reopen" else "reopen" for one in planned if one.kind in {"close", "reopen"}}
    if may_be_published(current_actor(), topic):
        kinds.add("publish")
    return form.offer(kinds)


def _shown(topic: Topic, form: TimerForm, status: int = 200) -> Response:
    actor = current_actor()
    planned = planned_for(actor, topic)
    may_publish = bool(may_be_published(actor, topic))
    return page(
        "timers/list_timers.html",
        status,
        topic=topic,
        form=_offered(topic, form, planned),
        planned=planned,
        change=audience_change(actor, topic, "community", None) if may_publish else None,
        zone=formatting.zone(),
        now=formatting.clock_here(clock.now()),
    )
