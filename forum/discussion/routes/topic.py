"""The page of a topic, its addresses, and the way to a post or a day."""

from datetime import datetime
from datetime import time
from typing import Any

from flask import g
from flask import redirect
from flask import render_template
from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import DateField
from wtforms.validators import Optional

from forum.core.access import access
from forum.core.actor import Actor
from forum.core.footprints import leave
from forum.core.footprints import leave_certainly
from forum.core.formatting import zone
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import number
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.discussion.commands.reading import log_staff_reading
from forum.discussion.commands.reading import mark_read
from forum.discussion.loading import get_post
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_pin
from forum.discussion.presenting import show_posts
from forum.discussion.queries.topic import POSTS_PER_PAGE
from forum.discussion.queries.topic import TopicPage
from forum.discussion.queries.topic import TopicView
from forum.discussion.queries.topic import get_topic_view
from forum.discussion.queries.topic import number_at
from forum.discussion.queries.topic import topic_page
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.routes.replying import reply_box
from forum.discussion.structured import structured_data


class TopicQuery(QueryForm):
    """How a topic is read: as it was written, in one language, or in both."""

    read = choice(
        _l("Reading"),
        [("original", _l("Original")), ("es", "Español"), ("pt", "Português"), ("both", _l("Both"))],
        required=False,
    )


class JumpQuery(QueryForm):
    """Where to in a topic: a post's number, or a day."""

    number = number(_l("Number"), minimum=1, maximum=10**9, required=False)
    date = DateField(_l("Day"), validators=[Optional()])


@blueprint.get("/t/<slug:slug>/<id:topic_id>")
@blueprint.get("/t/<slug:slug>/<id:topic_id>/<id:number>")
@access("public")
def show_topic(slug: str, topic_id: int, number: int = 1) -> str | Response:
    """Show the posts around a number; another slug leads to the right one once the right to see is known."""
    actor = current_actor()
    reading = parse_query(TopicQuery)["read"] if request.query_string else None
    page = topic_page(actor, topic_id, number)
    topic = page.topic
    if slug != topic.slug:
        return redirect(_address(topic, number), 302)
    _leave_footprints(actor, page)
    if topic.audience == "public" and not topic.deleted:
        g.indexable = True
    return render_template(
        "discussion/show_topic.html",
        page=page,
        topic=topic,
        posts=show_posts(actor, page),
        street=_street(page),
        foreign=sum(post.kind == "post" and post.language not in actor.reads for post in page.posts),
        reading=reading or "original",
        page_numbers=_page_numbers(page),
        box=reply_box(actor, topic),
        may_curate=bool(can_curate(actor, topic)),
        may_pin=bool(can_pin(actor, topic)),
        structured=structured_data(page) if topic.audience == "public" and not actor.is_member else None,
        per_page=POSTS_PER_PAGE,
    )


@blueprint.get("/t/<id:topic_id>")
@access("public")
def show_topic_by_id(topic_id: int) -> Response:
    """Lead from the short address of a topic to the whole one."""
    return redirect(get_topic_view(current_actor(), topic_id).url, 302)


@blueprint.get("/t/<slug:slug>/<id:topic_id>/jump")
@access("public")
def show_place(slug: str, topic_id: int) -> Response:  # noqa: ARG001 - part of the address
    """Lead to the post with a number, or to the first of a day in the reader's time zone."""
    topic = get_topic_view(current_actor(), topic_id)
    asked = parse_query(JumpQuery)
    wanted = asked["number"] or 1
    if asked["date"] is not None:
        wanted = number_at(topic_id, datetime.combine(asked["date"], time.min, tzinfo=zone()))
    wanted = min(wanted, max(topic.last_number, 1))
    return redirect(_address(topic, wanted) + f"#post-{wanted}", 302)


@blueprint.get("/posts/<id:post_id>")
@access("public")
def show_post(post_id: int) -> Response:
    """Lead to where a post stands, whatever its topic is called now."""
    topic, post = get_post(current_actor(), post_id)
    here = f"/t/{topic.slug}/{topic.id}"
    return redirect(f"{here}/{post.number}#post-{post.number}" if post.number > 1 else f"{here}#post-1", 302)


def _address(topic: TopicView, number: int) -> str:
    wanted = min(number, max(topic.last_number, 1))
    return f"{topic.url}/{wanted}" if wanted > 1 else topic.url


def _leave_footprints(actor: Actor, page: TopicPage) -> None:
    """Keep how far a member has read; and before anything is answered, that RIL read a city's room."""
    topic = page.topic
    if topic.audience == "city" and topic.city_id is not None and actor.is_staff and actor.city_id != topic.city_id:
        leave_certainly(log_staff_reading, actor, topic.id, city_id=topic.city_id)
    if actor.is_member and page.pages.last_post > topic.read:
        leave(mark_read, actor, topic.id, number=page.pages.last_post)


def _page_numbers(page: TopicPage) -> list[int | None]:
    """Return the numbers of pages to offer; None stands for those left out."""
    last, here = page.pages.last, page.pages.number
    wanted = sorted({1, last, *range(max(1, here - 1), min(last, here + 1) + 1)})
    numbers: list[int | None] = []
    for before, value in zip([0, *wanted], wanted, strict=False):
        if value - before > 1:
            numbers.append(None)
        numbers.append(value)
    return numbers


def _street(page: TopicPage) -> list[dict[str, Any]]:
    """Return the corners of the jump street: where a reader may want to go in this topic."""
    topic = page.topic
    corners: list[dict[str, Any]] = [{"kind": "first", "number": 1, "moment": topic.created_at}]
    if page.answer is not None:
        corners.append({"kind": "answer", "number": page.answer.number})
    corners += [
        {"kind": "staff", "number": post.number}
        for post in page.posts
        if post.author.is_staff
        and post.kind == "post"
        and post.number > 1
        and post.state == "visible"
        and (page.answer is None or post.id != page.answer.id)
    ][:4]
    if page.read and page.read < topic.last_number:
        corners.append({"kind": "new", "number": page.read + 1, "count": topic.last_number - page.read})
    if topic.last_number > 1:
        corners.append({"kind": "last", "number": topic.last_number, "moment": topic.last_at})
    corners.sort(key=lambda corner: corner["number"])
    for corner in corners:
        here = page.pages.first_post <= corner["number"] <= page.pages.last_post
        corner["url"] = (
            f"#post-{corner['number']}" if here else (f"{topic.url}/{corner['number']}#post-{corner['number']}")
        )
    return corners
