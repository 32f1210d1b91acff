"""What both stores share: the shape of keys, and how much is handed on at a time."""

import re
from typing import Final

#: Bytes that are handed on at a time: no file is held in memory whole to be sent.
CHUNK: Final = 64 * 1024
_KEY: Final = re.compile(r"[a-z0-9]+(/[a-z0-9_.\-]+)+")


def check_key(key: str) -> str:
    """Return a key; ValueError for what is none. Keys come from our own rows: this is the second net."""
    if not _KEY.fullmatch(key) or ".." in key:
        raise ValueError(key)
    return key
