"""The one extension point for what hangs on posts and topics: what is done with it when they move, merge or go.

Whatever hangs on a post by the post's id alone (files, mentions, quotes, revisions, translations, reports) goes along by
itself. What names the topic, or a number in it, enters a `Follower`; `forum/app.py` lists who does. Followers
are called within the transaction of the act, the topics locked, and after the rows of the posts say where they stand now:
they write with the act or not at all. What may come later listens to the events instead.
"""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from typing import Final

from forum.discussion.models import Topic


@dataclass(frozen=True, slots=True)
class Step:
    """One post and its numbers, in the topic that it left and in the one where it stands now."""

    post_id: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Move:
    """Posts that went from one topic to another, in the order of their numbers."""

    source: Topic
    target: Topic
    steps: tuple[Step, ...]
    relocation_id: int
    #: Number of the last post that the target showed before.
    shown_before: int
    #: The question of a topic is among the posts: they went into another, or come back into what they had been.
    whole: bool = False

    @property
    def post_ids(self) -> list[int]:
        """Return the ids of the posts."""
        return [step.post_id for step in self.steps]


@dataclass(frozen=True, slots=True)
class Gone:
    """Posts that are hidden or deleted as of now, in a topic that is locked."""

    topic: Topic
    post_ids: tuple[int, ...]


def _nothing(_subject: object) -> None:
    """Do nothing: most followers need not all three."""


@dataclass(frozen=True, slots=True)
class Follower:
    """What a capability does when posts move, a topic merges into another, or posts go."""

    name: str
    on_move: Callable[[Move], None] = field(default=_nothing)
    #: After `on_move` of the same posts: for what hangs on the topic that is no more.
    on_merge: Callable[[Move], None] = field(default=_nothing)
    on_gone: Callable[[Gone], None] = field(default=_nothing)


_FOLLOWERS: Final[dict[str, Follower]] = {}


def enter(followers: Iterable[Follower]) -> None:
    """Enter who follows, in this order; entering the same name again takes its place."""
    for follower in followers:
        _FOLLOWERS[follower.name] = follower


def posts_moved(move: Move) -> None:
    """Let everybody follow posts that moved."""
    for follower in _FOLLOWERS.values():
        follower.on_move(move)


def topic_merged(move: Move) -> None:
    """Let everybody follow a topic that went into another with all its posts."""
    for follower in _FOLLOWERS.values():
        follower.on_merge(move)


def posts_gone(gone: Gone) -> None:
    """Let everybody follow posts that are hidden or deleted as of now."""
    for follower in _FOLLOWERS.values():
        follower.on_gone(gone)
