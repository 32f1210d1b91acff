"""Making a backup while people write: the database first, then the files that it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection
from sqlalchemy import Engine

from forum.core import clock
from forum.core.dialects import copies
from forum.core.dialects.copies import CopyProblem
from forum.core.dialects.counting import seen
from forum.core.storage import Storage
from forum.media.queries.stored import named_keys
from forum.operation import about
from forum.operation.backups import manifest as parts
from forum.operation.backups.archive import Writer
from forum.operation.backups.archive import pieces_of
from forum.operation.backups.archive import written
from forum.operation.backups.manifest import Manifest
from forum.operation.backups.scratch import scratch_folder

#: What a backup is called unless somebody says otherwise: by name is by date.
PATTERN: Final = "foro-*.tar"
_STAMP: Final = "foro-%Y%m%dT%H%M%SZ.tar"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    path: Path
    size: int
    files: int
    rows: int
    missing: int
    made_at: str


def create(engine: Engine, store: Storage, target: Path) -> Made:
    """Write a backup; `target` is a file that does not exist yet, or a folder in which it gets a name by date."""
    moment = clock.now()
    path = target / moment.strftime(_STAMP) if target.is_dir() else target
    if path.exists():
        message = f"{path} exists already; a backup is never overwritten."
        raise CopyProblem(message)
    if not path.parent.is_dir():
        message = f"There is no folder {path.parent}."
        raise CopyProblem(message)
    with scratch_folder(path.parent) as scratch:
        copy = scratch / parts.DATABASE
        with written(path, moment.timestamp()) as archive:
            with copies.copied(engine, copy) as connection:
                manifest = _describe(connection, moment)
                keys = sorted(named_keys(connection))
            with copy.open("rb") as file:
                archive.add(parts.DATABASE, copy.stat().st_size, pieces_of(file))
            copy.unlink()
            manifest.missing = list(_add_files(archive, store, keys))
            archive.finish(manifest)
    files = len(archive.members) - 1
    rows = sum(manifest.rows.values())
    return Made(path, path.stat().st_size, files, rows, len(manifest.missing), manifest.created_at)


def keep_latest(folder: Path, number: int) -> list[Path]:
    """Remove all backups in a folder but the latest ones that were named by date; return those removed."""
    old = sorted(folder.glob(PATTERN))[:-number]
    for path in old:
        path.unlink()
    return old


def _describe(connection: Connection, moment: datetime) -> Manifest:
    found = seen(connection)
    if found.schema is None:
        message = "The database has no tables of the forum yet: there is nothing to back up."
        raise CopyProblem(message)
    return Manifest(
        forum=about.forum_version(),
        schema=found.schema,
        database=connection.dialect.name,
        created_at=moment.astimezone(UTC).isoformat(timespec="seconds"),
        rows=found.rows,
    )


def _add_files(archive: Writer, store: Storage, keys: list[str]) -> Iterator[str]:
    """Add the files; yield the keys of those that are not there."""
    for key in keys:
        opened = store.open(key)
        if opened is None:
            yield key
            continue
        try:
            archive.add(f"{parts.UPLOADS}{key}", opened.size, opened)
        finally:
            opened.close()
