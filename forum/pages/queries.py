"""Reading the public pages: few and read often, so kept in memory until one changes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup
from markupsafe import escape
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import tuple_

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.settings import get_setting
from forum.core.versions import cached_by_reference
from forum.pages.catalogue import PAGES
from forum.pages.catalogue import PLACEHOLDER
from forum.pages.catalogue import PLACEHOLDERS
from forum.pages.models import PageVersion
from forum.pages.policy import can_see_page_history


@dataclass(frozen=True, slots=True)
class PageView:
    """One version of a page, in one language, as it is shown."""

    slug: str
    version: int
    language: str
    title: str
    html: Markup
    created_at: datetime
    #: Whether no later version exists.
    current: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a page's history."""

    version: int
    title: str
    created_at: datetime
    #: Who wrote it; None for a text that came with the forum. Shown to administrators only.
    editor_id: int | None


def show(slug: str, language: str) -> PageView:
    """Return a page in its present version; NotFound for one that does not exist or is not written."""
    row = _latest(slug)
    if row is None:
        raise NotFound
    return _view(row, language, current=True)


def show_version(actor: Actor, slug: str, version: int, language: str) -> PageView:
    """Return an earlier version of a page, where the actor may read it."""
    require(can_see_page_history(actor, slug))
    row = session.scalar(select(PageVersion).where(PageVersion.slug == slug, PageVersion.version == version))
    latest = _latest(slug)
    if row is None or latest is None:
        raise NotFound
    return _view(row, language, current=row.version == latest.version)


def history_of(actor: Actor, slug: str, language: str) -> list[VersionLine]:
    """Return the versions of a page, newest first, where the actor may read them."""
    require(can_see_page_history(actor, slug))
    title = PageVersion.title_pt if language == "pt" else PageVersion.title_es
    rows = session.execute(
        select(PageVersion.version, title, PageVersion.created_at, PageVersion.editor_id)
        .where(PageVersion.slug == slug)
        .order_by(PageVersion.version.desc())
        .limit(200)
    )
    found = [VersionLine(*row) for row in rows]
    if not found:
        raise NotFound
    return found


def find_source(slug: str) -> PageVersion | None:
    """Return the row of a page's present version, to be edited; NotFound for an unknown page."""
    if slug not in PAGES:
        raise NotFound
    return session.scalar(
        select(PageVersion).where(PageVersion.slug == slug).order_by(PageVersion.version.desc()).limit(1)
    )


def page_sources(wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int, str], str]:
    """Return (slug, version, language) → title and text in Markdown, of versions of pages; what is proved by a hash.

    The text as it was written: what an administrator fills in by settings stands in it as its placeholder.
    """
    if not wanted:
        return {}
    rows = session.scalars(select(PageVersion).where(tuple_(PageVersion.slug, PageVersion.version).in_(wanted)))
    found: dict[tuple[str, int, str], str] = {}
    for row in rows:
        found[(row.slug, row.version, "es")] = f"# {row.title_es}\n\n{row.body_es}\n"
        found[(row.slug, row.version, "pt")] = f"# {row.title_pt}\n\n{row.body_pt}\n"
    return found


@cached_by_reference
def present_versions() -> dict[str, tuple[int, datetime]]:
    """Return slug → (version, since when) of every page that is written."""
    rows = session.execute(
        select(PageVersion.slug, func.max(PageVersion.version), func.max(PageVersion.created_at)).group_by(
            PageVersion.slug
        )
    )
    return {row[0]: (row[1], row[2]) for row in rows}


@cached_by_reference
def _latest(slug: str) -> PageVersion | None:
    row = find_source(slug)
    if row is not None:
        # It outlives this session in the cache.
        session.expunge(row)
    return row


def _view(row: PageVersion, language: str, *, current: bool) -> PageView:
    title, html = (row.title_pt, row.html_pt) if language == "pt" else (row.title_es, row.html_es)
    return PageView(row.slug, row.version, language, title, fill(html), row.created_at, current)


def fill(html: str) -> Markup:
    """Put the settings of an administrator where a text names them; say so where one is not set yet."""
    return Markup(PLACEHOLDER.sub(lambda match: _value(match.group(1), match.group(0)), html))  # noqa: S704 - sanitised


def _value(name: str, written: str) -> str:
    if name not in PLACEHOLDERS:
        return written
    text: str = get_setting(f"pages.{name}")
    if not text:
        return str(Markup("<em>[{}]</em>").format(_("to be completed by whoever runs this site")))
    return " ".join(_linked(word) for word in text.split())


def _linked(word: str) -> str:
    """Return a word as HTML; an e-mail address becomes a link to it."""
    address = word.strip("<>(),;.")
    if "@" in address[1:-1]:
        link = Markup('<a href="mailto:{0}">{0}</a>').format(address)
        return str(escape(word.partition(address)[0]) + link + escape(word.partition(address)[2]))
    return str(escape(word))
