"""What the worker does about files."""

from datetime import timedelta
from typing import Final

import structlog

from forum.core import clock
from forum.core.jobs import job
from forum.core.storage import storage
from forum.media.queries.stored import orphan_keys

log = structlog.get_logger(__name__)

#: Who uploads a file writes the post within this time.
UNUSED_AFTER: Final = timedelta(hours=48)
#: A file without a row is being uploaded right now, or was left behind by a crash.
ORPHAN_AFTER: Final = timedelta(days=1)


@job(every_minutes=360)
def purge_orphans() -> None:
    """Delete files that no row names, a day after they were written."""
    orphans = orphan_keys(clock.now() - ORPHAN_AFTER)
    for key in orphans:
        storage().delete(key)
    if orphans:
        log.info("orphan files deleted", number=len(orphans))
