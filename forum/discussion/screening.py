"""What looks at a text before it is published: higher packages enter themselves here, posts and topics ask.

A screener returns the text as it may be published. It raises Invalid for one that may not be, and `Held` when it
has kept the text, to be published once somebody has said yes.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.actor import Actor
from forum.core.errors import ForumError


class Held(ForumError):
    """What was written is kept and waits for RIL: nothing was refused, and nothing is published."""

    status = 202
    default = _l("Thank you. RIL looks at it first; then it is published. Until then you find it on your own page.")


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody is about to publish."""

    body: str
    language: str
    #: Of a topic; empty for what has none.
    title: str = ""
    #: Where a reply or an edited text stands; None for a new topic.
    topic_id: int | None = None
    #: The other values of the command, to call it with later; None for an edit, which cannot wait.
    values: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """A text as it may be published, and what is done in the transaction that writes it, with post and topic."""

    title: str
    body: str
    follow: tuple[Callable[[int, int], None], ...] = field(default=())

    def settle(self, post_id: int, topic_id: int) -> None:
        """Do what follows from the text, now that it has a post; within the open transaction."""
        for step in self.follow:
            step(post_id, topic_id)


Screener = Callable[[Actor, Writing], Screened]
_SCREENERS: Final[list[Screener]] = []


def on_writing(screener: Screener) -> Screener:
    """Have a function look at every text before it is published."""
    if screener not in _SCREENERS:
        _SCREENERS.append(screener)
    return screener


def screen(actor: Actor, writing: Writing) -> Screened:
    """Have everybody who asked for it look at a text, outside of the transaction that writes it."""
    title, body = writing.title, writing.body
    follow: list[Callable[[int, int], None]] = []
    for screener in _SCREENERS:
        seen = screener(actor, Writing(body, writing.language, title, writing.topic_id, writing.values))
        title, body = seen.title, seen.body
        follow += seen.follow
    return Screened(title, body, tuple(follow))
