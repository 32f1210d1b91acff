"""Whether the search index holds what posts say."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import session
from forum.core.db import transaction
from forum.core.dialects import damage
from forum.core.events import Delivery
from forum.core.events import Event
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.search.commands import entry_of
from forum.search.commands import index_posts
from forum.search.commands import translated
from forum.search.models import SearchEntry

#: Texts that are compared word by word: the latest ones. Every post is looked for.
COMPARED = 500


def lost_and_stray() -> tuple[list[int], list[int]]:
    """Return the ids of posts that cannot be found, and of those that can though they should not."""
    due = _due()
    shown = and_(Post.state == "visible", Post.kind == "post", Topic.deleted_at.is_(None))
    rows = session.execute(
        select(Post.id, SearchEntry.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(SearchEntry, SearchEntry.post_id == Post.id)
        .where(or_(and_(shown, SearchEntry.post_id.is_(None)), and_(~shown, SearchEntry.post_id.is_not(None))))
    ).all()
    lost = [row.id for row in rows if row.post_id is None and row.id not in due]
    stray = [row.id for row in rows if row.post_id is not None and row.id not in due]
    return lost, stray


def stale() -> list[int]:
    """Return the ids of posts, of the latest ones, whose entries hold other words than they do."""
    due = _due()
    latest = func.coalesce(Post.edited_at, Post.created_at)
    rows = session.execute(
        select(
            Post.number,
            Post.body,
            Post.html,
            Post.language,
            Topic.id.label("topic_id"),
            Topic.title,
            Topic.language.label("topic_language"),
            SearchEntry,
        )
        .join(Topic, Topic.id == Post.topic_id)
        .join(SearchEntry, SearchEntry.post_id == Post.id)
        .where(Post.state == "visible", Post.kind == "post", Topic.deleted_at.is_(None))
        .order_by(latest.desc(), Post.id.desc())
        .limit(COMPARED)
    )
    return [
        row.SearchEntry.post_id
        for row in rows
        if row.SearchEntry.post_id not in due
        and any(getattr(row.SearchEntry, name) != value for name, value in _entry(row).items())
    ]


def _entry(row: Any) -> dict[str, str]:
    return entry_of(row.number, row.html, row.title, translated(row.SearchEntry.post_id, row))


def _due() -> set[int]:
    """Return the posts of which the index has not been told yet: that is no fault."""
    rows = session.scalars(select(Event.data).join(Delivery, Delivery.event_id == Event.id))
    return {data["post_id"] for data in rows if "post_id" in data}


def look_at_index() -> list[Finding]:
    """Compare the index with posts."""
    lost, stray = lost_and_stray()
    old = stale()
    told = [
        (lost, "posts cannot be found"),
        (stray, "posts can be found though they are hidden or deleted"),
        (old, "posts are found by words that they no longer have"),
    ]
    found = [
        Finding(f"{len(ids)} {what}: {', '.join(map(str, ids[:5]))}.", "search reindex") for ids, what in told if ids
    ]
    with transaction():
        if not damage.fulltext_is_sound(session()):
            found.append(Finding("The full-text side of the index differs from its table.", "doctor --mend"))
    return found


def mend_index() -> None:
    """Index again what was found."""
    with transaction():
        damage.rebuild_fulltext(session())
    lost, stray = lost_and_stray()
    index_posts([*lost, *stray, *stale()])


CHECKS = (Check("search.index", _l("Search index"), look_at_index, mend_index),)
