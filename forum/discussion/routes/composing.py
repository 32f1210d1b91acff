"""Opening a topic and replying: the composer, its preview, and what it says while somebody writes."""

from typing import Any

from flask import Response
from flask import redirect
from werkzeug.wrappers import Response as BaseResponse

from forum.certification.queries import criteria_in_order
from forum.certification.queries import find_criterion
from forum.certification.queries import find_practice
from forum.certification.queries import find_stage
from forum.certification.queries import practices_in_order
from forum.certification.queries import stages_in_order
from forum.cities.queries import city_by_id
from forum.cities.queries import find_city
from forum.cities.queries import stage_of
from forum.core.access import accepts_bytes
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.asked import pressed
from forum.core.errors import ForumError
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.addresses import post_address
from forum.discussion.commands import posts
from forum.discussion.commands import previewing
from forum.discussion.commands import topics
from forum.discussion.commands.previewing import Preview
from forum.discussion.commands.topics import AlreadyPosted
from forum.discussion.forms import QuoteQuery
from forum.discussion.forms import ReplyForm
from forum.discussion.forms import StartQuery
from forum.discussion.forms import TopicForm
from forum.discussion.forms import fresh_id
from forum.discussion.loading import Merged
from forum.discussion.models import Topic
from forum.discussion.pace import pace_of
from forum.discussion.policy import can_create_topic
from forum.discussion.policy import can_reply
from forum.discussion.policy import can_write
from forum.discussion.queries.guides import find_guide
from forum.discussion.routes.attaching import FORM_BYTES
from forum.discussion.routes.attaching import attachments
from forum.discussion.routes.attaching import take_files
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.routes.holding import say_held
from forum.discussion.routes.previews import engine_if_asked
from forum.discussion.routes.previews import other_language
from forum.discussion.routes.previews import place_for
from forum.discussion.routes.previews import say_language
from forum.discussion.routes.replying import MergedMeanwhile
from forum.discussion.routes.replying import put_prepared
from forum.discussion.routes.replying import reply_box
from forum.discussion.routes.replying import seen_by_visitors
from forum.discussion.routes.replying import topic_or_where_it_went
from forum.discussion.screening import Held
from forum.discussion.watching import keep_reading
from forum.discussion.watching import read_topic
from forum.search.queries import similar_topics


@blueprint.get("/new-topic")
@access("member")
def new_topic() -> Response:
    """Show the composer; the address may fill in a stage, a title, a practice or a criterion."""
    actor = current_actor()
    require(can_write(actor))
    asked = parse_query(StartQuery)
    stage = find_stage(asked["stage"] or "") or _own_stage(actor)
    practice = find_practice(asked["practice"] or "")
    criterion = find_criterion(asked["criterion"] or "")
    form = TopicForm(
        formdata=None,
        request_id=fresh_id(),
        kind=asked["kind"] or "question",
        title=asked["title"] or "",
        stage=stage.slug if stage else None,
        practices=[practice.code] if practice else [],
        criteria=[criterion.code] if criterion else [],
        language=ui_language(),
        audience=asked["audience"] or "community",
    )
    form.offer(ui_language())
    return _composer(actor, form)


@blueprint.post("/new-topic")
@access("member")
@accepts_bytes(FORM_BYTES)
def create_topic() -> BaseResponse:
    """Open a topic, or show how it will look."""
    actor = current_actor()
    form = TopicForm()
    form.offer(ui_language())
    taken = take_files(actor, form)
    valid = form.validate()
    if taken.shows_again(form):
        return _composer(actor, form, taken.status, waiting=taken.waiting)
    if pressed("preview"):
        return _preview_topic(actor, form)
    if not valid:
        return _composer(actor, form, UNPROCESSABLE)
    try:
        topic = topics.create_topic(actor, _new_topic(form))
    except Held as held:
        return say_held(actor, held)
    except ForumError as error:
        return _composer(actor, form, _refuse(form, error), error=error)
    say_language(form.title.data + "\n" + form.body.data, topic.language, topic)
    return redirect(f"/t/{topic.slug}/{topic.id}", 303)


@blueprint.get("/topics/<id:topic_id>/posts/new")
@access("member")
def new_post(topic_id: int) -> Response:
    """Show the reply box on a page of its own, perhaps with a quote in it."""
    parse_query(QuoteQuery)
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    require(can_reply(actor, topic))
    return page("discussion/new_post.html", topic=topic, box=reply_box(actor, topic), pace=pace_of(topic))


@blueprint.post("/topics/<id:topic_id>/posts")
@access("member")
@accepts_bytes(FORM_BYTES)
def create_post(topic_id: int) -> BaseResponse:
    """Reply, or show how the reply will look."""
    actor = current_actor()
    topic, merged = topic_or_where_it_went(actor, topic_id)
    form = ReplyForm()
    taken = take_files(actor, form)
    if merged:
        return _reply_elsewhere(actor, topic, form)
    keep_reading(actor, topic.id, audience=topic.audience, city_id=topic.city_id)
    valid = form.validate()
    if taken.shows_again(form):
        return _reply_page(actor, topic, form, taken.status, waiting=taken.waiting)
    if pressed("prepare"):
        return _reply_page(actor, topic, form, put_prepared(actor, topic, form))
    if not valid:
        return _reply_page(actor, topic, form, UNPROCESSABLE)
    try:
        if pressed("preview"):
            shown = previewing.preview_reply(
                actor, topic_id, body=form.body.data, language=form.language.data, translate=engine_if_asked()
            )
            return _reply_page(actor, topic, form, preview=shown)
        post = posts.reply(
            actor,
            topic_id,
            posts.NewReply(
                body=form.body.data,
                language=form.language.data,
                reply_to_id=form.reply_to.data,
                request_id=form.request_id.data or None,
            ),
        )
    except Merged:
        return _reply_elsewhere(actor, topic_or_where_it_went(actor, topic_id)[0], form)
    except Held as held:
        return say_held(actor, held)
    except ForumError as error:
        return _reply_page(actor, topic, form, _refuse(form, error), error=error)
    say_language(post.body, post.language, topic, post.id)
    return redirect(post_address(topic.slug, topic.id, post.number), 303)


def _composer(
    actor: Actor,
    form: TopicForm,
    status: int = 200,
    *,
    preview: Preview | None = None,
    error: ForumError | None = None,
    waiting: frozenset[str] = frozenset(),
) -> Response:
    language = ui_language()
    city = city_by_id(actor.city_id)
    own_stage = _own_stage(actor)
    by_practice: dict[int, list[Any]] = {p.id: [] for p in practices_in_order()}
    for criterion in criteria_in_order():
        if not criterion.retired or criterion.code in (form.criteria.data or []):
            by_practice[criterion.practice_id].append(criterion)
    title = form.title.data or ""
    may_publish = bool(can_create_topic(actor, "public", None, "discussion"))
    return page(
        "discussion/new_topic.html",
        status,
        error=error,
        form=form,
        files=attachments(actor, form.body.data or "", waiting=waiting),
        preview=preview,
        other=other_language(f"{title}\n{form.body.data or ''}", form.language.data or language),
        similar=similar_topics(actor, title) if title else [],
        stages=stages_in_order(),
        own_stage=own_stage.slug if own_stage else None,
        guide=find_guide(actor, stage.id) if (stage := find_stage(form.stage.data or "")) else None,
        criteria=[(p, by_practice[p.id]) for p in practices_in_order()],
        own_city=city,
        may_publish=may_publish,
        shown_as=seen_by_visitors(actor) if may_publish else None,
    )


def _preview_topic(actor: Actor, form: TopicForm) -> Response:
    """Show the text as it will look; what else is missing is said when it is published."""
    if form.body.errors or form.language.errors:
        return _composer(actor, form, UNPROCESSABLE)
    for field in form:
        field.errors = []
    place = place_for(actor, form.audience.data, form.city.data or "")
    try:
        shown = previewing.preview(
            actor,
            body=form.body.data,
            language=form.language.data,
            place=place,
            title=form.title.data or "",
            translate=engine_if_asked(),
        )
    except ForumError as error:
        return _composer(actor, form, put_into(form, error), error=error)
    return _composer(actor, form, preview=shown)


def _reply_page(
    actor: Actor,
    topic: Topic,
    form: ReplyForm,
    status: int = 200,
    *,
    preview: Preview | None = None,
    error: ForumError | None = None,
    waiting: frozenset[str] = frozenset(),
) -> Response:
    """Show the reply box with what was typed, also when the topic was closed meanwhile: nothing is lost."""
    return page(
        "discussion/new_post.html",
        status,
        error=error,
        topic=topic,
        box=reply_box(actor, topic, form, waiting=waiting),
        pace=pace_of(topic),
        typed=form,
        preview=preview,
        other=other_language(form.body.data or "", form.language.data or ""),
    )


def _reply_elsewhere(actor: Actor, topic: Topic, form: ReplyForm) -> Response:
    """Show a reply in the topic that its own went into: others may read it there, so it is not published unasked."""
    error = MergedMeanwhile()
    return _reply_page(actor, topic, form, _refuse(form, error), error=error)


def _new_topic(form: TopicForm) -> topics.NewTopic:
    stage = find_stage(form.stage.data)
    city = find_city(form.city.data or "") if form.audience.data == "city" else None
    return topics.NewTopic(
        title=form.title.data,
        body=form.body.data,
        kind=form.kind.data,
        stage_id=stage.id if stage else 0,
        language=form.language.data,
        audience=form.audience.data,
        city_id=city.id if city else None,
        practice_ids=[p.id for p in practices_in_order() if p.code in (form.practices.data or [])],
        criterion_ids=[c.id for c in criteria_in_order() if c.code in (form.criteria.data or [])],
        request_id=form.request_id.data or None,
    )


def _own_stage(actor: Actor) -> Any:
    """Return the stage of the actor's city, which its members may know."""
    city = city_by_id(actor.city_id)
    stage_id = stage_of(actor, city) if city is not None else None
    return next((stage for stage in stages_in_order() if stage.id == stage_id), None)


def _refuse(form: TopicForm | ReplyForm, error: ForumError) -> int:
    """Put a refusal into a form; one that was sent before gets a new id, so that it can be sent again."""
    if isinstance(error, AlreadyPosted):
        form.request_id.data = fresh_id()
    return put_into(form, error)
