"""Keeping the index in step with posts. Done from events, and again by `flask search reindex`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

from forum.core import dialects
from forum.core import versions
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.masking import without_handles
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.translated import current_html
from forum.discussion.queries.translated import current_title
from forum.search.analyser import stems
from forum.search.models import SearchEntry
from forum.search.words import words_of


def index_post(post_id: int) -> None:
    """Bring the entry of a post up to date, or remove it when the post is not visible.

    Pages that were kept for visitors are out of date afterwards, so the data version moves.
    """
    with transaction():
        versions.bump((versions.CONTENT,))
        row = session.execute(
            select(
                Post.number,
                Post.body,
                Post.html,
                Post.language,
                Post.state,
                Post.kind,
                Topic.id.label("topic_id"),
                Topic.title,
                Topic.language.label("topic_language"),
                Topic.deleted_at,
            )
            .join(Topic, Topic.id == Post.topic_id)
            .where(Post.id == post_id)
        ).first()
        if row is None or row.state != "visible" or row.kind != "post" or row.deleted_at is not None:
            session.execute(delete(SearchEntry).where(SearchEntry.post_id == post_id))
            return
        values = entry_of(row.number, row.html, row.title, translated(post_id, row))
        statement = dialects.insert(session(), SearchEntry).values(post_id=post_id, **values)
        session.execute(statement.on_conflict_do_update(index_elements=[SearchEntry.post_id], set_=values))


@dataclass(frozen=True, slots=True)
class Translated:
    """What a post says in the other language, as far as it is translated."""

    title: str = ""
    html: str = ""


def translated(post_id: int, row: Any) -> Translated:
    """Return the current translations of a post and, for a first post, of its topic's title."""
    title = current_title(row.topic_id, row.title, row.topic_language) if row.number == 1 else ""
    return Translated(title, current_html(post_id, row.body, row.language))


def entry_of(number: int, html: str, title: str, other: Translated = Translated()) -> dict[str, str]:
    """Return what the entry of a visible post holds; the title of its topic stands with the first post only.

    The words of its translation stand beside its own: what is looked for in one language finds the other.
    """
    own_title, _named = without_handles(title if number == 1 else "")
    other_title, _named = without_handles(other.title)
    return {
        "title_stems": " ".join([*stems(own_title), *stems(other_title)]),
        "body_stems": " ".join([*stems(words_of(html).own), *stems(words_of(other.html).own)]),
        "mention_stems": _names_of(number, html, title),
    }


def index_names(post_ids: Collection[int]) -> None:
    """Bring up to date by whose names posts are found, in one transaction; their own words are as they were."""
    ordered = sorted(post_ids)
    with transaction():
        versions.bump((versions.CONTENT,))
        for start in range(0, len(ordered), 200):
            rows = session.execute(
                select(Post.id, Post.number, Post.html, Topic.title)
                .join(Topic, Topic.id == Post.topic_id)
                .join(SearchEntry, SearchEntry.post_id == Post.id)
                .where(Post.id.in_(ordered[start : start + 200]))
            )
            changed = [{"post_id": row.id, "mention_stems": _names_of(row.number, row.html, row.title)} for row in rows]
            if changed:
                session.execute(update(SearchEntry), changed)


def _names_of(number: int, html: str, title: str) -> str:
    _own, named = without_handles(title if number == 1 else "")
    return " ".join(stems(f"{words_of(html).mentions} {named}"))


def index_posts(post_ids: Collection[int]) -> None:
    """Bring the entries of many posts up to date, in one transaction."""
    ordered = sorted(post_ids)
    with transaction():
        for start in range(0, len(ordered), 200):
            part = ordered[start : start + 200]
            shown = set(session.scalars(select(Post.id).where(Post.id.in_(part), Post.state == "visible")))
            session.execute(delete(SearchEntry).where(SearchEntry.post_id.in_(set(part) - shown)))
            for post_id in sorted(shown):
                index_post(post_id)


def drop_deleted(author_id: int) -> None:
    """Remove the entries of all deleted posts of somebody, within the open transaction."""
    deleted = select(Post.id).where(Post.author_id == author_id, Post.state == "deleted")
    session.execute(delete(SearchEntry).where(SearchEntry.post_id.in_(deleted)))


def index_title(topic_id: int) -> None:
    """Bring the entry of a topic's first post up to date: the title stands there alone."""
    first = session.scalar(select(Post.id).where(Post.topic_id == topic_id, Post.number == 1))
    if first is not None:
        index_post(first)


def index_removal(post_id: int) -> None:
    """Bring the entry of a post that was deleted or restored up to date; a first post takes its topic along."""
    with transaction():
        row = session.execute(select(Post.number, Post.topic_id).where(Post.id == post_id)).first()
        if row is None or row.number > 1:
            index_post(post_id)
            return
        for other in session.scalars(select(Post.id).where(Post.topic_id == row.topic_id)).all():
            index_post(other)


def reindex() -> int:
    """Index every post afresh; return how many."""
    ids = session.scalars(select(Post.id).where(Post.kind == "post").order_by(Post.id)).all()
    for start in range(0, len(ids), 200):
        with transaction():
            for post_id in ids[start : start + 200]:
                index_post(post_id)
    return len(ids)
