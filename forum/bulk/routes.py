"""Changing many topics of a list together: chosen, shown, done, taken back."""

from flask import Blueprint
from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as BaseResponse

from forum.bulk.commands import change_topics
from forum.bulk.commands import undo_change
from forum.bulk.forms import ChangeForm
from forum.bulk.forms import UndoForm
from forum.bulk.queries import affected_topics
from forum.bulk.queries import get_change
from forum.bulk.states import MOST_TOPICS
from forum.bulk.states import Change
from forum.certification.queries import find_criterion
from forum.certification.queries import find_stage
from forum.core import clock
from forum.core.access import access
from forum.core.asked import asked_ids
from forum.core.asked import pressed
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.filters import chosen
from forum.discussion.queries.lists import topics_page
from forum.promise.queries.calendars import next_due_day
from forum.promise.queries.care import ril

blueprint = Blueprint("bulk", __name__)


@blueprint.get("/topics")
@access("staff")
def list_topics() -> Response:
    """Show topics to be chosen; what was chosen on other pages stays so."""
    actor, language, here = current_actor(), ui_language(), chosen(current_actor())
    found = topics_page(actor, here.narrow(), after=here.after, before=here.before, language=language)
    ids = asked_ids("topics", most=MOST_TOPICS)
    shown = {topic.id for topic in found.items}
    return page(
        "bulk/list_topics.html",
        page=found,
        chosen=here,
        ids=ids,
        elsewhere=[topic_id for topic_id in ids if topic_id not in shown],
        most=MOST_TOPICS,
    )


@blueprint.get("/topics/changes/new")
@access("staff")
def new_change() -> BaseResponse:
    """Ask what to do with the chosen topics."""
    ids = asked_ids("topics", most=MOST_TOPICS)
    if not ids:
        flash(_("Choose at least one topic."), "bad")
        return redirect("/topics", 302)
    form = _offered(ChangeForm(formdata=None, act="stage"))
    form.topics.data = ids
    return page("bulk/new_change.html", form=form)


@blueprint.post("/topics/changes")
@access("staff")
def create_change() -> BaseResponse:
    """Change the chosen topics; first show what that means, if asked to."""
    actor = current_actor()
    form = _offered(ChangeForm())
    if not form.validate():
        return page("bulk/new_change.html", UNPROCESSABLE, form=form)
    change = _change(form)
    try:
        topics = affected_topics(actor, form.topics.data, change)
    except Invalid as refusal:
        return page("bulk/new_change.html", put_into(form, refusal), form=form)
    if pressed("preview"):
        return page("bulk/confirm_change.html", topics=topics, form=form)
    try:
        opening = {topic.id for topic in topics if topic.widens} if form.understood.data else ()
        made = change_topics(actor, form.topics.data, change, reason=form.reason.data or "", opening=opening)
    except ForumError as error:
        return page("bulk/confirm_change.html", put_into(form, error), topics=topics, form=form)
    flash(_("The topics were changed."), "ok")
    return redirect(f"/changes/{made.id}", 303)


@blueprint.get("/changes/<id:change_id>")
@access("staff")
def show_change(change_id: int) -> Response:
    """Show what was done to how many topics, with the way back."""
    return page("bulk/show_change.html", change=get_change(current_actor(), change_id), form=UndoForm(formdata=None))


@blueprint.post("/changes/<id:change_id>/removal")
@access("staff")
def delete_change(change_id: int) -> BaseResponse:
    """Put the topics back as they were."""
    form, change = UndoForm(), get_change(current_actor(), change_id)
    try:
        opening = change.opening if form.understood.data else ()
        undone = undo_change(current_actor(), change_id, opening=opening)
    except Invalid as refusal:
        return page("bulk/show_change.html", put_into(form, refusal), change=change, form=form)
    if undone.back:
        flash(_("The topics are as they were."), "ok")
    if undone.nobodys:
        sentence = ngettext(
            "%(num)d topic has nobody to look after it now: whoever did may not any more.",
            "%(num)d topics have nobody to look after them now: whoever did may not any more.",
            undone.nobodys,
        )
        flash(sentence, "wait")
    if undone.kept:
        sentence = ngettext(
            "%(num)d topic was changed again since and stays as it is.",
            "%(num)d topics were changed again since and stay as they are.",
            undone.kept,
        )
        flash(sentence, "wait")
    return redirect(f"/changes/{change_id}", 303)


def _offered(form: ChangeForm) -> ChangeForm:
    form.offer(ui_language(), ril(current_actor()), next_due_day(clock.now(), None))
    return form


def _change(form: ChangeForm) -> Change:
    act = form.act.data
    if act in {"close", "reopen"}:
        return Change("closed", act == "close")
    if act in {"pin", "unpin"}:
        return Change("pinned", act == "pin")
    if act == "stage":
        stage = find_stage(form.stage.data)
        return Change("stage", stage.id if stage else 0)
    if act == "criteria":
        criterion = find_criterion(form.criterion.data)
        return Change("criteria", criterion.id if criterion else 0)
    if act == "assign":
        return Change("assignee", int(form.colleague.data), form.due_on.data)
    return Change(act, form.language.data if act == "language" else form.audience.data)
