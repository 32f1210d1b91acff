"""The files of a post for whoever may keep them back, and one that is kept back, for whoever decides on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.markup import File
from forum.core.text import Text
from forum.discussion.addresses import post_address
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.files import files_of_post
from forum.discussion.queries.files import in_text
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.queries.files import INFO_COLUMNS
from forum.media.queries.files import UploadInfo
from forum.quarantine.models import RetainedFile
from forum.quarantine.policy import decidable_files
from forum.quarantine.queries.uses import REASONS
from forum.quarantine.queries.uses import shown_post


@dataclass(frozen=True, slots=True)
class FileOfPost:
    """A file of a post: its number, how it is shown, and whether it is kept back."""

    id: int
    file: File
    #: `waiting`, `released`, `rejected`, or empty for one that never was.
    state: str


@dataclass(frozen=True, slots=True)
class FileCase:
    """A file that waits for a decision, with the post that shows it."""

    id: int
    file: File
    reason: Text
    note: str
    since: datetime
    owner: Person
    title: str
    title_language: str
    url: str
    html: str
    language: str
    topic_id: int
    audience: str
    city_id: int | None


def files_to_retain(actor: Actor, post: Post) -> Sequence[FileOfPost]:
    """Return the files of a post that the actor sees, by any of its texts."""
    files = sorted(files_of_post(actor, post.id).values(), key=lambda file: file.id)
    rows = session.execute(
        select(RetainedFile.upload_id, RetainedFile.state).where(
            RetainedFile.upload_id.in_([file.id for file in files])
        )
    )
    states = {row.upload_id: row.state for row in rows}
    return [FileOfPost(file.id, in_text(file, actor.ui_language), states.get(file.id, "")) for file in files]


def get_file_case(actor: Actor, retained_id: int) -> FileCase:
    """Return a file that waits for the actor; NotFound for one that is decided on, shown nowhere or not theirs."""
    shown = shown_post()
    row = session.execute(
        select(RetainedFile, Post, Topic, *PERSON_COLUMNS)
        .add_columns(*(column.label(f"file_{place}") for place, column in enumerate(INFO_COLUMNS)))
        .join(Upload, Upload.id == RetainedFile.upload_id)
        .join(Blob, Blob.id == Upload.blob_id)
        .join(shown, shown.c.upload_id == Upload.id)
        .join(Post, Post.id == shown.c.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(User, User.id == Upload.owner_id)
        .where(RetainedFile.id == retained_id, RetainedFile.state == "waiting", decidable_files(actor))
    ).first()
    if row is None:
        raise NotFound
    found, post, topic = row.RetainedFile, row.Post, row.Topic
    return FileCase(
        id=found.id,
        file=in_text(UploadInfo(*row[-len(INFO_COLUMNS) :]), actor.ui_language),
        reason=REASONS[found.reason],
        note=found.note,
        since=found.created_at,
        owner=present(row, actor) if row.id is not None else GONE,
        title=topic.title,
        title_language=topic.language,
        url=post_address(topic.slug, topic.id, post.number),
        html=post.html,
        language=post.language,
        topic_id=topic.id,
        audience=topic.audience,
        city_id=topic.city_id,
    )
