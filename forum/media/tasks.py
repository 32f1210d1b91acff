"""What the worker does about files."""

from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.jobs import job
from forum.core.storage import storage
from forum.media.models import Avatar

log = structlog.get_logger(__name__)

#: A file without a row is being uploaded right now, or was left behind by a crash.
ORPHAN_AFTER: Final = timedelta(days=1)


@job(every_minutes=360)
def purge_orphans() -> None:
    """Delete files that no row names, a day after they were written."""
    store = storage()
    # Files first: one that is saved in between has its row by the time the rows are read, or is young.
    found = list(store.files("avatars"))
    known = set(session.scalars(select(Avatar.token)))
    orphans = [
        key
        for key, written in found
        if key.rsplit("/", 1)[-1].partition("-")[0] not in known and written < clock.now() - ORPHAN_AFTER
    ]
    for key in orphans:
        store.delete(key)
    if orphans:
        log.info("orphan files deleted", number=len(orphans))
