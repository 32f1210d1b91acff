"""Where files are kept: a folder beside the database, or by setting an S3-compatible store.

Keys are made by the forum, never by people: `avatars/3f/3f9a….webp`, `files/3f/3f9a…`. What lies below
`drafts/` was being written when a process ended; nothing refers to it.
"""

import importlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO
from typing import Protocol

from flask import current_app

from forum.core.storage.keys import CHUNK
from forum.core.storage.local import LocalStorage

__all__ = ["CHUNK", "OpenFile", "Storage", "storage"]


class OpenFile(Protocol):
    """A file, or a part of one, that is being read; whoever opened it closes it."""

    #: Bytes of the whole file.
    size: int

    def __iter__(self) -> Iterator[bytes]:
        """Yield what was asked for, piece by piece."""

    def close(self) -> None:
        """Let go of it."""


class Storage(Protocol):
    """What a store of files can do. One that is away raises Unavailable."""

    def save(self, key: str, data: bytes | IO[bytes]) -> None:
        """Keep a file, from where a stream stands to its end; one of the same key is replaced as a whole."""

    def read(self, key: str) -> bytes | None:
        """Return a file, or None when there is none."""

    def open(self, key: str, start: int = 0, length: int | None = None) -> OpenFile | None:
        """Open a file, or `length` bytes of it from `start`; None when there is none."""

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""

    def files(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Yield (key, when it was written) of the files below a prefix, or of all for an empty one, by key."""


def storage() -> Storage:
    """Return the store of this deployment."""
    url: str = current_app.config["S3_URL"]
    if not url:
        return LocalStorage(Path(current_app.config["DATA_DIR"]) / "uploads")
    kept: Storage | None = current_app.extensions.get(f"storage {url}")
    if kept is None:
        # Imported where it is chosen: the client of S3 costs every process 30 MB and half a second.
        kept = importlib.import_module("forum.core.storage.s3").S3Storage(url)
        current_app.extensions[f"storage {url}"] = kept
    return kept
