"""Which files a post uses, kept with the revisions that do: who reads one of those texts sees them."""

from collections.abc import Set as AbstractSet

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.core.db import session
from forum.core.errors import Conflict
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.queries.files import in_use
from forum.discussion.using import note_first_use
from forum.media.commands.marking import mark_unused
from forum.media.commands.marking import mark_used


def attach(post: Post, upload_ids: AbstractSet[int]) -> None:
    """Say that the present text of a post uses these files and no others, within the open transaction."""
    rows = {row.upload_id: row for row in session.scalars(select(PostFile).where(PostFile.post_id == post.id))}
    if not rows and not upload_ids:
        return
    fresh = upload_ids - rows.keys()
    if fresh and mark_used(fresh) != len(fresh):
        # Taken away between rendering and now, by its owner or because it waited for two days.
        raise Conflict(_l("A file in this text is no longer there. Take it out, or attach it again."))
    session.add_all(
        [
            PostFile(post_id=post.id, upload_id=i, first_revision=post.revision, last_revision=None)
            for i in sorted(fresh)
        ]
    )
    gone: set[int] = set()
    for upload_id, row in rows.items():
        if upload_id in upload_ids:
            row.last_revision = None
        elif row.last_revision is None and row.first_revision == post.revision:
            # Corrected within the grace: no text that is kept has it.
            session.delete(row)
            gone.add(upload_id)
        elif row.last_revision is None:
            row.last_revision = post.revision - 1
    session.flush()
    if fresh:
        note_first_use(post, fresh)
    if gone:
        mark_unused(gone - in_use(gone))
