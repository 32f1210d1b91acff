"""The job queue in a file of its own, whose writes never wait for the forum's lock: see `forum.core.jobs`."""

from sqlite3 import Connection

from huey import Huey
from huey.storage import SqliteStorage


class _Storage(SqliteStorage):  # type: ignore[misc]
    """A file that is whole after a power cut, though the last wake-ups may be lost: they are only hints."""

    def _create_connection(self) -> Connection:
        connection: Connection = super()._create_connection()
        # A reply would wait for the disk twice otherwise: for itself, and for the hint that there is work.
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


def open_queue(name: str, file: str) -> Huey:
    """Return a queue in a file."""
    return Huey(name, storage_class=_Storage, filename=file, cache_mb=1)
