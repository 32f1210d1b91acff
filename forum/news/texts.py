"""A text of news in both languages, and what is made of it."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.markup import RenderContext
from forum.core.markup import Rendered
from forum.news.models import NewsItem
from forum.pages.rendering import render_prose

#: What each language needs, in the order in which it is asked for.
_NEEDED: Final = (
    ("title_es", _l("The title in Spanish is missing.")),
    ("body_es", _l("The text in Spanish is missing.")),
    ("title_pt", _l("The title in Portuguese is missing.")),
    ("body_pt", _l("The text in Portuguese is missing.")),
)


@dataclass(frozen=True, slots=True)
class NewsText:
    """Titles, and texts in Markdown; a draft may lack one language."""

    title_es: str
    title_pt: str
    body_es: str
    body_pt: str

    @classmethod
    def of(cls, item: NewsItem) -> "NewsText":
        """Return the text of a row."""
        return cls(item.title_es, item.title_pt, item.body_es, item.body_pt)


@dataclass(frozen=True, slots=True)
class NewsHtml:
    """What a text looks like, in both languages."""

    es: Rendered
    pt: Rendered


def render_news(text: NewsText) -> NewsHtml:
    """Return the HTML of both languages; TooComplex beyond the bounds."""
    return NewsHtml(_render(text.body_es, "es"), _render(text.body_pt, "pt"))


def check_complete(text: NewsText) -> None:
    """Raise Invalid for the first part that a published item may not lack."""
    for name, sentence in _NEEDED:
        if not getattr(text, name):
            raise Invalid(sentence, field=name)


def _render(body: str, language: str) -> Rendered:
    if not body:
        return Rendered(html="", text="", excerpt="")
    return render_prose(body, RenderContext(language=language, prefix=f"news-{language}"))
