"""What is known of an author at a glance, as columns beside `User`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from typing import Final

from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.discussion.models import Post
from forum.moderation.models import Report


@dataclass(frozen=True, slots=True)
class KnownOfAuthor:
    """Visible posts of somebody, those that others took from sight, and those on whose reports somebody has decided."""

    posts: int = 0
    taken: int = 0
    reported: int = 0


_OF_AUTHOR: Final = (Post.author_id == User.id, Post.kind == "post")

AUTHOR_COLUMNS: Final = (
    select(func.count())
    .select_from(Post)
    .where(*_OF_AUTHOR, Post.state == "visible")
    .correlate(User)
    .scalar_subquery()
    .label("record_posts"),
    select(func.count())
    .select_from(Post)
    .where(*_OF_AUTHOR, Post.state != "visible", Post.state_by_id.is_not(None), Post.state_by_id != User.id)
    .correlate(User)
    .scalar_subquery()
    .label("record_taken"),
    select(func.count(Report.post_id.distinct()))
    .join(Post, Post.id == Report.post_id)
    .where(*_OF_AUTHOR, Report.state == "closed")
    .correlate(User)
    .scalar_subquery()
    .label("record_reported"),
)


def author_columns_of(authors: Collection[int]) -> tuple[Any, ...]:
    """Return the same columns, reckoned for these people alone: who reported or proposed something has none."""
    return tuple(case((User.id.in_(authors), column.element), else_=0).label(column.name) for column in AUTHOR_COLUMNS)


def known_of(row: Any) -> KnownOfAuthor:
    """Return what a row of AUTHOR_COLUMNS says."""
    return KnownOfAuthor(row.record_posts, row.record_taken, row.record_reported)
