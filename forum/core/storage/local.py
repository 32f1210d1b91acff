"""Files in a folder of this machine."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from typing import Final

import structlog
from flask_babel import lazy_gettext as _l

from forum.core.errors import Unavailable
from forum.core.storage.keys import CHUNK
from forum.core.storage.keys import check_key

log = structlog.get_logger(__name__)

_DRAFTS: Final = "drafts"
#: A folder may be removed as empty between being made and being written into; not time and again.
_TRIES: Final = 20


class LocalFile:
    """An open file of the folder."""

    def __init__(self, file: IO[bytes], start: int, length: int | None) -> None:
        """Stand at `start` of a file."""
        self.size = os.fstat(file.fileno()).st_size
        self._file = file
        self._left = max(0, self.size - start) if length is None else length
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        """Yield what was asked for, piece by piece."""
        while self._left > 0 and (piece := self._file.read(min(CHUNK, self._left))):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


def _log(what: str, error: OSError) -> None:
    """Say what went wrong, without the name of the file."""
    log.warning(what, error=type(error).__name__, number=error.errno)


class LocalStorage:
    """Files in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        """Keep the files below a folder, which is made when it is needed."""
        self.folder = folder

    def save(self, key: str, data: bytes | IO[bytes]) -> None:
        """Write it aside first: a reader sees the whole file or none, and so does who comes after a crash."""
        path = self._path(key)
        draft = self.folder / _DRAFTS / secrets.token_hex(16)
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                shutil.copyfileobj(BytesIO(data) if isinstance(data, bytes) else data, file, CHUNK)
                file.flush()
                os.fsync(file.fileno())
            self._place(draft, path)
        except OSError as error:
            # The folder is full, read-only or away: the same may work later.
            _log("file not kept", error)
            raise Unavailable(
                _l("The forum cannot keep files right now. Nothing was saved; please try again later.")
            ) from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)

    def read(self, key: str) -> bytes | None:
        """Return a file, or None when there is none."""
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            _log("file not read", error)
            raise Unavailable from error

    def open(self, key: str, start: int = 0, length: int | None = None) -> LocalFile | None:
        """Open a file, or `length` bytes of it from `start`; None when there is none."""
        try:
            return LocalFile(self._path(key).open("rb"), start, length)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            _log("file not read", error)
            raise Unavailable from error

    def delete(self, key: str) -> None:
        """Remove a file, and its folder once it is empty."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        if path.parent.name != _DRAFTS:
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def files(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Yield (key, when it was written) of the files below a prefix, or of all for an empty one, by key."""
        for path in sorted((self.folder / prefix).rglob("*")):
            with contextlib.suppress(FileNotFoundError):  # Removed since the folder was read.
                if path.is_file():
                    yield path.relative_to(self.folder).as_posix(), datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def _path(self, key: str) -> Path:
        return self.folder / check_key(key)

    @staticmethod
    def _place(draft: Path, path: Path) -> None:
        for attempt in range(_TRIES):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.replace(draft, path)
            except (FileNotFoundError, FileExistsError):
                if attempt == _TRIES - 1:
                    raise
            else:
                break
        # The name survives a power cut only when the folder is written out too.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
