"""What follows when somebody opens a file: a higher package comes in here and keeps what it must."""

from collections.abc import Callable
from typing import Final

from forum.core.actor import Actor
from forum.media.queries.files import UploadInfo

Watcher = Callable[[Actor, UploadInfo], None]
_WATCHERS: Final[list[Watcher]] = []


def on_opening(watcher: Watcher) -> Watcher:
    """Have a function called before a file is sent."""
    _WATCHERS.append(watcher)
    return watcher


def note_opening(actor: Actor, file: UploadInfo) -> None:
    """Tell those who asked that somebody who may see a file is about to read it."""
    for watcher in _WATCHERS:
        watcher(actor, file)
