"""Choosing posts of a topic, saying where they go, seeing what that means, and taking it back."""

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as BaseResponse

from forum.certification.queries import find_stage
from forum.certification.queries import stage_by_id
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.asked import asked_ids
from forum.core.asked import pressed
from forum.core.errors import ForumError
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.commands.moving import acts
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.forms import fresh_id
from forum.discussion.forms.moving import MOST_CHOSEN
from forum.discussion.forms.moving import MergeForm
from forum.discussion.forms.moving import MoveForm
from forum.discussion.forms.moving import SelectionQuery
from forum.discussion.forms.moving import UndoForm
from forum.discussion.models import Topic
from forum.discussion.policy import can_move_between
from forum.discussion.policy import can_move_posts
from forum.discussion.queries.moving import Found
from forum.discussion.queries.moving import find_topic_named
from forum.discussion.queries.moving import get_move
from forum.discussion.queries.moving import move_preview
from forum.discussion.queries.moving import names_a_topic
from forum.discussion.queries.moving import topics_like
from forum.discussion.queries.pages import POSTS_PER_PAGE
from forum.discussion.queries.topic import topic_page
from forum.discussion.relocations import Relocation
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import keep_reading
from forum.discussion.watching import read_topic


@blueprint.get("/topics/<id:topic_id>/selection")
@access("member")
def new_selection(topic_id: int) -> Response:
    """Show the posts of a page of a topic, to be chosen; what was chosen on other pages stays so."""
    actor = current_actor()
    wanted = parse_query(SelectionQuery)["page"] or 1
    shown = topic_page(actor, topic_id, (wanted - 1) * POSTS_PER_PAGE + 1)
    require(can_move_posts(actor, shown.topic))
    keep_reading(actor, topic_id, audience=shown.topic.audience, city_id=shown.topic.city_id)
    chosen = asked_ids("posts", most=MOST_CHOSEN)
    posts = [post for post in shown.posts if post.kind == "post" and post.number > 1]
    here = {post.id for post in posts}
    return page(
        "discussion/select_posts.html",
        topic=shown.topic,
        pages=shown.pages,
        posts=posts,
        chosen=chosen,
        elsewhere=[post_id for post_id in chosen if post_id not in here],
        most=MOST_CHOSEN,
    )


@blueprint.get("/topics/<id:topic_id>/moves/new")
@access("member")
def new_move(topic_id: int) -> BaseResponse:
    """Ask where the chosen posts should go."""
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_move_posts(actor, topic))
    ids = asked_ids("posts", most=MOST_CHOSEN)
    if not ids:
        flash(_("Choose at least one post."), "bad")
        return redirect(f"/topics/{topic.id}/selection", 302)
    stage = stage_by_id(topic.stage_id)
    slug = stage.slug if stage is not None else None
    form = MoveForm(formdata=None, request_id=fresh_id(), to="new", kind=topic.kind, stage=slug)
    form.posts.data = ids
    form.offer(ui_language())
    return page("discussion/new_move.html", topic=topic, form=form)


@blueprint.post("/topics/<id:topic_id>/moves")
@access("member")
def create_move(topic_id: int) -> BaseResponse:
    """Move posts to a new topic or to another one; first show what that means, if asked to."""
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_move_posts(actor, topic))
    form = MoveForm()
    form.offer(ui_language())
    if not form.validate():
        return page("discussion/new_move.html", UNPROCESSABLE, topic=topic, form=form)
    target = None
    if form.to.data == "existing":
        target = target_of(actor, topic, form)
        if target is None:
            found = candidates(actor, topic, form)
            status = UNPROCESSABLE if form.target.errors else 200
            return page("discussion/new_move.html", status, topic=topic, form=form, found=found)
    if pressed("preview") or lacks_yes(topic, target, form):
        return _confirm(topic, target, form)
    try:
        moved = _move(actor, topic, target, form)
    except ForumError as error:
        return _confirm(topic, target, form, put_into(form, error))
    flash(_("The posts were moved."), "ok")
    return redirect(f"/moves/{moved.id}", 303)


@blueprint.get("/moves/<id:move_id>")
@access("member")
def show_move(move_id: int) -> Response:
    """Show what was moved where, with the way back."""
    return page("discussion/show_move.html", move=get_move(current_actor(), move_id), form=UndoForm(formdata=None))


@blueprint.post("/moves/<id:move_id>/removal")
@access("member")
def delete_move(move_id: int) -> BaseResponse:
    """Move the posts back."""
    actor = current_actor()
    move = get_move(actor, move_id)
    form = UndoForm()
    if move.opens and not move.undone and not form.understood.data:
        form.understood.errors = [_("Confirm that you have read the warning.")]
        return page("discussion/show_move.html", UNPROCESSABLE, move=move, form=form)
    undo_move(actor, move_id)
    flash(_("The posts are back where they were."), "ok")
    return redirect(f"/moves/{move_id}", 303)


def target_of(actor: Actor, topic: Topic, form: MoveForm | MergeForm) -> Topic | None:
    """Return the topic that a form names, if posts may go there; otherwise say at the field why not, or offer some."""
    number = names_a_topic(form.target.data or "")
    if number is None:
        return None
    target = find_topic_named(actor, number)
    if target is None:
        form.target.errors = [_l("There is no such topic, or it is not open to you.")]
        return None
    if target.id == topic.id:
        form.target.errors = [_l("That is this same topic. Choose another one.")]
        return None
    decision = can_move_between(actor, topic, target)
    if not decision:
        form.target.errors = [decision.reason or _l("You cannot move posts there.")]
        return None
    return target


def candidates(actor: Actor, topic: Topic, form: MoveForm | MergeForm) -> list[Found]:
    """Return topics whose titles have the words that a form names; say at the field when there are none."""
    if form.target.errors:
        return []
    found = topics_like(actor, topic, form.target.data or "")
    if not found:
        form.target.errors = [_l("No topic that you look after has these words in its title.")]
    return found


def lacks_yes(topic: Topic, target: Topic | None, form: MoveForm | MergeForm) -> bool:
    """Tell whether more people would read the posts, and nobody has said yet that they should."""
    if target is None or form.understood.data:
        return False
    if not move_preview(topic, (), audience=target.audience, city_id=target.city_id).widens:
        return False
    form.understood.errors = [_("Confirm that you have read the warning.")]
    return True


def _confirm(topic: Topic, target: Topic | None, form: MoveForm, status: int = 0) -> Response:
    there = target or topic
    preview = move_preview(topic, form.posts.data, audience=there.audience, city_id=there.city_id)
    wrong = UNPROCESSABLE if form.errors else 200
    return page(
        "discussion/confirm_move.html",
        status or wrong,
        topic=topic,
        target=target,
        form=form,
        preview=preview,
        stage=find_stage(form.stage.data or ""),
    )


def _move(actor: Actor, topic: Topic, target: Topic | None, form: MoveForm) -> Relocation:
    ids, why = form.posts.data, form.reason.data or ""
    if target is not None:
        return acts.move_posts(actor, topic.id, post_ids=ids, to_topic_id=target.id, reason=why)
    stage = find_stage(form.stage.data or "")
    beginning = acts.Beginning(title=form.title.data, stage_id=stage.id if stage else 0, kind=form.kind.data)
    return acts.split_topic(actor, topic.id, post_ids=ids, beginning=beginning, reason=why)
