"""Searching: what the reader may see, of that the newest thousand, of those the nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import Subquery
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.core import dialects
from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.policy import visible_topics
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.search.analyser import query_groups
from forum.search.expansion import Wanted
from forum.search.expansion import widen
from forum.search.hits import HIT_COLUMNS
from forum.search.hits import Hit
from forum.search.hits import to_hit
from forum.search.models import SearchEntry
from forum.search.ranking import score

#: Rank only the newest matches: ranking all of a common word takes a second at a million posts.
RANKED: Final = 1_000
PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for; every part narrows it."""

    text: str
    #: `es`, `pt` or None.
    language: str | None = None
    stage_id: int | None = None
    #: Of whom wrote the post; only members know which cities take part.
    city_id: int | None = None
    kind: str | None = None
    status: str | None = None
    #: Whether only the words typed are looked for, without those that the glossary adds.
    exact: bool = False

    @property
    def wanted(self) -> Wanted:
        """Return the stems that are looked for, and the words that were added."""
        return Wanted(query_groups(self.text), ()) if self.exact else widen(self.text)


def can_be_searched(text: str) -> bool:
    """Tell whether a text has any word that can be looked for."""
    return bool(query_groups(text))


def search(actor: Actor, query: Query, *, after: str | None = None, before: str | None = None) -> Page[Hit]:
    """Return posts that the actor may see, nearest first, with cursors and no total.

    Visibility and filters narrow the matches before the newest thousand are taken, and those are
    ranked by themselves: what a reader may not see changes neither order nor limit.
    """
    numbers = versions.data_versions()
    groups = query.wanted.groups
    if not groups:
        return Page([])
    wanted = (*_filters(query, actor), Post.kind == "post")
    ranked = _ranked(actor, groups, groups, wanted)
    key = decode_cursor(after, int, int) or (None if after else decode_cursor(before, int, int))
    backwards = key is not None and not after
    columns = (ranked.c.score, ranked.c.post_id)
    best = select(*columns)
    if key is not None:
        nearer = or_(ranked.c.score > key[0], and_(ranked.c.score == key[0], ranked.c.post_id > key[1]))
        further = or_(ranked.c.score < key[0], and_(ranked.c.score == key[0], ranked.c.post_id < key[1]))
        best = best.where(nearer if backwards else further)
    rows = _read(best, columns, PAGE + 1, backwards=backwards)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backwards:
        rows.reverse()
    stems = frozenset(stem for group in groups for stem in group)
    return Page(
        [to_hit(row, actor, stems, numbers) for row in rows],
        newer=encode_cursor(rows[0].score, rows[0].post_id) if rows and (more if backwards else key) else None,
        older=encode_cursor(rows[-1].score, rows[-1].post_id) if rows and (backwards or more) else None,
    )


def similar_topics(actor: Actor, title: str, limit: int = 5) -> list[Hit]:
    """Return topics whose words are near a title that somebody is writing."""
    numbers = versions.data_versions()
    groups = query_groups(title)
    if not groups:
        return []
    any_of_them = [[stem for group in groups for stem in group]]
    ranked = _ranked(actor, any_of_them, groups, (Post.number == 1,))
    columns = (ranked.c.score, ranked.c.post_id)
    return [to_hit(row, actor, frozenset(), numbers) for row in _read(select(*columns), columns, limit)]


def _filters(query: Query, actor: Actor) -> list[ColumnElement[bool]]:
    conditions = [
        column == value
        for column, value in (
            (Post.language, query.language),
            (Topic.stage_id, query.stage_id),
            (Topic.kind, query.kind),
            (Topic.status, query.status),
        )
        if value is not None
    ]
    if query.city_id is not None and actor.is_member:
        conditions.append(Post.author_city_id == query.city_id)
    return conditions


def _ranked(
    actor: Actor,
    groups: list[list[str]],
    scored: list[list[str]],
    conditions: Sequence[ColumnElement[bool]],
) -> Subquery:
    """Return (post_id, score) of the newest matches that the actor may see."""
    matched = dialects.match(session(), groups, with_mentions=actor.is_member).subquery()
    newest = (
        select(matched.c.post_id)
        .join(Post, Post.id == matched.c.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(visible_topics(actor), Post.state == "visible", *conditions)
        .order_by(matched.c.post_id.desc())
        .limit(RANKED)
    ).subquery()
    return (
        select(SearchEntry.post_id, score(scored).label("score")).join(newest, newest.c.post_id == SearchEntry.post_id)
    ).subquery()


def _read(ranked: Select[Any], columns: Sequence[Any], limit: int, *, backwards: bool = False) -> list[Any]:
    """Return the nearest of the ranked posts with all that is shown: only those are read whole."""
    first = [column.asc() if backwards else column.desc() for column in columns]
    best = ranked.order_by(*first).limit(limit).subquery()
    order = [column.asc() if backwards else column.desc() for column in (best.c.score, best.c.post_id)]
    statement = _hits().join(best, best.c.post_id == Post.id).add_columns(best.c.score)
    return list(session.execute(statement.order_by(*order)).all())


def _hits() -> Any:
    return (
        select(*HIT_COLUMNS)
        .select_from(Post)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .outerjoin(Translation, of_post())
        .outerjoin(TitleTranslation, of_topic())
    )
