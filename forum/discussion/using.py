"""What follows when a post uses a file for the first time: a higher package comes in here, within the transaction."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final

from forum.discussion.models import Post

Watcher = Callable[[Post, AbstractSet[int]], None]
_WATCHERS: Final[list[Watcher]] = []


def on_first_use(watcher: Watcher) -> Watcher:
    """Have a function called with a post and the files that it did not use before."""
    if watcher not in _WATCHERS:
        _WATCHERS.append(watcher)
    return watcher


def note_first_use(post: Post, upload_ids: AbstractSet[int]) -> None:
    """Tell those who asked that a post uses files that it did not use before."""
    for watcher in _WATCHERS:
        watcher(post, upload_ids)
