"""What the worker does about files."""

import structlog

from forum.core.jobs import job
from forum.media.commands import drop_orphans

log = structlog.get_logger(__name__)


@job(every_minutes=360)
def purge_orphans() -> None:
    """Delete files that no row names."""
    gone = drop_orphans()
    if gone:
        log.info("orphan files deleted", number=gone)
