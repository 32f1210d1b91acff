"""Whether every row has its file, every file its row, and every content an upload."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import session
from forum.core.storage import storage
from forum.media.commands.leftovers import remove_contents_without_uploads
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.queries.stored import named_keys
from forum.media.queries.stored import orphan_keys
from forum.media.tasks import ORPHAN_AFTER
from forum.media.tasks import purge_orphans

_NAMED = 5


def look_at_files() -> list[Finding]:
    """Look for the file of every row."""
    there = {key for key, _written in storage().files("")}
    lost = sorted(set(named_keys(session.connection())) - there)
    if not lost:
        return []
    return [
        Finding(
            f"{len(lost)} files that the database names are not in the store: {', '.join(lost[:_NAMED])}.",
            "Take them out of a backup (a tar archive; they lie below uploads/), or ask their owners for them again.",
        )
    ]


def look_at_orphans() -> list[Finding]:
    """Look for files that no row names and that are too old to be on their way."""
    orphans = orphan_keys(clock.now() - ORPHAN_AFTER)
    if not orphans:
        return []
    some = ", ".join(orphans[:_NAMED])
    return [Finding(f"{len(orphans)} files in the store belong to nothing: {some}.", "doctor --mend removes them.")]


def look_at_contents() -> list[Finding]:
    """Look for contents that no upload uses."""
    number = session.scalar(select(func.count()).where(~exists().where(Upload.blob_id == Blob.id)).select_from(Blob))
    if not number:
        return []
    return [Finding(f"{number} contents are kept that no upload uses.", "doctor --mend removes them.")]


CHECKS = (
    Check("media.files", _l("Files of the database in the store"), look_at_files),
    Check("media.orphans", _l("Files that belong to nothing"), look_at_orphans, purge_orphans),
    Check("media.contents", _l("Contents without an upload"), look_at_contents, remove_contents_without_uploads),
)
