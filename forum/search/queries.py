"""Searching: what the reader may see, newest thousand first, then by rank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from markupsafe import Markup
from markupsafe import escape
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.certification.queries import StageView
from forum.certification.queries import stage_by_id
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.markup.render import plain_text
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.search.analyser import query_groups
from forum.search.analyser import stems_of

#: Rank only the newest matches: ranking all of a common word takes a second at a million posts.
RANKED: Final = 1_000
PAGE: Final = 20
MOST_PAGES: Final = 20
EXCERPT: Final = 220

_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found."""

    topic_id: int
    slug: str
    title: Markup
    number: int
    excerpt: Markup
    language: str
    status: str | None
    kind: str
    stage: StageView | None
    author: Person
    created_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for."""

    text: str
    #: `es`, `pt` or None.
    language: str | None = None
    stage_id: int | None = None
    city_id: int | None = None
    page: int = 1


def search(actor: Actor, query: Query) -> tuple[Sequence[Hit], bool]:
    """Return a page of hits that the actor may see, and whether there is another."""
    groups = query_groups(query.text)
    if not groups:
        return [], False
    matched = dialects.match(session(), groups).subquery()
    newest = (
        select(matched.c.post_id, matched.c.rank)
        .join(Post, Post.id == matched.c.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(visible_topics(actor), Post.state == "visible")
        .order_by(matched.c.post_id.desc())
        .limit(RANKED)
    )
    if query.language is not None:
        newest = newest.where(Post.language == query.language)
    if query.stage_id is not None:
        newest = newest.where(Topic.stage_id == query.stage_id)
    if query.city_id is not None:
        newest = newest.where(Post.author_city_id == query.city_id)
    ranked = newest.subquery()
    page = min(max(query.page, 1), MOST_PAGES)
    rows = session.execute(
        select(
            Topic.id.label("topic_id"),
            Topic.slug,
            Topic.title,
            Topic.status,
            Topic.kind,
            Topic.stage_id,
            Post.number,
            Post.html,
            Post.language,
            Post.created_at,
            *PERSON_COLUMNS,
        )
        .join(ranked, ranked.c.post_id == Post.id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .order_by(ranked.c.rank, Post.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    wanted = {stem for group in groups for stem in group}
    return [_hit(row, actor, wanted) for row in rows[:PAGE]], len(rows) > PAGE


def _hit(row: Any, actor: Actor, wanted: set[str]) -> Hit:
    return Hit(
        topic_id=row.topic_id,
        slug=row.slug,
        title=highlight(row.title, wanted),
        number=row.number,
        excerpt=highlight(_around(plain_text(row.html), wanted), wanted),
        language=row.language,
        status=row.status,
        kind=row.kind,
        stage=stage_by_id(row.stage_id),
        author=present(row, actor),
        created_at=row.created_at,
        url=f"/t/{row.slug}/{row.topic_id}/{row.number}",
    )


def highlight(text: str, wanted: set[str]) -> Markup:
    """Return the text with the words found marked; everything else escaped."""
    parts: list[Markup] = []
    end = 0
    for match in _WORD.finditer(text):
        if any(stem in wanted for stem in stems_of(match.group(0).lower())):
            parts += [escape(text[end : match.start()]), Markup("<mark>{}</mark>").format(match.group(0))]
            end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def _around(text: str, wanted: set[str]) -> str:
    """Return the piece of a text around its first hit."""
    first = next(
        (
            match.start()
            for match in _WORD.finditer(text)
            if any(stem in wanted for stem in stems_of(match.group(0).lower()))
        ),
        0,
    )
    start = max(0, first - EXCERPT // 3)
    if start:
        start = text.find(" ", start) + 1
    piece = text[start : start + EXCERPT]
    return ("…" if start else "") + piece + ("…" if start + EXCERPT < len(text) else "")


def similar_topics(actor: Actor, title: str, limit: int = 5) -> list[Hit]:
    """Return topics whose words are near a title that somebody is writing."""
    groups = query_groups(title)
    if not groups:
        return []
    merged = [[stem for group in groups for stem in group]]
    matched = dialects.match(session(), merged).subquery()
    newest = (
        select(matched.c.post_id, matched.c.rank)
        .join(Post, Post.id == matched.c.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(visible_topics(actor), Post.number == 1, Post.state == "visible")
        .order_by(matched.c.post_id.desc())
        .limit(RANKED)
    ).subquery()
    rows = session.execute(
        select(
            Topic.id.label("topic_id"),
            Topic.slug,
            Topic.title,
            Topic.status,
            Topic.kind,
            Topic.stage_id,
            Post.number,
            Post.html,
            Post.language,
            Post.created_at,
            *PERSON_COLUMNS,
        )
        .join(newest, newest.c.post_id == Post.id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .order_by(newest.c.rank)
        .limit(limit)
    ).all()
    return [_hit(row, actor, set()) for row in rows]
