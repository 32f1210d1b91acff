"""Reminders go with topics that merge, and come back with them."""

from typing import Final

from forum.discussion.moving import Follower
from forum.timers.commands.following import bring_reminders_back
from forum.timers.commands.following import take_reminders_along

FOLLOWERS: Final = (Follower("timers.reminders", on_move=bring_reminders_back, on_merge=take_reminders_along),)
