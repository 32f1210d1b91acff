"""The archive: a tar with the copy of the database, the files of people, and the manifest at its end."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from typing import Any
from typing import Final

from forum.core.dialects.copies import CopyProblem
from forum.core.errors import Unavailable
from forum.core.storage.keys import check_key
from forum.operation.backups import manifest as parts
from forum.operation.backups.manifest import Manifest
from forum.operation.backups.manifest import Member

_CHUNK: Final = 256 * 1024


class _Read(io.RawIOBase):
    """Pieces as a stream, hashed on their way."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as many as are wanted unless it ends before."""
        while len(self._rest) < size and (piece := next(self._pieces, b"")):
            self._rest += piece
        data, self._rest = self._rest[:size], self._rest[size:]
        self.hash.update(data)
        return data


class Writer:
    """Adds members to an archive and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile, moment: float) -> None:
        """Write into an open archive; all members bear one moment."""
        self._tar = tar
        self._moment = moment
        self.members: list[Member] = []

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Add a member of a known size; nothing is held in memory whole."""
        stream = _Read(pieces)
        try:
            self._put(name, size, stream)
        except OSError as error:
            message = f"{name} could not be written into the backup: {error}"
            raise CopyProblem(message) from error
        self.members.append(Member(name, size, stream.hash.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest."""
        manifest.members = self.members
        data = manifest.to_bytes()
        self._put(parts.NAME, len(data), io.BytesIO(data))

    def _put(self, name: str, size: int, stream: Any) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, int(self._moment), 0o600
        self._tar.addfile(info, stream)


@contextmanager
def written(target: Path, moment: float) -> Iterator[Writer]:
    """Write an archive under a name of its own; only a whole one, on disk, gets the name that was asked for."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.writing")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar, moment)
            file.flush()
            os.fsync(file.fileno())
        # Not `rename`, which would replace what somebody put there meanwhile.
        os.link(draft, target)
    except FileExistsError as error:
        message = f"{target} exists already; a backup is never overwritten."
        raise CopyProblem(message) from error
    except Unavailable as error:
        message = f"The backup {target} could not be written: the store of files is away, or a file in it unreadable."
        raise CopyProblem(message) from error
    except OSError as error:
        message = f"The backup {target} could not be written: {error.strerror or error}"
        raise CopyProblem(message) from error
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file piece by piece."""
    while piece := file.read(_CHUNK):
        yield piece


class Reader:
    """Reads an archive of which nothing is trusted: neither names nor kinds nor sizes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        """Read an open archive."""
        self._tar = tar

    def members(self) -> Iterator[tuple[str, IO[bytes]]]:
        """Yield (name, stream) in the order in which they were written."""
        for info in self._tar:
            stream = self._tar.extractfile(info) if info.isreg() else None
            if stream is None or not is_name(info.name):
                message = f"The backup holds something that is no part of a backup: {info.name[:80]!r}."
                raise CopyProblem(message)
            yield info.name, stream


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Open an archive to be read."""
    try:
        with tarfile.open(path, mode="r:") as tar:
            yield Reader(tar)
    except (tarfile.TarError, EOFError, UnicodeError) as error:
        message = f"{path} is no backup, or only a part of one: {error}"
        raise CopyProblem(message) from error
    except FileNotFoundError as error:
        message = f"There is no file {path}."
        raise CopyProblem(message) from error


def is_name(name: str) -> bool:
    """Tell whether a member may be called so."""
    if name in {parts.NAME, parts.DATABASE}:
        return True
    try:
        check_key(name.removeprefix(parts.UPLOADS))
    except ValueError:
        return False
    return name.startswith(parts.UPLOADS)
