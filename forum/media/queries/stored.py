"""Which files the store must have, as a database says, of whatever version its tables are; and which it has besides."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Connection
from sqlalchemy import inspect
from sqlalchemy import select

from forum.core.db import session
from forum.core.storage import storage
from forum.media.models import Avatar
from forum.media.models import Blob
from forum.media.pictures import SIZES
from forum.media.queries.avatars import key_of
from forum.media.queries.files import preview_key

#: Where the store has files of people.
PREFIXES: Final = ("avatars", "drafts", "files")


def named_keys(connection: Connection) -> Iterator[str]:
    """Yield the keys that rows name."""
    tables = set(inspect(connection).get_table_names())
    if Avatar.__tablename__ in tables:
        for token in connection.execute(select(Avatar.token)).scalars():
            yield from (key_of(token, size) for size in SIZES)
    if Blob.__tablename__ in tables:
        for key, has_preview in connection.execute(select(Blob.key, Blob.has_preview)):
            yield key
            if has_preview:
                yield preview_key(key)


def orphan_keys(before: datetime) -> list[str]:
    """Return the keys of files that were written before a moment and that no row names."""
    # Files first: one that is saved in between has its row by the time the rows are read, or is young.
    written = [(key, at) for prefix in PREFIXES for key, at in storage().files(prefix)]
    named = set(named_keys(session.connection()))
    return [key for key, at in written if at < before and key not in named]
