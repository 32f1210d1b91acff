"""Who keeps files back and decides on them, and from whom they are closed meanwhile."""

from collections.abc import Collection
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import false
from sqlalchemy import literal
from sqlalchemy import not_
from sqlalchemy import select
from sqlalchemy import true

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule
from forum.core.text import Text
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Topic
from forum.discussion.policy.files import Closing
from forum.discussion.policy.files import close_by
from forum.discussion.policy.subjects import TopicLike
from forum.media.models import Upload
from forum.quarantine.models import RetainedFile

#: Where a file is used: audience and city of each topic.
Places = Collection[tuple[str, int | None]]

#: What a reader of the post is told at the address of a file.
SENTENCES: Final[dict[str, Text]] = {
    "waiting": _l("RIL looks at this file before it is shown."),
    "rejected": _l("RIL has taken this file away from here."),
}


@rule("retain_files")
def can_retain(actor: Actor, topic: TopicLike) -> Decision:
    """Let RIL keep back any file of a post, a lead those of their own city's room."""
    if actor.is_staff or actor.is_system:
        return ALLOWED
    return ALLOWED if topic.audience == "city" and actor.leads(topic.city_id) else HIDDEN


def can_decide_file(actor: Actor, places: Places) -> Decision:
    """Let RIL decide on every file, a lead on one that is used in their own city's room and nowhere else."""
    if actor.is_staff or actor.is_system:
        return ALLOWED
    theirs = bool(places) and all(audience == "city" and actor.leads(city_id) for audience, city_id in places)
    return ALLOWED if theirs else HIDDEN


def decidable_files(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_decide_file` as a condition over `Upload`."""
    if actor.is_staff or actor.is_system:
        return true()
    if not actor.is_lead:
        return false()
    uses = (
        select(PostFile.post_id)
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(PostFile.upload_id == Upload.id)
        .correlate(Upload)
    )
    here = and_(Topic.audience == "city", Topic.city_id == actor.city_id)
    return and_(uses.where(here).exists(), not_(uses.where(not_(and_(here, Topic.city_id.is_not(None)))).exists()))


def why_closed(actor: Actor) -> ColumnElement[str | None]:
    """Return why a file is closed to readers who may not decide on it: its state, over `Upload`; else NULL."""
    if actor.is_staff or actor.is_system:
        return literal(None)
    return (
        select(RetainedFile.state)
        .where(RetainedFile.upload_id == Upload.id, RetainedFile.state != "released", not_(decidable_files(actor)))
        .correlate(Upload)
        .scalar_subquery()
    )


def is_retained() -> ColumnElement[bool]:
    """Return whether a file is kept back or was, as a condition over `Upload`."""
    return exists().where(RetainedFile.upload_id == Upload.id).correlate(Upload)


close_by(Closing(why_closed, SENTENCES))
