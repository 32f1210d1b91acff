"""News as everybody reads them, in one language: nothing here knows of an item before its moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from markupsafe import Markup
from sqlalchemy import Select
from sqlalchemy import select

from forum.core import clock
from forum.core import versions
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.kept import Kept
from forum.core.pagination import Key
from forum.core.pagination import Page
from forum.core.pagination import page_by_key
from forum.core.policy import require
from forum.news.models import NewsItem
from forum.news.policy import can_read_news
from forum.news.policy import visible_news

ON_FRONT: Final = 3
PER_PAGE: Final = 20
PER_FEED: Final = 30
#: What one file of a sitemap may hold, halved: each item stands in it in both languages.
MOST_MAPPED: Final = 10_000
#: What a line weighs in memory besides its words, roughly.
_ROW: Final = 400


@dataclass(frozen=True, slots=True)
class NewsLine:
    """An item in a list."""

    id: int
    title: str
    excerpt: str
    published_at: datetime

    @property
    def url(self) -> str:
        """Return its address."""
        return address_of_news(self.id)


@dataclass(frozen=True, slots=True)
class NewsView:
    """An item whole."""

    id: int
    title: str
    html: Markup
    excerpt: str
    published_at: datetime
    #: When its text changed after it was published.
    edited_at: datetime | None

    @property
    def url(self) -> str:
        """Return its address."""
        return address_of_news(self.id)

    @property
    def changed_at(self) -> datetime:
        """Return when it last changed for its readers."""
        return self.edited_at or self.published_at


_kept: Final[Kept[tuple[NewsLine, ...]]] = Kept(40_000)


def address_of_news(news_id: int) -> str:
    """Return the path of an item's page."""
    return f"/news/{news_id}"


def front_news(language: str) -> tuple[NewsLine, ...]:
    """Return the latest items for the front page: no statement while nothing changes and no moment can have come."""
    numbers = versions.data_versions()
    # Moments to come are whole minutes.
    key = (*numbers, language, int(clock.now().timestamp()) // 60) if numbers is not None else None
    found = _kept.get(key) if key is not None else None
    if found is None:
        rows = session.execute(_lines(language).order_by(*_NEWEST).limit(ON_FRONT))
        found = tuple(NewsLine(*row) for row in rows)
        if key is not None:
            _kept.put(key, found, sum(_ROW + len(line.title) + len(line.excerpt) for line in found))
    return found


def news_page(language: str, *, after: str | None = None, before: str | None = None) -> Page[NewsLine]:
    """Return a page of the items, latest first."""
    keys = (Key(NewsItem.published_at, "published_at", datetime), Key(NewsItem.id, "id"))
    page = page_by_key(_lines(language), keys, after=after, before=before, size=PER_PAGE)
    return page.holding([NewsLine(*row) for row in page.items])


def show_news(news_id: int, language: str) -> NewsView:
    """Return an item; NotFound for one that is not published, not yet or not any more."""
    item = session.get(NewsItem, news_id)
    if item is None:
        raise NotFound
    require(can_read_news(item))
    return _view(item, language)


def latest_news(language: str) -> list[NewsView]:
    """Return the items of a feed, latest first."""
    rows = session.scalars(select(NewsItem).where(visible_news()).order_by(*_NEWEST).limit(PER_FEED))
    return [_view(row, language) for row in rows]


def mapped_news() -> list[tuple[str, datetime]]:
    """Return address and last change of all items, for the sitemap."""
    rows = session.execute(
        select(NewsItem.id, NewsItem.published_at, NewsItem.edited_at)
        .where(visible_news())
        .order_by(*_NEWEST)
        .limit(MOST_MAPPED)
    )
    return [(address_of_news(row.id), row.edited_at or row.published_at) for row in rows]


def has_news() -> bool:
    """Tell whether there is an item to read."""
    return session.scalar(select(NewsItem.id).where(visible_news()).limit(1)) is not None


_NEWEST: Final = (NewsItem.published_at.desc(), NewsItem.id.desc())


def _lines(language: str) -> Select[*tuple[Any, ...]]:
    title, excerpt = (
        (NewsItem.title_pt, NewsItem.excerpt_pt) if language == "pt" else (NewsItem.title_es, NewsItem.excerpt_es)
    )
    return select(NewsItem.id, title, excerpt, NewsItem.published_at).where(visible_news())


def _view(item: NewsItem, language: str) -> NewsView:
    title, html, excerpt = (
        (item.title_pt, item.html_pt, item.excerpt_pt)
        if language == "pt"
        else (item.title_es, item.html_es, item.excerpt_es)
    )
    assert item.published_at is not None
    return NewsView(item.id, title, Markup(html), excerpt, item.published_at, item.edited_at)  # noqa: S704 - sanitised
