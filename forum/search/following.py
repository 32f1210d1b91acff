"""The index follows posts that move: the title of a topic stands with its first post alone."""

from typing import Final

from forum.discussion.moving import Follower
from forum.discussion.moving import Move
from forum.search.commands import index_post


def follow_move(move: Move) -> None:
    """Bring up to date what is found by other words than before: first posts, and all of a topic that was deleted."""
    again = move.source.deleted and move.source.merged_into_id is None
    for step in move.steps:
        if again or 1 in {step.before, step.after}:
            index_post(step.post_id)


FOLLOWERS: Final = (Follower("search.entries", on_move=follow_move),)
