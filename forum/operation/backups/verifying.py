"""Reading a backup again from its beginning to its end, to know that it is whole and what it says it is."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from typing import Final

from forum.core.dialects import copies
from forum.core.dialects.copies import CopyProblem
from forum.core.dialects.copies import Kind
from forum.operation.backups import manifest as parts
from forum.operation.backups.archive import opened
from forum.operation.backups.archive import pieces_of
from forum.operation.backups.manifest import Manifest
from forum.operation.backups.manifest import Member
from forum.operation.backups.scratch import scratch_folder

_TOLD: Final = 5


def verify(path: Path, scratch: Path | None = None) -> Manifest:
    """Check all of a backup and return what it says about itself; CopyProblem says what is wrong."""
    with verified(path, scratch or path.parent) as (manifest, _database):
        return manifest


@contextmanager
def verified(path: Path, scratch: Path) -> Iterator[tuple[Manifest, Path]]:
    """Check all of a backup; give its manifest and the copy of the database, which is unpacked meanwhile."""
    with scratch_folder(scratch) as folder:
        database = folder / parts.DATABASE
        manifest = _read(path, database)
        kind = Kind(manifest.database)
        if not kind.known:
            message = f"The backup is of a kind of database that this forum does not know: {kind.title[:40]}."
            raise CopyProblem(message)
        found = copies.look_through(kind, database)
        if found.schema != manifest.schema:
            message = f"The copy stands at migration {found.schema}, its manifest says {manifest.schema}."
            raise CopyProblem(message)
        if found.rows != manifest.rows:
            wrong = sorted(
                name for name in found.rows | manifest.rows if found.rows.get(name) != manifest.rows.get(name)
            )
            message = f"The copy has other numbers of rows than when it was made: {', '.join(wrong[:_TOLD])}."
            raise CopyProblem(message)
        yield manifest, database


def _read(path: Path, database: Path) -> Manifest:
    """Hash every member, unpack the database, and compare with the manifest."""
    found: dict[str, Member] = {}
    manifest = None
    with opened(path) as archive:
        for name, stream in archive.members():
            if manifest is not None or name in found:
                message = "The backup goes on after its end, or has a part twice."
                raise CopyProblem(message)
            if name == parts.NAME:
                manifest = Manifest.from_bytes(stream.read(parts.LARGEST))
            elif name == parts.DATABASE:
                with database.open("xb") as file:
                    found[name] = _hashed(name, stream, file)
            else:
                found[name] = _hashed(name, stream, None)
    if manifest is None:
        message = f"{path} ends before its manifest: it was cut off."
        raise CopyProblem(message)
    said = {member.name: member for member in manifest.members}
    wrong = sorted(name for name in said | found if said.get(name) != found.get(name))
    if wrong or parts.DATABASE not in said:
        named = ", ".join(wrong[:_TOLD])
        message = f"{len(wrong)} parts of the backup are missing or damaged: {named}."
        raise CopyProblem(message)
    return manifest


def _hashed(name: str, stream: IO[bytes], copy: IO[bytes] | None) -> Member:
    digest, size = hashlib.sha256(), 0
    for piece in pieces_of(stream):
        digest.update(piece)
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    return Member(name, size, digest.hexdigest())
