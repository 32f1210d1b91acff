"""Loading the corrections that commands decide on, locked or not; their posts are locked first."""

from sqlalchemy import Select
from sqlalchemy import select

from forum.core.db import session
from forum.core.errors import NotFound
from forum.discussion.models import Post
from forum.translation.models import Correction


def find_correction(post: Post, correction_id: int) -> Correction:
    """Return a correction of a post; NotFound for one of another."""
    return _one(_of(post, correction_id))


def lock_correction(post: Post, correction_id: int) -> Correction:
    """Return a correction of a locked post as it is now, locked until the commit; NotFound for one of another."""
    return _one(_of(post, correction_id).with_for_update().execution_options(populate_existing=True))


def _of(post: Post, correction_id: int) -> Select[Correction]:
    return select(Correction).where(Correction.id == correction_id, Correction.post_id == post.id)


def _one(query: Select[Correction]) -> Correction:
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found
