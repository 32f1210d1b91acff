"""Keeps what a process with many threads takes from the system near to what it uses."""

import ctypes
from contextlib import suppress
from typing import Final

#: `M_ARENA_MAX` of <malloc.h>.
_ARENA_MAX: Final = -8
_ARENAS: Final = 2
#: `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD`. Unless they are set, one large block that was freed raises both, up to
#: 64 MB, and what is free at the end of the heap below that is kept.
_TRIM: Final = -1
_MAPPED: Final = -3
_KEPT: Final = 256 * 1024


def share_arenas() -> None:
    """Let all threads take memory from two places (glibc gives each one of its own), and have what is free given back."""
    with suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_ARENA_MAX, _ARENAS)
        libc.mallopt(_TRIM, _KEPT)
        libc.mallopt(_MAPPED, _KEPT)
