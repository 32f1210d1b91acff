"""Writing the public pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.events import record
from forum.core.markup import RenderContext
from forum.core.policy import require
from forum.pages.catalogue import PAGES
from forum.pages.events import PageChanged
from forum.pages.models import PageVersion
from forum.pages.policy import can_edit_pages
from forum.pages.queries import find_source
from forum.pages.rendering import render_prose

TEXTS: Final = Path(__file__).with_name("texts")


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in both languages: titles, and bodies in Markdown."""

    title_es: str
    title_pt: str
    body_es: str
    body_pt: str


def render_page(text: PageText, slug: str) -> Mapping[str, str]:
    """Return the HTML of both languages, as it would be shown; TooComplex beyond the bounds."""
    return {
        "es": render_prose(text.body_es, RenderContext(language="es", prefix=f"{slug}-es")).html,
        "pt": render_prose(text.body_pt, RenderContext(language="pt", prefix=f"{slug}-pt")).html,
    }


def edit_page(actor: Actor, slug: str, *, text: PageText, based_on: int) -> PageVersion:
    """Write the next version of a page.

    `based_on` is the version that the editor had before them (0: none): Conflict when somebody wrote
    another one in the meantime. A text that changes nothing makes no version.
    """
    html = render_page(text, slug)
    try:
        with transaction():
            require(can_edit_pages(actor))
            present = find_source(slug)
            number = present.version if present is not None else 0
            if number != based_on:
                raise Conflict(_l("Somebody else changed this page while you were writing."))
            if present is not None and _text_of(present) == text:
                return present
            row = PageVersion(
                slug=slug,
                version=number + 1,
                title_es=text.title_es,
                title_pt=text.title_pt,
                body_es=text.body_es,
                body_pt=text.body_pt,
                html_es=html["es"],
                html_pt=html["pt"],
                editor_id=actor.id,
            )
            session.add(row)
            session.flush()
            record(actor, PageChanged(row.id))
            return row
    except IntegrityError:
        raise Conflict(_l("Somebody else changed this page while you were writing.")) from None


def load_shipped_pages(actor: Actor) -> int:
    """Write the first version of every page that has none, from the texts that come with the forum.

    Return how many were written. It may run at every start: what an administrator wrote stays.
    """
    written = set(session.scalars(select(PageVersion.slug).distinct()))
    missing = [slug for slug in PAGES if slug not in written]
    for slug in missing:
        edit_page(actor, slug, text=shipped_text(slug), based_on=0)
    return len(missing)


def shipped_text(slug: str) -> PageText:
    """Return the text of a page that comes with the forum."""
    title_es, body_es = _read(slug, "es")
    title_pt, body_pt = _read(slug, "pt")
    return PageText(title_es, title_pt, body_es, body_pt)


def _read(slug: str, language: str) -> tuple[str, str]:
    title, _newline, body = (TEXTS / f"{slug}.{language}.md").read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# ").strip(), body.strip()


def _text_of(row: PageVersion) -> PageText:
    return PageText(row.title_es, row.title_pt, row.body_es, row.body_pt)
