"""What the worker does about files."""

from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.jobs import job
from forum.core.storage import storage
from forum.media.commands.files import remove_unused
from forum.media.models import Avatar
from forum.media.models import Blob
from forum.media.queries.files import preview_key

log = structlog.get_logger(__name__)

#: Who uploads a file writes the post within this time.
UNUSED_AFTER: Final = timedelta(hours=48)
#: A file without a row is being uploaded right now, or was left behind by a crash.
ORPHAN_AFTER: Final = timedelta(days=1)
#: Where the store has files of people.
PREFIXES: Final = ("avatars", "drafts", "files")


@job(every_minutes=60)
def purge_unused() -> None:
    """Remove files that no post uses two days after they were uploaded."""
    number = remove_unused(clock.now() - UNUSED_AFTER)
    if number:
        log.info("unused files removed", number=number)


@job(every_minutes=360)
def purge_orphans() -> None:
    """Delete files that no row names, a day after they were written."""
    store = storage()
    # Files first: one that is saved in between has its row by the time the rows are read, or is young.
    found = [(key, written) for prefix in PREFIXES for key, written in store.files(prefix)]
    avatars = set(session.scalars(select(Avatar.token)))
    files = set(session.scalars(select(Blob.key)))

    def is_known(key: str) -> bool:
        folder, _slash, rest = key.partition("/")
        if folder == "avatars":
            return rest.rsplit("/", 1)[-1].partition("-")[0] in avatars
        return key in files or key.removesuffix(preview_key("")) in files

    orphans = [key for key, written in found if written < clock.now() - ORPHAN_AFTER and not is_known(key)]
    for key in orphans:
        store.delete(key)
    if orphans:
        log.info("orphan files deleted", number=len(orphans))
