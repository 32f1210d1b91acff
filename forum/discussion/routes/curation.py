"""What moderators (and leads in their own city's topics) do to topics, and who marks the answer."""

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as BaseResponse

from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.web import current_actor
from forum.discussion.commands import curation
from forum.discussion.commands import guiding
from forum.discussion.forms import AnswerForm
from forum.discussion.forms import ReasonForm
from forum.discussion.forms import fresh_id
from forum.discussion.models import Topic
from forum.discussion.policy import can_curate
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import read_topic


@blueprint.post("/topics/<id:topic_id>/pin")
@access("member")
def create_pin(topic_id: int) -> BaseResponse:
    """Put a topic above the lists."""
    topic = curation.pin_topic(current_actor(), topic_id)
    flash(_("The topic is pinned above the lists."), "ok")
    return _back(topic)


@blueprint.post("/topics/<id:topic_id>/pin/removal")
@access("member")
def delete_pin(topic_id: int) -> BaseResponse:
    """Take a topic from above the lists."""
    topic = curation.unpin_topic(current_actor(), topic_id)
    flash(_("The topic is no longer pinned."), "ok")
    return _back(topic)


@blueprint.post("/topics/<id:topic_id>/guide")
@access("member")
def create_guide(topic_id: int) -> BaseResponse:
    """Make a topic the guide of its stage."""
    topic = guiding.make_guide(current_actor(), topic_id)
    flash(_("The topic is the guide of its stage: it stands first there, and is offered before somebody asks."), "ok")
    return _back(topic)


@blueprint.post("/topics/<id:topic_id>/guide/removal")
@access("member")
def delete_guide(topic_id: int) -> BaseResponse:
    """Let a topic be the guide of its stage no longer."""
    topic = guiding.end_guide(current_actor(), topic_id)
    flash(_("The topic is the guide of its stage no longer."), "ok")
    return _back(topic)


@blueprint.get("/topics/<id:topic_id>/closing")
@access("member")
def new_closing(topic_id: int) -> Response:
    """Ask whether, and why, a topic should take no more replies."""
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_curate(actor, topic))
    return page("discussion/curate_topic.html", topic=topic, form=ReasonForm(formdata=None, request_id=fresh_id()))


@blueprint.post("/topics/<id:topic_id>/closing")
@access("member")
def create_closing(topic_id: int) -> BaseResponse:
    """Let a topic take no more replies."""
    actor = current_actor()
    form = ReasonForm()
    if not form.validate():
        topic = read_topic(actor, topic_id)
        require(can_curate(actor, topic))
        return page("discussion/curate_topic.html", UNPROCESSABLE, topic=topic, form=form)
    topic = curation.close_topic(actor, topic_id, reason=form.reason.data or "")
    flash(_("The topic is closed: it takes no more replies."), "ok")
    return _back(topic)


@blueprint.post("/topics/<id:topic_id>/closing/removal")
@access("member")
def delete_closing(topic_id: int) -> BaseResponse:
    """Let a closed topic take replies again."""
    topic = curation.reopen_topic(current_actor(), topic_id)
    flash(_("The topic takes replies again."), "ok")
    return _back(topic)


@blueprint.post("/topics/<id:topic_id>/answer")
@access("member")
def create_answer(topic_id: int) -> BaseResponse:
    """Mark a reply as the answer."""
    post_id = _post_id()
    if post_id is None:
        raise Invalid(_l("Choose the post that answers the question."))
    topic = curation.mark_answer(current_actor(), topic_id, post_id=post_id)
    flash(_("The question is solved: this reply is its answer."), "ok")
    return _back(topic, post_id)


@blueprint.post("/topics/<id:topic_id>/answer/removal")
@access("member")
def delete_answer(topic_id: int) -> BaseResponse:
    """Take the mark from the answer; when another one is marked by now, that one keeps it."""
    post_id = _post_id()
    topic = curation.unmark_answer(current_actor(), topic_id, post_id=post_id)
    return _back(topic, post_id)


@blueprint.post("/topics/<id:topic_id>/confirmation")
@access("member")
def create_confirmation(topic_id: int) -> BaseResponse:
    """Say as RIL that the marked answer is right."""
    post_id = _post_id()
    topic = curation.confirm_answer(current_actor(), topic_id, post_id=post_id)
    flash(_("The answer is confirmed by RIL."), "ok")
    return _back(topic, post_id)


@blueprint.post("/topics/<id:topic_id>/confirmation/removal")
@access("member")
def delete_confirmation(topic_id: int) -> BaseResponse:
    """Take RIL's confirmation back."""
    topic = curation.unconfirm_answer(current_actor(), topic_id)
    return _back(topic, topic.answer_post_id)


def _post_id() -> int | None:
    form = AnswerForm()
    if not form.validate():
        raise Invalid
    post_id: int | None = form.post_id.data
    return post_id


def _back(topic: Topic, post_id: int | None = None) -> BaseResponse:
    """Return to the topic, or to one of its posts."""
    return redirect(f"/posts/{post_id}" if post_id else f"/t/{topic.slug}/{topic.id}", 303)
