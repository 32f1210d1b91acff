"""The page of a topic, its addresses, and the way to a post or a day."""

from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import time
from typing import Final
from urllib.parse import urlencode

from flask import g
from flask import redirect
from flask import render_template
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import DateField
from wtforms.validators import Optional

from forum.core import tallies
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.asked import asked
from forum.core.asked import asks_for_anything
from forum.core.errors import NotFound
from forum.core.footprints import leave
from forum.core.formatting import zone
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import number
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.discussion.addresses import read_as
from forum.discussion.commands.reading import mark_read
from forum.discussion.indexing import indexing_of
from forum.discussion.loading import get_post
from forum.discussion.pace import pace_of
from forum.discussion.policy import can_announce
from forum.discussion.policy import can_change_audience
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_edit_topic
from forum.discussion.policy import can_end_guide
from forum.discussion.policy import can_guide
from forum.discussion.policy import can_pin
from forum.discussion.presenting import parts
from forum.discussion.presenting import show_posts
from forum.discussion.queries.places import find_place
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.topic import TopicPage
from forum.discussion.queries.topic import get_topic_view
from forum.discussion.queries.topic import number_at
from forum.discussion.queries.topic import topic_page
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.readings import Mode
from forum.discussion.readings import Reading
from forum.discussion.readings import if_wanted
from forum.discussion.readings import reading_for
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.routes.manner import manner_of
from forum.discussion.routes.replybox import reply_box_html
from forum.discussion.structured import structured_data
from forum.discussion.watching import keep_reading
from forum.promise.queries.care import care_of
from forum.timers.queries import planned_for

#: Posts of RIL that the jump street of a page names.
MOST_OF_RIL: Final = 4


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of the jump street."""

    #: `first`, `answer`, `staff`, `new` or `last`.
    kind: str
    number: int
    moment: datetime | None = None
    #: How many are new.
    count: int = 0
    url: str = ""


class TopicQuery(QueryForm):
    """How a topic is read: as it was written, in one language, or in both."""

    read = choice(
        _l("Reading"),
        [("original", _l("Original")), ("es", "Español"), ("pt", "Português"), ("both", _l("Both"))],
        required=False,
    )


class JumpQuery(TopicQuery):
    """Where to in a topic, and how to read it: a post's number, or a day."""

    number = number(_l("Number"), minimum=1, maximum=10**9, required=False)
    date = DateField(_l("Day"), validators=[Optional()])


@blueprint.get("/t/<slug:slug>/<id:topic_id>")
@blueprint.get("/t/<slug:slug>/<id:topic_id>/<id:number>")
@access("public")
def show_topic(slug: str, topic_id: int, number: int = 1) -> str | Response:
    """Show the posts around a number; another slug leads to the right one once the right to see is known."""
    actor = current_actor()
    asked_mode = parse_query(TopicQuery)["read"] if asks_for_anything() else None
    try:
        page = topic_page(actor, topic_id, number)
    except NotFound:
        return _where_it_is_now(actor, topic_id, number)
    topic = page.topic
    if topic.gaps and number <= topic.last_number and all(post.number != number for post in page.posts):
        return _where_it_is_now(actor, topic_id, number)
    manner = manner_of(page, actor, asked_mode)
    if slug != topic.slug:
        return redirect(_with_query(_address(topic, number)), 302)
    _leave_footprints(actor, page)
    tallies.translations_read(actor, _translations(page, manner.mode), audience=topic.audience)
    if topic.audience == "public" and not topic.deleted:
        g.indexable = True
    return render_template(
        "discussion/show_topic.html",
        page=page,
        topic=topic,
        posts=show_posts(actor, page, manner.mode),
        title=if_wanted(topic.reading, manner.single, topic.language),
        answer_reading=_reading(page.answer, manner.single),
        described=_described(page, manner.single),
        manner=manner,
        number=min(number, max(topic.last_number, 1)),
        indexing=indexing_of(page, manner.mode) if topic.audience == "public" else None,
        is_translated=topic.reading is not None or any(post.reading for post in page.posts),
        street=_street(page, manner.keep),
        page_numbers=_page_numbers(page),
        box=reply_box_html(actor, topic),
        pace=pace_of(topic),
        may_curate=bool(can_curate(actor, topic)),
        may_pin=bool(can_pin(actor, topic)),
        may_guide=bool(can_end_guide(actor, topic) if topic.guides else can_guide(actor, topic)),
        may_announce=bool(can_announce(actor, topic)),
        may_edit=bool(can_edit_topic(actor, topic)),
        may_open=actor.is_lead and bool(can_change_audience(actor, topic, "public", None)),
        care=care_of(actor, topic),
        planned=planned_for(actor, topic),
        part=parts.show,
        structured=structured_data(page) if topic.audience == "public" and not actor.is_member else None,
    )


@blueprint.get("/t/<id:topic_id>")
@access("public")
def show_topic_by_id(topic_id: int) -> Response:
    """Lead from the short address of a topic to the whole one."""
    actor = current_actor()
    try:
        return redirect(_with_query(get_topic_view(actor, topic_id).url), 302)
    except NotFound:
        return _where_it_is_now(actor, topic_id, 1)


@blueprint.get("/t/<slug:slug>/<id:topic_id>/jump")
@access("public")
def show_place(slug: str, topic_id: int) -> Response:  # noqa: ARG001 - part of the address
    """Lead to the post with a number, or to the first of a day in the reader's time zone."""
    asked = parse_query(JumpQuery)
    try:
        topic = get_topic_view(current_actor(), topic_id)
    except NotFound:
        return _where_it_is_now(current_actor(), topic_id, asked["number"] or 1)
    wanted = asked["number"] or 1
    if asked["date"] is not None:
        wanted = number_at(topic_id, datetime.combine(asked["date"], time.min, tzinfo=zone()))
    wanted = min(wanted, max(topic.last_number, 1))
    return redirect(f"{read_as(_address(topic, wanted), asked['read'])}#post-{wanted}", 302)


@blueprint.get("/posts/<id:post_id>")
@access("public")
def show_post(post_id: int) -> Response:
    """Lead to where a post stands, whatever its topic is called now."""
    topic, post = get_post(current_actor(), post_id)
    here = f"/t/{topic.slug}/{topic.id}{f'/{post.number}' if post.number > 1 else ''}"
    asked_mode = parse_query(TopicQuery)["read"] if asks_for_anything() else None
    return redirect(f"{read_as(here, asked_mode)}#post-{post.number}", 302)


def _where_it_is_now(actor: Actor, topic_id: int, number: int) -> Response:
    """Lead from where a post stood to where it is, once the right to see it there is known; NotFound otherwise."""
    place = find_place(actor, topic_id, number)
    if place is None:
        raise NotFound
    return redirect(f"{_with_query(place.url)}#post-{place.number}", 302)


def _reading(post: PostView | None, mode: Mode) -> Reading | None:
    """Return the translation in which a post is wanted, if it is there."""
    return if_wanted(post.reading, mode, post.language) if post else None


def _translations(page: TopicPage, mode: Mode) -> Counter[str]:
    """Count the posts that a page shows translated, by whose words the translations are."""
    shown = (reading_for(post, mode) for post in page.posts if post.kind == "post" and post.html)
    return Counter(reading.state for reading in shown if reading is not None and reading.state != "quotes")


def _described(page: TopicPage, mode: Mode) -> str:
    """Return what a link to the page says of it elsewhere."""
    if not page.posts:
        return page.topic.title
    first = page.posts[0]
    return (_reading(first, mode) or first).excerpt


def _address(topic: TopicView, number: int) -> str:
    wanted = min(number, max(topic.last_number, 1))
    return f"{topic.url}/{wanted}" if wanted > 1 else topic.url


def _leave_footprints(actor: Actor, page: TopicPage) -> None:
    """Keep how far a member has read; and before anything is answered, that RIL read a city's room."""
    topic = page.topic
    keep_reading(actor, topic.id, audience=topic.audience, city_id=topic.city_id)
    if actor.is_member and page.pages.last_post > topic.read:
        leave(mark_read, actor, topic.id, number=page.pages.last_post)


def _page_numbers(page: TopicPage) -> tuple[int | None, ...]:
    """Return the numbers of pages to offer; None stands for those left out."""
    last, here = page.pages.last, page.pages.number
    wanted = sorted({1, last, *range(max(1, here - 1), min(last, here + 1) + 1)})
    if page.pages.starts:
        there = {number for number, _start in page.pages.starts}
        wanted = [number for number in wanted if number in there or number == here]
    numbers: list[int | None] = []
    for before, value in zip([0, *wanted], wanted, strict=False):
        if value - before > 1:
            numbers.append(None)
        numbers.append(value)
    return tuple(numbers)


def _street(page: TopicPage, keep: str) -> tuple[Corner, ...]:
    """Return the corners of the jump street: where a reader may want to go in this topic."""
    topic = page.topic
    corners = [Corner("first", 1, moment=topic.created_at)]
    if page.answer is not None:
        corners.append(Corner("answer", page.answer.number))
    corners += [
        Corner("staff", post.number)
        for post in page.posts
        if post.author.is_staff
        and post.kind == "post"
        and post.number > 1
        and post.state == "visible"
        and (page.answer is None or post.id != page.answer.id)
    ][:MOST_OF_RIL]
    if topic.first_new is not None:
        corners.append(Corner("new", topic.first_new, count=topic.new))
    if topic.last_number > 1:
        corners.append(Corner("last", topic.last_number, moment=topic.last_at))
    corners.sort(key=lambda corner: corner.number)
    return tuple(replace(corner, url=_way(page, corner.number, keep)) for corner in corners)


def _way(page: TopicPage, number: int, keep: str) -> str:
    """Return the way to a post, in the manner of reading that was asked for."""
    anchor = f"#post-{number}"
    within = page.pages.first_post <= number <= page.pages.last_post
    return anchor if within else f"{page.topic.url}/{number}{keep}{anchor}"


def _with_query(address: str) -> str:
    """Keep what the asked address says about language and reading."""
    kept = [(name, text) for name in ("ui", "read") if (text := asked(name))]
    return f"{address}?{urlencode(kept)}" if kept else address
