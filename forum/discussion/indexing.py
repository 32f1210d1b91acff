"""What search engines are told of a public topic: its one address in each language that it can be read in."""

from dataclasses import dataclass

from flask import current_app

from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.discussion.addresses import read_as
from forum.discussion.queries.topic import TopicPage
from forum.discussion.readings import Mode


@dataclass(frozen=True, slots=True)
class Indexing:
    """Addresses of a page of a topic, whole."""

    canonical: str
    #: Language and address; empty while the page has no translation, or one that is not complete.
    alternates: tuple[tuple[Language, str], ...] = ()


def indexing_of(page: TopicPage, mode: Mode) -> Indexing:
    """Return the addresses of a page; as translated it has one of its own once all that it shows is translated."""
    here = f"{current_app.config['URL']}{page.topic.url}"
    if page.pages.number > 1:
        here += f"/{page.pages.start_of(page.pages.number)}"
    own = parse_language(page.topic.language) or "es"
    if not _is_translated(page):
        return Indexing(here)
    translated = read_as(here, other(own))
    return Indexing(translated if mode == other(own) else here, ((own, here), (other(own), translated)))


def _is_translated(page: TopicPage) -> bool:
    language = page.topic.language
    shown = [post for post in page.posts if post.kind == "post" and post.state == "visible" and post.html]
    return page.topic.reading is not None and all(post.reading or post.language != language for post in shown)
