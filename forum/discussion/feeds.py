"""Atom feeds of the public lists and topics, the sitemap and robots.txt.

They are made for a visitor whoever asks, so a feed reader that sends cookies learns no more.
"""

import re
from typing import Any
from typing import Final

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forum.certification.queries import get_criterion
from forum.certification.queries import get_practice
from forum.certification.queries import get_stage
from forum.core import clock
from forum.core.access import access
from forum.core.actor import VISITOR
from forum.core.errors import NotFound
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import parse_query
from forum.core.web import ui_language
from forum.discussion.queries.lists import Filter
from forum.discussion.queries.lists import lists_page
from forum.discussion.queries.public import addresses_in
from forum.discussion.queries.public import first_posts
from forum.discussion.queries.public import latest_posts
from forum.discussion.queries.public import map_parts
from forum.discussion.structured import address_of
from forum.discussion.structured import author_name

blueprint = Blueprint("feeds", __name__)

ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
#: What XML 1.0 forbids: one such character makes a feed unreadable.
_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Links and pictures of our own; not every reader of feeds completes them.
_OWN_ADDRESS: Final = re.compile(r' (href|src)="/(?!/)')


class FeedQuery(QueryForm):
    """The language of what a feed lists."""

    lang = choice(_l("Language"), [("all", _l("Both")), *LANGUAGE_CHOICES], required=False)


@blueprint.get("/latest.atom")
@access("public")
def show_latest() -> Response:
    """Give the public topics, latest activity first."""
    return _feed(_("Public topics"), url_for("discussion.list_latest"))


@blueprint.get("/unanswered.atom")
@access("public")
def show_unanswered() -> Response:
    """Give the public questions without a reply."""
    return _feed(_("Questions without a reply"), url_for("discussion.list_unanswered"), view="unanswered")


@blueprint.get("/c/<slug:stage>.atom")
@access("public")
def show_stage(stage: str) -> Response:
    """Give the public topics of a stage."""
    found = get_stage(stage)
    return _feed(found.name(ui_language()), url_for("discussion.show_stage", stage=found.slug), stage_id=found.id)


@blueprint.get("/practices/<slug:slug>.atom")
@access("public")
def show_practice(slug: str) -> Response:
    """Give the public topics of a practice."""
    found = get_practice(slug)
    return _feed(
        found.name(ui_language()), url_for("discussion.show_practice", slug=found.code.lower()), practice_id=found.id
    )


@blueprint.get("/criteria/<slug:code>.atom")
@access("public")
def show_criterion(code: str) -> Response:
    """Give the public topics of a criterion."""
    found = get_criterion(code)
    title = f"{found.code} {found.name(ui_language())}"
    return _feed(title, url_for("discussion.show_criterion", code=found.code), criterion_id=found.id)


@blueprint.get("/t/<slug:slug>/<id:topic_id>.atom")
@access("public")
def show_topic(slug: str, topic_id: int) -> Response:  # noqa: ARG001 - part of the address
    """Give the latest posts of a public topic; any other topic does not exist here."""
    topic, posts = latest_posts(topic_id)
    entries = [
        {
            "id": _id(f"post/{post.id}"),
            "title": topic.title if post.number == 1 else f"#{post.number} {topic.title}",
            "url": address_of(f"{topic.url}/{post.number}#post-{post.number}"),
            "published": post.created_at,
            "updated": post.edited_at or post.created_at,
            "author": author_name(post.author),
            "language": post.language,
            "html": post.html,
        }
        for post in posts
    ]
    return _answer(topic.title, topic.url, entries, f"topic/{topic.id}")


@blueprint.get("/sitemap.xml")
@access("public")
def show_sitemap() -> Response:
    """Give the index of the sitemap: its files, by ranges of topics."""
    body = render_template("discussion/sitemap_index.xml", parts=map_parts(), address_of=address_of)
    return Response(body, content_type=XML)


@blueprint.get("/sitemaps/<id:part>.xml")
@access("public")
def show_sitemap_part(part: int) -> Response:
    """Give the public topics of one file of the sitemap."""
    addresses = addresses_in(part)
    if not addresses:
        raise NotFound
    body = render_template("discussion/sitemap.xml", addresses=addresses, address_of=address_of)
    return Response(body, content_type=XML)


@blueprint.get("/robots.txt")
@access("public")
def show_robots() -> Response:
    """Tell robots where the sitemap is; what must not be kept says so itself, by `noindex`."""
    lines = ("User-agent: *", "Disallow: /search", "", f"Sitemap: {address_of('/sitemap.xml')}", "")
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


def _feed(title: str, path: str, *, view: str = "latest", **narrow: Any) -> Response:
    language = parse_query(FeedQuery)["lang"] or "all"
    wanted = Filter(view=view, language=None if language == "all" else language, **narrow)
    topics = lists_page(VISITOR, wanted, language=ui_language()).page.items
    posts = first_posts([topic.id for topic in topics])
    entries = [
        {
            "id": _id(f"topic/{topic.id}"),
            "title": topic.title,
            "url": address_of(topic.url),
            "published": topic.created_at,
            "updated": topic.last_at,
            "author": author_name(topic.author),
            "language": topic.language,
            "html": posts[topic.id].html if topic.id in posts else "",
        }
        for topic in topics
    ]
    return _answer(title, path, entries, f"list{path}?lang={language}")


def _answer(title: str, path: str, entries: list[dict[str, Any]], name: str) -> Response:
    for entry in entries:
        entry["html"] = _OWN_ADDRESS.sub(rf' \1="{address_of("/")}', entry["html"])
    updated = max((entry["updated"] for entry in entries), default=clock.now())
    body = render_template(
        "discussion/feed.xml",
        title=title,
        id=_id(name),
        url=address_of(path),
        own_url=address_of(request.path),
        base=address_of("/"),
        updated=updated,
        entries=entries,
    )
    return Response(_ILLEGAL.sub("", body), content_type=ATOM)


def _id(name: str) -> str:
    """Return a name that stays, whatever the topic is called or the site's address becomes next."""
    host = str(current_app.config["URL"]).split("//", 1)[-1].split(":", 1)[0]
    return f"tag:{host},2026:{name}"
