"""Who of the discussion follows posts that move, merge or go."""

from typing import Final

from forum.discussion.commands.following import drop_answer
from forum.discussion.commands.following import move_answer
from forum.discussion.commands.following import move_positions
from forum.discussion.commands.guiding import bring_guide_back
from forum.discussion.commands.guiding import take_guide_along
from forum.discussion.moving import Follower

FOLLOWERS: Final = (
    Follower("discussion.answer", on_move=move_answer, on_gone=drop_answer),
    Follower("discussion.positions", on_move=move_positions),
    Follower("discussion.guide", on_move=bring_guide_back, on_merge=take_guide_along),
)
