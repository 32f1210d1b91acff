"""Writing, publishing and retracting news."""

from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.news.events import NewsChanged
from forum.news.events import NewsPublished
from forum.news.events import NewsRetracted
from forum.news.events import NewsWritten
from forum.news.models import NewsItem
from forum.news.policy import can_manage_news
from forum.news.texts import NewsHtml
from forum.news.texts import NewsText
from forum.news.texts import check_complete
from forum.news.texts import render_news

WRITING: Final = Limit("news", 200, 3600)
#: Whoever means a later year has mistyped it.
FARTHEST: Final = timedelta(days=2 * 365)
_CHANGED: Final = _l("Somebody else changed this item while you were writing.")


def write_news(actor: Actor, text: NewsText) -> NewsItem:
    """Write a draft; it needs a title in one language at least."""
    html = render_news(text)
    with transaction():
        require(can_manage_news(actor))
        _check_titled(text)
        hit(WRITING, actor.id)
        item = NewsItem(state="draft", version=1)
        _put(item, text, html)
        session.add(item)
        session.flush()
        record(actor, NewsWritten(item.id), after=_titled(text))
        return item


def edit_news(actor: Actor, news_id: int, *, text: NewsText, based_on: int) -> NewsItem:
    """Change the text of an item; what it was stays in the log. A text that changes nothing changes nothing.

    `based_on` is the version that the editor had before them: Conflict when somebody changed it in the meantime. What is
    published or scheduled stays complete in both languages.
    """
    html = render_news(text)
    with transaction():
        require(can_manage_news(actor))
        item = _lock(news_id)
        if item.version != based_on:
            raise Conflict(_CHANGED)
        before = NewsText.of(item)
        if before == text:
            return item
        _check_titled(text)
        if item.state == "published":
            check_complete(text)
        hit(WRITING, actor.id)
        _put(item, text, html)
        item.version += 1
        if item.state == "published" and item.published_at is not None and item.published_at <= clock.now():
            item.edited_at = clock.now()
        record(actor, NewsChanged(item.id), before=_whole(before), after=_titled(text))
        return item


def publish_news(actor: Actor, news_id: int, *, based_on: int) -> NewsItem:
    """Let everybody read an item from now on; nothing happens to one that everybody reads already."""
    with transaction():
        item = _to_publish(actor, news_id, based_on)
        now = clock.now()
        if item.state == "published" and item.published_at is not None and item.published_at <= now:
            return item
        _let_read(actor, item, now)
        return item


def schedule_news(actor: Actor, news_id: int, *, moment: datetime, based_on: int) -> NewsItem:
    """Let everybody read an item from a later moment on, in whole minutes: kept pages are made anew by the minute."""
    moment = moment.replace(second=0, microsecond=0)
    with transaction():
        item = _to_publish(actor, news_id, based_on)
        now = clock.now()
        if item.state == "published" and item.published_at is not None and item.published_at <= now:
            raise Conflict(_l("This item is published already. Retract it first."))
        if not now < moment <= now + FARTHEST:
            raise Invalid(_l("Choose a moment in the future, within two years."), field="moment")
        _let_read(actor, item, moment)
        return item


def retract_news(actor: Actor, news_id: int) -> NewsItem:
    """Take an item back: nobody reads it from now on. One that was only scheduled is a draft again."""
    with transaction():
        require(can_manage_news(actor))
        item = _lock(news_id)
        if item.state != "published":
            return item  # The form was sent twice.
        was_read = item.published_at is not None and item.published_at <= clock.now()
        item.state = "retracted" if was_read else "draft"
        item.version += 1
        record(actor, NewsRetracted(item.id), after=_titled(NewsText.of(item)))
        return item


def _to_publish(actor: Actor, news_id: int, based_on: int) -> NewsItem:
    """Return an item that may be published: as the editor saw it, and in both languages."""
    require(can_manage_news(actor))
    item = _lock(news_id)
    if item.version != based_on:
        raise Conflict(_CHANGED)
    check_complete(NewsText.of(item))
    return item


def _let_read(actor: Actor, item: NewsItem, moment: datetime) -> None:
    hit(WRITING, actor.id)
    item.state, item.published_at, item.edited_at = "published", moment, None
    item.version += 1
    record(actor, NewsPublished(item.id), after=_titled(NewsText.of(item)))


def _lock(news_id: int) -> NewsItem:
    item: NewsItem | None = session.get(NewsItem, news_id, with_for_update=True, populate_existing=True)
    if item is None:
        raise NotFound
    return item


def _put(item: NewsItem, text: NewsText, html: NewsHtml) -> None:
    item.title_es, item.title_pt, item.body_es, item.body_pt = text.title_es, text.title_pt, text.body_es, text.body_pt
    item.html_es, item.html_pt = html.es.html, html.pt.html
    item.excerpt_es, item.excerpt_pt = html.es.excerpt, html.pt.excerpt


def _check_titled(text: NewsText) -> None:
    if not (text.title_es or text.title_pt):
        raise Invalid(_l("Give it a title in one language at least."), field="title_es")


def _titled(text: NewsText) -> dict[str, str]:
    """Return what the log names an item by."""
    return {"title": text.title_es or text.title_pt}


def _whole(text: NewsText) -> dict[str, str]:
    """Return all that is kept of an earlier text."""
    return _titled(text) | {
        "title_es": text.title_es,
        "title_pt": text.title_pt,
        "body_es": text.body_es,
        "body_pt": text.body_pt,
    }
