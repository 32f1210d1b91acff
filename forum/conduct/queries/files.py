"""The files of texts that wait, and which texts a file stands in."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select

from forum.conduct.models import HeldPost
from forum.conduct.policy import uses_file
from forum.core.db import session
from forum.core.markup import File
from forum.discussion.models import Topic
from forum.discussion.queries.files import in_text
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.queries.files import INFO_COLUMNS
from forum.media.queries.files import UploadInfo


@dataclass(frozen=True, slots=True)
class Room:
    """The city in whose room a text that waits would stand; without a topic it would open one."""

    held_id: int
    topic_id: int | None
    city_id: int


def files_of_held(held_ids: Collection[int], language: str) -> dict[int, list[File]]:
    """Return text that waits → its files as pages show them, in one statement; who may see them is the caller's question."""
    found: dict[int, list[File]] = {}
    if not held_ids:
        return found
    rows = session.execute(
        select(HeldPost.id, *INFO_COLUMNS)
        .select_from(HeldPost)
        .join(Upload, uses_file(Upload.id))
        .join(Blob, Blob.id == Upload.blob_id)
        .where(HeldPost.id.in_(held_ids), HeldPost.state == "waiting")
        .order_by(HeldPost.id, Upload.id)
    )
    for row in rows:
        found.setdefault(row[0], []).append(in_text(UploadInfo(*row[1:]), language))
    return found


def rooms_that_wait(upload_id: int) -> list[Room]:
    """Return the city rooms for which texts wait that use a file."""
    city_id = func.coalesce(Topic.city_id, HeldPost.city_id)
    rows = session.execute(
        select(HeldPost.id, HeldPost.topic_id, city_id)
        .outerjoin(Topic, Topic.id == HeldPost.topic_id)
        .where(
            HeldPost.state == "waiting",
            func.coalesce(Topic.audience, "city") == "city",
            city_id.is_not(None),
            uses_file(upload_id),
        )
        .order_by(HeldPost.id)
    )
    return [Room(*row) for row in rows]
