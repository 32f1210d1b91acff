"""What a reader of one language gets of posts and titles: current translations, by the hash of their source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select

from forum.core.db import fetch
from forum.core.languages import Language
from forum.translation.models import Translation


@dataclass(frozen=True, slots=True)
class Reading:
    """A post in the other language."""

    html: str
    excerpt: str
    language: str
    #: `machine` or `reviewed`.
    state: str


_POSTS: Final = select(
    Translation.post_id,
    Translation.source_hash,
    Translation.post_version,
    Translation.html,
    Translation.excerpt,
    Translation.state,
).where(Translation.post_id.in_(bindparam("ids", expanding=True)), Translation.language == bindparam("language"))

_TITLES: Final = select(Translation.topic_id, Translation.source_hash, Translation.text, Translation.state).where(
    Translation.topic_id.in_(bindparam("ids", expanding=True)), Translation.language == bindparam("language")
)


def readings_of(posts: Mapping[int, tuple[str, int]], language: Language) -> dict[int, Reading]:
    """Return the translations of posts, given for each the hash of its text and its version.

    The caller has asked who may read the posts. What belongs to another text, or was rendered before the post was
    rendered last, is left out.
    """
    if not posts:
        return {}
    rows = fetch(_POSTS, {"ids": sorted(posts), "language": language})
    return {
        row.post_id: Reading(row.html, row.excerpt, language, row.state)
        for row in rows
        if (row.source_hash, row.post_version) == posts[row.post_id]
    }


def titles_of(topics: Mapping[int, str], language: Language) -> dict[int, tuple[str, str]]:
    """Return (title, state) of topics in a language, given the hash of each title."""
    if not topics:
        return {}
    rows = fetch(_TITLES, {"ids": sorted(topics), "language": language})
    return {row.topic_id: (row.text, row.state) for row in rows if row.source_hash == topics[row.topic_id]}
