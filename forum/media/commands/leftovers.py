"""Removing from the store what no row names any more."""

from collections.abc import Iterable
from contextlib import suppress

from forum.core.errors import Unavailable
from forum.core.storage import storage


def delete_files(keys: Iterable[str]) -> None:
    """Remove files whose rows are gone; what a store that is away keeps, `purge_orphans` removes later."""
    for key in keys:
        with suppress(Unavailable, OSError):
            storage().delete(key)
