"""What a reader of one language gets of posts and titles: current translations, by the hash of their source.

Whoever calls has asked who may read the posts: a translation is read by exactly those, and masked like its post.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.languages import Language
from forum.core.languages import parse_language
from forum.discussion.masking import mask_handles
from forum.discussion.masking import mask_mentions
from forum.discussion.masking import title_for
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.rows import TopicRow
from forum.discussion.queries.topic import TopicPage
from forum.discussion.readings import Mode
from forum.discussion.readings import Reading
from forum.discussion.readings import TitleReading
from forum.discussion.readings import mode_for
from forum.discussion.readings import wanted_language
from forum.translation.models import Translation


@dataclass(frozen=True, slots=True)
class PageReadings:
    """What a page of a topic has in other languages."""

    #: By post.
    posts: Mapping[int, Reading]
    title: TitleReading | None
    #: Languages other than its own in which the topic can be read here.
    languages: frozenset[str]


_COLUMNS: Final = (
    Translation.post_id,
    Translation.topic_id,
    Translation.language,
    Translation.source_hash,
    Translation.post_version,
    Translation.text,
    Translation.html,
    Translation.excerpt,
    Translation.state,
)
_PAGE: Final = select(*_COLUMNS).where(
    or_(Translation.post_id.in_(bindparam("posts", expanding=True)), Translation.topic_id == bindparam("topic"))
)
_TITLES: Final = select(Translation.topic_id, Translation.source_hash, Translation.text, Translation.state).where(
    Translation.topic_id.in_(bindparam("topics", expanding=True)), Translation.language == bindparam("language")
)


def page_readings(page: TopicPage, mode: Mode, ui: Language, *, masked: bool) -> PageReadings:
    """Return the translations of a page's posts and of its title, in one statement.

    What belongs to another text, or was rendered before its post was rendered last, is left out. `masked`: without the
    names that visitors do not read.
    """
    posts = {post.id: post for post in [*page.posts, *([page.answer] if page.answer else [])] if post.text_hash}
    rows = fetch(_PAGE, {"posts": sorted(posts), "topic": page.topic.id}).all()
    found: dict[int, Reading] = {}
    title: TitleReading | None = None
    languages: set[str] = set()
    for row in rows:
        language = parse_language(row.language)
        if language is None:
            continue
        if row.post_id is not None:
            post = posts[row.post_id]
            if not _is_current(row.source_hash, row.post_version, post):
                continue
            languages.add(language)
            if wanted_language(mode, post.language, ui) == language:
                html = mask_mentions(row.html) if masked else row.html
                excerpt = mask_handles(row.excerpt) if masked else row.excerpt
                found[post.id] = Reading(html, excerpt, language, row.state)
        elif row.source_hash == page.topic.title_hash and wanted_language(mode, page.topic.language, ui) == language:
            title = TitleReading(mask_handles(row.text) if masked else row.text, language, row.state)
    return PageReadings(found, title, frozenset(languages))


def in_own_language(actor: Actor, *groups: Sequence[TopicRow]) -> list[list[TopicRow]]:
    """Return topics of lists with their titles in the language that the actor reads; one statement at most."""
    mode = mode_for(actor, None)
    language = parse_language(mode)
    foreign = {topic.id for topics in groups for topic in topics if language and topic.language != language}
    if not foreign:
        return [list(topics) for topics in groups]
    rows = fetch(_TITLES, {"topics": sorted(foreign), "language": language})
    titles = {(row.topic_id, row.source_hash): (row.text, row.state) for row in rows}
    return [
        [_with_title(actor, topic, titles.get((topic.id, topic.title_hash)), language) for topic in topics]
        for topics in groups
    ]


def _with_title(actor: Actor, topic: TopicRow, title: tuple[str, str] | None, language: Language | None) -> TopicRow:
    if title is None or language is None:
        return topic
    return replace(topic, reading=TitleReading(title_for(actor, title[0]), language, title[1]), _unopened=[])


def _is_current(source: str, version: int, post: PostView) -> bool:
    return source == post.text_hash and version == post.version
