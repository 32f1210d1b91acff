"""Where files that are kept back are used, and what their owners are told."""

from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.core.text import Text
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Topic

REASONS: Final[dict[str, Text]] = {
    "active": _l("A PDF that can do something when it is opened, or that cannot be looked through"),
    "personal": _l("It seems to hold personal data"),
    "again": _l("The same file was rejected before"),
    "by_hand": _l("Kept back by hand"),
}


def shown_post() -> Any:
    """Return the first visible post of a file that is kept back as a subquery: `upload_id`, `post_id`."""
    return (
        select(PostFile.upload_id, func.min(Post.id).label("post_id"))
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(PostFile.last_revision.is_(None), Post.state == "visible", Topic.deleted_at.is_(None))
        .group_by(PostFile.upload_id)
        .subquery()
    )


def places_of(upload_id: int) -> list[tuple[str, int | None]]:
    """Return audience and city of each topic in which some post uses or used a file."""
    rows = session.execute(
        select(Topic.audience, Topic.city_id)
        .join(Post, Post.topic_id == Topic.id)
        .join(PostFile, PostFile.post_id == Post.id)
        .where(PostFile.upload_id == upload_id)
        .distinct()
    )
    return [(row.audience, row.city_id) for row in rows]


def first_use(upload_id: int) -> tuple[int | None, int | None, int | None]:
    """Return topic, post and, of a room, city where a file is used first; nothing for one that no post uses."""
    row = session.execute(
        select(Topic.id, Post.id, Topic.audience, Topic.city_id)
        .join(Post, Post.topic_id == Topic.id)
        .join(PostFile, PostFile.post_id == Post.id)
        .where(PostFile.upload_id == upload_id)
        .order_by(Post.id)
        .limit(1)
    ).first()
    if row is None:
        return None, None, None
    return row[0], row[1], row.city_id if row.audience == "city" else None
