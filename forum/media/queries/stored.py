"""Which files the store must have, as a database says, of whatever version its tables are."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy import inspect
from sqlalchemy import select

from forum.media.images import SIZES
from forum.media.models import Avatar
from forum.media.models import Blob
from forum.media.queries.avatars import key_of
from forum.media.queries.files import preview_key


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
