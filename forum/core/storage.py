"""Where files are kept: a folder beside the database; another store (S3) enters by the same door.

Keys are made by the forum, never by people: `avatars/3f/3f9a….webp`.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Final
from typing import Protocol

from flask import current_app

_KEY: Final = re.compile(r"[a-z0-9]+(/[a-z0-9_.\-]+)+")


class Storage(Protocol):
    """What a store of files can do."""

    def save(self, key: str, data: bytes) -> None:
        """Keep a file; one of the same key is replaced as a whole."""

    def read(self, key: str) -> bytes | None:
        """Return a file, or None when there is none."""

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""

    def files(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Yield (key, when it was written) of the files below a prefix."""


class LocalStorage:
    """Files in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        """Keep the files below a folder, which is made when it is needed."""
        self.folder = folder

    def save(self, key: str, data: bytes) -> None:
        """Write beside the final name first: a reader sees the whole file or none."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            draft.write_bytes(data)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)

    def read(self, key: str) -> bytes | None:
        """Return a file, or None when there is none."""
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def delete(self, key: str) -> None:
        """Remove a file, and its folder once it is empty."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def files(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Yield (key, when it was written) of the files below a prefix."""
        for path in sorted((self.folder / prefix).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield path.relative_to(self.folder).as_posix(), written

    def _path(self, key: str) -> Path:
        # Keys come from our own rows; this is the second net.
        if not _KEY.fullmatch(key) or ".." in key:
            raise ValueError(key)
        return self.folder / key


def storage() -> Storage:
    """Return the store of this deployment."""
    return LocalStorage(Path(current_app.config["DATA_DIR"]) / "uploads")
