"""Putting a backup in the place of what there is, all or nothing.

Files first: their keys are random and their bytes never change, so those of a restore that fails are
only files that no row names, which are removed a day later. The database last, in one transaction.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Engine
from sqlalchemy import inspect
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from forum.core import schema
from forum.core.db import working_on
from forum.core.dialects import copies
from forum.core.dialects.copies import CopyProblem
from forum.core.dialects.copies import Kind
from forum.core.dialects.counting import seen
from forum.core.folderlock import lock_folder
from forum.core.storage import Storage
from forum.operation import erasures
from forum.operation.backups import keeping
from forum.operation.backups import manifest as parts
from forum.operation.backups.archive import opened
from forum.operation.backups.manifest import Manifest
from forum.operation.backups.settling import Settled
from forum.operation.backups.settling import settle
from forum.operation.backups.verifying import verified

#: A table that has rows as soon as anybody uses the forum.
_PEOPLE: Final = "user_account"
#: Browsers keep pages by these numbers; those of the days that are undone must not come again.
_LEAP: Final = 1_000_000


def restore(
    engine: Engine, store: Storage, path: Path, data_folder: Path, *, replace: bool, send_mail: bool
) -> tuple[Manifest, Settled]:
    """Restore a backup into the configured database and store, which must be empty unless it is to be replaced."""
    lock = lock_folder(data_folder)
    if lock is None:
        message = f"A forum runs on the data folder {data_folder}; stop it first."
        raise CopyProblem(message)
    with lock:
        if copies.others_work_on(engine):
            message = "Somebody else is connected to the database; stop every forum and program that uses it first."
            raise CopyProblem(message)
        if not replace and not _is_empty(engine, store):
            message = (
                "The database or the store of files is not empty (a restore that was cut off leaves files too); "
                "say --replace to lose what is in them."
            )
            raise CopyProblem(message)
        with verified(path, data_folder) as (manifest, database):
            _require_fitting(manifest, Kind.of(engine))
            with keeping.at_work(data_folder, path):
                _save_files(path, store)
                with copies.put_in_place(engine, database) as coming:
                    if _rows(coming) != manifest.rows:
                        message = "The database did not take all rows of the backup; everything is as it was."
                        raise CopyProblem(message)
                    _bring_up_to_date(coming)
                    with working_on(coming):
                        settled = settle(send_mail=send_mail)
        return manifest, settled


def _require_fitting(manifest: Manifest, ours: Kind) -> None:
    theirs = Kind(manifest.database)
    if theirs != ours:
        message = (
            f"This is a backup of a {theirs.title} database, and the forum is set to {ours.title}: "
            f"set FORUM_DATABASE_URL to a {theirs.title} database to restore it."
        )
        raise CopyProblem(message)
    if manifest.schema not in schema.migrating().known_revisions():
        message = (
            f"This backup was made by a later version of the forum ({manifest.forum}; its migration {manifest.schema} "
            "is unknown here). Restore it with that version."
        )
        raise CopyProblem(message)


def _is_empty(engine: Engine, store: Storage) -> bool:
    try:
        with engine.connect() as connection:
            used = (
                inspect(connection).has_table(_PEOPLE)
                and connection.execute(
                    text(f"SELECT 1 FROM {_PEOPLE} LIMIT 1")  # noqa: S608 - a constant
                ).first()
            )
    except SQLAlchemyError as error:
        message = (
            f"The database cannot be read ({getattr(error, 'orig', error)}). If it is damaged, move it away, "
            "so that the backup can take its place."
        )
        raise CopyProblem(message) from error
    finally:
        engine.dispose()
    return not used and all(key.startswith(f"{erasures.PREFIX}/") for key, _written in store.files(""))


def _save_files(path: Path, store: Storage) -> None:
    with opened(path) as archive:
        for name, stream in archive.members():
            if name.startswith(parts.UPLOADS):
                store.save(name.removeprefix(parts.UPLOADS), stream)


def _rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return seen(connection).rows


def _bring_up_to_date(engine: Engine) -> None:
    schema.migrating().upgrade_copy(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE data_version SET number = number + :leap"), {"leap": _LEAP})
