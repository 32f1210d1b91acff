"""What may become of a reported post: outcome → what is done with the post and its author."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.accounts.commands.people import suspend
from forum.accounts.commands.silencing import silence
from forum.conduct.commands.warnings import warn
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.policy import require
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.moving.acts import move_posts
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_move_between
from forum.discussion.policy import is_withheld
from forum.discussion.policy import widens


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a decision says besides its outcome."""

    #: Told to the author where something is done about them or their post; in the log in any case.
    reason: str = ""
    #: Until when the author is kept out; None: until somebody lifts it.
    until: datetime | None = None
    #: The text that takes the place of the reported one, and the fingerprint of the one that was read.
    body: str = ""
    base: str = ""
    #: The topic that the post goes to.
    to_topic_id: int | None = None


#: A decision that says nothing but its outcome.
PLAIN: Final = Ruling()

Resolution = Callable[[Actor, Post, Ruling], None]


def keep(actor: Actor, post: Post, _ruling: Ruling) -> None:
    """Leave the post as it is, and show it again if reports had hidden it."""
    if is_withheld(post):
        restore_post(actor, post.id)


def edit(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Put a corrected text in the place of the reported one; the old one stays in the history, as with any edit."""
    if not ruling.body.strip():
        raise Invalid(_l("Write the corrected text."), field="body")
    keep(actor, post, ruling)
    edit_post(actor, post.id, body=ruling.body, language=post.language, base=ruling.base, reason=ruling.reason[:200])


def move(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Put the post into another topic that no more people read, and show it there if reports had hidden it."""
    target = session.get(Topic, ruling.to_topic_id) if ruling.to_topic_id is not None else None
    if target is None:
        raise Invalid(_l("Say which topic the post goes to."), field="to_topic")
    source = session.get_one(Topic, post.topic_id)
    require(can_move_between(actor, source, target))
    if widens((source.audience, source.city_id), (target.audience, target.city_id)):
        raise Invalid(
            _l("More people read that topic. Move the post from its own topic, where you see what that means."),
            field="to_topic",
        )
    keep(actor, post, ruling)
    move_posts(actor, source.id, post_ids=[post.id], to_topic_id=target.id, reason=ruling.reason)


def hide(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Hide the post unless that was done already."""
    if post.state == "visible" or is_withheld(post):
        hide_post(actor, post.id, reason=ruling.reason)


def remove(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Delete the post unless that was done already."""
    if post.state != "deleted":
        delete_post(actor, post.id, reason=ruling.reason)


def admonish(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Hide the post and warn its author."""
    hide(actor, post, ruling)
    warn(actor, _author_of(post), reason=ruling.reason)


def hush(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Hide the post and let its author only read until a day."""
    hide(actor, post, ruling)
    if ruling.until is None:
        raise Invalid(_l("Say until when."), field="until")
    silence(actor, _author_of(post), reason=ruling.reason, until=ruling.until)


def keep_out(actor: Actor, post: Post, ruling: Ruling) -> None:
    """Hide the post and suspend its author."""
    hide(actor, post, ruling)
    suspend(actor, _author_of(post), reason=ruling.reason, until=ruling.until)


def _author_of(post: Post) -> int:
    if post.author_id is None:
        raise Conflict(_l("This post has no author any more."))
    return post.author_id


RESOLUTIONS: Final[Mapping[str, Resolution]] = {
    "kept": keep,
    "edited": edit,
    "moved": move,
    "hidden": hide,
    "deleted": remove,
    "warned": admonish,
    "silenced": hush,
    "suspended": keep_out,
}
