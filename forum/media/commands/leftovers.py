"""Removing from the store what no row names any more."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import select

from forum.core import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Unavailable
from forum.core.storage import storage
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.queries.files import preview_key


def delete_files(keys: Iterable[str]) -> None:
    """Remove files whose rows are gone; what a store that is away keeps, `purge_orphans` removes later."""
    for key in keys:
        with suppress(Unavailable, OSError):
            storage().delete(key)


def remove_contents_without_uploads() -> int:
    """Remove contents that no upload uses; return how many. There are none unless rows were changed by hand."""
    used = exists().where(Upload.blob_id == Blob.id)
    with transaction():
        # Locked first: whoever uploads the same bytes right now locks them too.
        ids = session.scalars(select(Blob.id).where(~used).order_by(Blob.id).with_for_update()).all()
        keys = session.scalars(delete(Blob).where(Blob.id.in_(ids), ~used).returning(Blob.key)).all()
        db.after_commit(lambda: delete_files(name for key in keys for name in (key, preview_key(key))))
    return len(keys)
