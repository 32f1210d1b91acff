"""Current translations as the search index reads them."""

from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Translation
from forum.discussion.sources import source_hash


def current_html(post_id: int, body: str, language: str) -> str:
    """Return the HTML of the translation of a post's present text; empty when there is none."""
    found: str | None = session.scalar(
        select(Translation.html).where(
            Translation.post_id == post_id, Translation.source_hash == source_hash(body, language)
        )
    )
    return found or ""


def current_title(topic_id: int, title: str, language: str) -> str:
    """Return the translation of a topic's present title; empty when there is none."""
    found: str | None = session.scalar(
        select(Translation.text).where(
            Translation.topic_id == topic_id, Translation.source_hash == source_hash(title, language)
        )
    )
    return found or ""
