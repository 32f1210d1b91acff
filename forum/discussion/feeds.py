"""Atom feeds of the public lists, topics and news, the sitemap and robots.txt.

They are made for a visitor whoever asks, so a feed reader that sends cookies learns no more.
"""

import re
from typing import Any
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as BaseResponse

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
from forum.discussion.entries import entry_of_news
from forum.discussion.entries import entry_of_post
from forum.discussion.entries import entry_of_topic
from forum.discussion.entries import title_as_read
from forum.discussion.queries.lists import Filter
from forum.discussion.queries.lists import lists_page
from forum.discussion.queries.places import find_place
from forum.discussion.queries.public import Address
from forum.discussion.queries.public import addresses_in
from forum.discussion.queries.public import first_posts
from forum.discussion.queries.public import latest_posts
from forum.discussion.queries.public import map_parts
from forum.discussion.readings import MODES
from forum.discussion.readings import Mode
from forum.discussion.readings import mode_for
from forum.discussion.structured import address_of
from forum.news.queries.published import has_news
from forum.news.queries.published import latest_news
from forum.news.queries.published import mapped_news

blueprint = Blueprint("feeds", __name__)

ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
#: What XML 1.0 forbids: one such character makes a feed unreadable.
_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Links and pictures of our own; not every reader of feeds completes them.
_OWN_ADDRESS: Final = re.compile(r' (href|src)="/(?!/)')


class FeedQuery(QueryForm):
    """The language of what a feed lists, and how it is read."""

    lang = choice(_l("Language"), [("all", _l("Both")), *LANGUAGE_CHOICES], required=False)
    read = choice(_l("Reading"), [(mode, "") for mode in MODES], required=False)


@blueprint.get("/latest.atom")
@access("public")
def show_latest() -> Response:
    """Give the public topics, latest activity first."""
    return _feed(_("Public topics"), url_for("discussion.list_latest"))


@blueprint.get("/news.atom")
@access("public")
def show_news() -> Response:
    """Give the news in the interface language: `?ui=` makes two feeds of it."""
    language = ui_language()
    entries = [entry_of_news(item, language) for item in latest_news(language)]
    return _answer(_("News"), url_for("news.list_news"), entries, f"news#{language}", query={"ui": language})


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
def show_topic(slug: str, topic_id: int) -> BaseResponse:  # noqa: ARG001 - part of the address
    """Give the latest posts of a public topic; any other topic does not exist here. One that was merged leads on."""
    try:
        topic, posts = latest_posts(topic_id)
    except NotFound:
        place = find_place(VISITOR, topic_id, 1)
        if place is None:
            raise
        return redirect(url_for("feeds.show_topic", slug=place.slug, topic_id=place.topic_id), 302)
    mode = mode_for(VISITOR, parse_query(FeedQuery)["read"])
    entries = [entry_of_post(topic, post, mode) for post in posts]
    return _answer(title_as_read(topic, mode), topic.url, entries, _name(f"topic/{topic.id}", mode))


@blueprint.get("/sitemap.xml")
@access("public")
def show_sitemap() -> Response:
    """Give the index of the sitemap: its files, by ranges of topics."""
    body = render_template(
        "discussion/sitemap_index.xml", parts=map_parts(), has_news=has_news(), address_of=address_of
    )
    return Response(body, content_type=XML)


@blueprint.get("/sitemaps/news.xml")
@access("public")
def show_news_map() -> Response:
    """Give the news, each in both languages."""
    addresses = [Address(f"{path}?ui=es", changed, "es", f"{path}?ui=pt") for path, changed in mapped_news()]
    if not addresses:
        raise NotFound
    body = render_template("discussion/sitemap.xml", addresses=addresses, address_of=address_of)
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
    query = parse_query(FeedQuery)
    language, mode = query["lang"] or "all", mode_for(VISITOR, query["read"])
    wanted = Filter(view=view, language=None if language == "all" else language, **narrow)
    topics = lists_page(VISITOR, wanted, language=ui_language()).page.items
    posts = first_posts([topic.id for topic in topics])
    entries = [entry_of_topic(topic, posts.get(topic.id), mode) for topic in topics]
    return _answer(title, path, entries, _name(f"list{path}?lang={language}", mode))


def _answer(
    title: str, path: str, entries: list[dict[str, Any]], name: str, *, query: dict[str, str] | None = None
) -> Response:
    for entry in entries:
        entry["id"] = _id(entry["name"])
        entry["html"] = _OWN_ADDRESS.sub(rf' \1="{address_of("/")}', entry["html"])
    updated = max((entry["updated"] for entry in entries), default=clock.now())
    body = render_template(
        "discussion/feed.xml",
        title=title,
        id=_id(name),
        url=address_of(path),
        own_url=_own_address(query or parse_query(FeedQuery)),
        base=address_of("/"),
        updated=updated,
        entries=entries,
    )
    return Response(_ILLEGAL.sub("", body), content_type=ATOM)


def _own_address(query: dict[str, Any]) -> str:
    values = {name: value for name, value in query.items() if value}
    return address_of(request.path) + (f"?{urlencode(values)}" if values else "")


def _name(name: str, mode: Mode) -> str:
    """Return the name of a feed: the same feed read otherwise is another."""
    return name if mode == "original" else f"{name}#{mode}"


def _id(name: str) -> str:
    """Return a name that stays, whatever the topic is called or the site's address becomes next."""
    host = str(current_app.config["URL"]).split("//", 1)[-1].split(":", 1)[0]
    return f"tag:{host},2026:{name}"
