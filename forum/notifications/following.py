"""What people were told of follows posts that move: it leads to where they are, and is shown to whoever may read there."""

from typing import Final

from forum.discussion.moving import Follower
from forum.discussion.moving import Move
from forum.notifications.commands.telling import move_notices


def follow_move(move: Move) -> None:
    """Let notices, and letters that are not sent yet, be about the topic in which their posts stand now."""
    move_notices(move.post_ids, move.target.id)


FOLLOWERS: Final = (Follower("notifications.notices", on_move=follow_move),)
