"""The remark above a post, as RIL edits it and as its author's copy of their data has it."""

from collections.abc import Collection

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.discussion.beside import PostRemark
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_remark


def remark_to_edit(actor: Actor, topic: Topic, post: Post) -> PostRemark | None:
    """Return the remark above a post, or None where there is none yet, for whoever may write it."""
    require(can_remark(actor, topic, post))
    return session.get(PostRemark, post.id)


def remarks_above(post_ids: Collection[int], language: str) -> dict[int, tuple[str, str]]:
    """Return post → language and words of what stands above it, in one language or else in the other.

    The caller has checked the posts.
    """
    found: dict[int, tuple[str, str]] = {}
    for row in session.scalars(select(PostRemark).where(PostRemark.post_id.in_(post_ids))):
        in_portuguese = row.text_pt and (language == "pt" or not row.text_es)
        found[row.post_id] = ("pt", row.text_pt) if in_portuguese else ("es", row.text_es)
    return found
