"""Keeping files back: by the forum itself when a post first uses them, and by hand."""

from collections.abc import Set as AbstractSet
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.loading import lock_post
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Topic
from forum.discussion.using import on_first_use
from forum.media.models import Blob
from forum.media.models import Upload
from forum.quarantine.events import FileRetained
from forum.quarantine.models import RetainedFile
from forum.quarantine.policy import can_decide_file
from forum.quarantine.policy import can_retain
from forum.quarantine.policy import is_retained
from forum.quarantine.queries.uses import places_of

RETAINED_PER_HOUR: Final = Limit("files-retained", 100, 3600)
LONGEST_NOTE: Final = 1000
_RIL: Final = ("moderator", "administrator")
_OPEN_TO_CITIES: Final = ("public", "community")


@on_first_use
def look_at_files(post: Post, upload_ids: AbstractSet[int]) -> None:
    """Keep back what nobody should open unseen: in the transaction that writes the post, so that no reader is first."""
    for row in session.execute(_looked_at(post, upload_ids)).all():
        reason = _reason_for(row)
        if reason is None:
            continue
        retained = RetainedFile(upload_id=row.id, reason=reason)
        session.add(retained)
        session.flush()
        city_id = row.city_id if row.audience == "city" else None
        record(SYSTEM, FileRetained(retained.id, post.topic_id, post.id, city_id))
        _tell_owner(row.owner_id, retained)


def look_at_topic_again(topic_id: int) -> None:
    """Keep back what seems to hold data of persons in a topic that other cities read since a moment ago."""
    with transaction():
        for row in session.execute(_newly_open(topic_id)).all():
            retained = RetainedFile(upload_id=row.id, reason="personal")
            session.add(retained)
            session.flush()
            record(SYSTEM, FileRetained(retained.id, topic_id, row.post_id, None))
            _tell_owner(row.owner_id, retained)


def retain_file(actor: Actor, post_id: int, upload_id: int, *, note: str) -> None:
    """Keep a file of a post back, with a reason that its owner is told; Conflict when it is kept back already."""
    try:
        with transaction():
            topic, post = lock_post(actor, post_id)
            require(can_retain(actor, topic))
            if session.get(PostFile, (post.id, upload_id)) is None:
                raise NotFound
            # A lead's is what the own room has; what is used elsewhere too is RIL's.
            require(can_decide_file(actor, places_of(upload_id)))
            if not note.strip():
                raise Invalid(_l("Give a reason: the person will read it."), field="note")
            if len(note) > LONGEST_NOTE:
                raise Invalid(_l("At most %(max)d characters.", max=LONGEST_NOTE), field="note")
            hit(RETAINED_PER_HOUR, actor.id)
            row = _renewed(actor, upload_id, note)
            city_id = topic.city_id if topic.audience == "city" else None
            record(actor, FileRetained(row.id, topic.id, post.id, city_id), reason=note)
            _tell_owner(session.scalar(select(Upload.owner_id).where(Upload.id == upload_id)), row)
    except IntegrityError:
        raise _kept_already() from None


def _renewed(actor: Actor, upload_id: int, note: str) -> RetainedFile:
    """Return the row of a file that is kept back from now on: it has one, however often it is."""
    row = session.scalar(select(RetainedFile).where(RetainedFile.upload_id == upload_id).with_for_update())
    if row is None:
        row = RetainedFile(upload_id=upload_id)
        session.add(row)
    elif row.state != "released":
        raise _kept_already()
    row.created_at, row.state = clock.now(), "waiting"
    row.reason, row.note, row.retained_by_id = "by_hand", note, actor.id
    row.answer, row.decided_by_id, row.decided_at = "", None, None
    session.flush()
    return row


def _kept_already() -> Conflict:
    return Conflict(_l("This file is kept back already."))


def _looked_at(post: Post, upload_ids: AbstractSet[int]) -> Any:
    """Select files that a post uses and that are not kept back, with what is known of them and of the place."""
    twin, use, other, place = aliased(Upload), aliased(PostFile), aliased(Post), aliased(Topic)
    # What was decided in a room is that room's to know: it counts there, and nowhere else.
    known_here = (
        select(use.post_id)
        .join(other, other.id == use.post_id)
        .join(place, place.id == other.topic_id)
        .where(
            use.upload_id == twin.id,
            or_(
                place.audience.in_(("public", "community")),
                and_(Topic.audience == place.audience, Topic.city_id.is_not_distinct_from(place.city_id)),
            ),
        )
        .correlate(twin, Topic)
        .exists()
    )
    rejected = (
        select(RetainedFile.id)
        .join(twin, twin.id == RetainedFile.upload_id)
        .where(twin.blob_id == Upload.blob_id, RetainedFile.state == "rejected", known_here)
        .correlate(Upload, Topic)
        .exists()
    )
    return (
        select(
            Upload.id,
            Upload.owner_id,
            Blob.concern,
            Topic.audience,
            Topic.city_id,
            rejected.label("rejected"),
            _is_rils().label("by_ril"),
        )
        .join(Blob, Blob.id == Upload.blob_id)
        .join(Topic, Topic.id == post.topic_id)
        .where(Upload.id.in_(upload_ids), ~is_retained())
        .order_by(Upload.id)
    )


def _newly_open(topic_id: int) -> Any:
    """Select files with data of persons that present texts of a topic use which other cities read."""
    return (
        select(Upload.id, Upload.owner_id, func.min(Post.id).label("post_id"))
        .join(Blob, Blob.id == Upload.blob_id)
        .join(PostFile, PostFile.upload_id == Upload.id)
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            Topic.id == topic_id,
            Topic.audience.in_(_OPEN_TO_CITIES),
            PostFile.last_revision.is_(None),
            Blob.concern == "personal",
            ~is_retained(),
            ~_is_rils(),
        )
        .group_by(Upload.id, Upload.owner_id)
        .order_by(Upload.id)
    )


def _is_rils() -> ColumnElement[bool]:
    return exists().where(User.id == Upload.owner_id, User.site_role.in_(_RIL)).correlate(Upload)


def _reason_for(row: Any) -> str | None:
    """Return why the forum keeps a file back by itself; what RIL attaches is theirs."""
    if row.by_ril:
        return None
    if row.rejected:
        return "again"
    if row.concern == "active":
        return "active"
    return "personal" if row.concern == "personal" and row.audience in _OPEN_TO_CITIES else None


def _tell_owner(owner_id: int | None, row: RetainedFile) -> None:
    owner = session.get(User, owner_id) if owner_id is not None else None
    if owner is not None:
        queue_mail("quarantine.retained", user_id=owner.id, language=owner.ui_language, params={"retained_id": row.id})
