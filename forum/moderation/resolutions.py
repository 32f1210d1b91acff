"""What may become of a reported post: outcome → what is done with the post."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Final

from forum.core.actor import Actor
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post

Resolution = Callable[[Actor, Post, str], None]


def keep(actor: Actor, post: Post, reason: str) -> None:
    """Leave the post as it is."""


def hide(actor: Actor, post: Post, reason: str) -> None:
    """Hide the post unless that was done already."""
    if post.state == "visible":
        hide_post(actor, post.id, reason=reason)


def remove(actor: Actor, post: Post, reason: str) -> None:
    """Delete the post unless that was done already."""
    if post.state != "deleted":
        delete_post(actor, post.id, reason=reason)


RESOLUTIONS: Final[Mapping[str, Resolution]] = {"kept": keep, "hidden": hide, "deleted": remove}
