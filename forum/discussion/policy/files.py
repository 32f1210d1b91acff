"""Who sees a file: exactly who may see a text of a post that uses it.

`can_see_use` and `visible_uses` are twins: a test asks both about every case. A file that no post uses is
its owner's alone, and a text that merely names somebody else's file does not use it. A higher package that
shows texts which are no posts says who sees their files (`also_seen`); one that keeps files back says from whom
(`close_by`): who may read the post is told so, to everybody else the file does not exist.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import true

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import deny
from forum.core.policy import rule
from forum.core.text import Text
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy.posts import KEPT_FOR_AUTHOR
from forum.discussion.policy.posts import OwnPost
from forum.discussion.policy.posts import can_see_history
from forum.discussion.policy.posts import keeps_own_text
from forum.discussion.policy.posts import sees_hidden_text
from forum.discussion.policy.subjects import PostLike
from forum.discussion.policy.subjects import TopicLike
from forum.discussion.policy.topics import can_see_topic
from forum.discussion.policy.topics import moderated_topics
from forum.discussion.policy.topics import visible_topics
from forum.media.models import Upload

Wider = Callable[[Actor], ColumnElement[bool]]
_WIDER: Final[list[Wider]] = []


def also_seen(wider: Wider) -> Wider:
    """Let a higher package say who else sees a file: a condition over `Upload`, asked in the same statement."""
    if wider not in _WIDER:
        _WIDER.append(wider)
    return wider


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes a file to those who may read a post that uses it."""

    #: Why, for the actor, over `Upload`; NULL: it is open to them.
    why: Callable[[Actor], ColumnElement[str | None]]
    #: What a reader is told, by the reason.
    sentences: Mapping[str, Text]


_CLOSINGS: Final[list[Closing]] = []


def close_by(closing: Closing) -> None:
    """Let a higher package close files; their owners are not asked, and who may read no post learns nothing of it."""
    if closing not in _CLOSINGS:
        _CLOSINGS.append(closing)


class FileLike(Protocol):
    """What the rule asks of a file."""

    @property
    def id(self) -> int:
        """Return its number."""

    @property
    def owner_id(self) -> int | None:
        """Return who uploaded it."""


class UsingPost(PostLike, OwnPost, Protocol):
    """What the rule asks of a post that uses a file."""


@rule("see_file")
def can_see_file(actor: Actor, file: FileLike | None) -> Decision:
    """Decide in one statement; asked of no file at all it costs the same, so that nothing can be told apart."""
    number = file.id if file is not None else 0
    used = exists().where(PostFile.upload_id == number)
    shown = (
        select(PostFile.post_id)
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Upload, Upload.id == PostFile.upload_id)
        .where(PostFile.upload_id == number, visible_uses(actor))
    )
    wider = exists().where(Upload.id == number, or_(false(), *(more(actor) for more in _WIDER)))
    closed = [select(one.why(actor)).where(Upload.id == number).scalar_subquery() for one in _CLOSINGS]
    is_used, is_shown, is_theirs_too, *reasons = session.execute(select(used, shown.exists(), wider, *closed)).one()
    own = file is not None and actor.is_member and file.owner_id == actor.id
    if (is_shown or is_theirs_too) and not own:
        for closing, why in zip(_CLOSINGS, reasons, strict=True):
            if why is not None:
                return deny(closing.sentences[why])
    return ALLOWED if is_shown or is_theirs_too or (own and not is_used) else HIDDEN


def can_see_use(actor: Actor, topic: TopicLike, post: UsingPost, *, now: bool, before: bool) -> Decision:
    """Tell whether the actor reads a text of this post that uses a file.

    `now`: its present text does; `before`: an earlier one that is not hidden does. Who curates reads
    all of its texts.
    """
    seen = can_see_topic(actor, topic)
    if not seen or sees_hidden_text(actor, topic):
        return seen
    if now and (post.state == "visible" or keeps_own_text(actor, post)):
        return ALLOWED
    return ALLOWED if before and can_see_history(actor, topic, post) else HIDDEN


def visible_uses(actor: Actor) -> ColumnElement[bool]:
    """Return the same rule as a condition over `PostFile`, `Post`, `Topic` and `Upload`."""
    if actor.is_staff or actor.is_system:
        return true()
    own = and_(Post.author_id == actor.id, Post.state_at > clock.now() - KEPT_FOR_AUTHOR) if actor.id else false()
    now = and_(PostFile.last_revision.is_(None), or_(Post.state == "visible", own))
    before = and_(Post.state == "visible", used_before()) if actor.is_member else false()
    return or_(moderated_topics(actor), and_(visible_topics(actor), or_(now, before)))


def used_before() -> ColumnElement[bool]:
    """Return whether an earlier text that is not hidden uses the file, as a condition.

    Between the first and the last revision that used it there may be one that did not: its text is asked.
    """
    return (
        select(Revision.id)
        .where(
            Revision.post_id == PostFile.post_id,
            Revision.number >= PostFile.first_revision,
            Revision.number < Post.revision,
            Revision.hidden_at.is_(None),
            Revision.body.contains(Upload.token),
        )
        .correlate(PostFile, Post, Upload)
        .exists()
    )
