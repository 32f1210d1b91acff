"""Uploading files and removing them.

The bytes are written before the transaction and removed after it: what a crash leaves between the
two is a file that no row names, which `purge_orphans` removes.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import select

from forum.core import clock
from forum.core import db
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.storage import storage
from forum.media.commands.leftovers import delete_files
from forum.media.contents import Content
from forum.media.contents import content_of
from forum.media.events import FileRemoved
from forum.media.events import FileUploaded
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.names import clean_alt
from forum.media.names import clean_name
from forum.media.policy import can_remove_file
from forum.media.policy import can_upload_file
from forum.media.queries.files import UploadInfo
from forum.media.queries.files import is_token
from forum.media.queries.files import preview_key
from forum.media.queries.quota import quota_of

PER_PERSON: Final = Limit("file", 120, 3600)
#: The same bytes may be removed by others while they are uploaded again; not time and again.
_TRIES: Final = 5
_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class _Draft:
    """An upload that has a name and a content, and as yet no row."""

    name: str
    alt: str
    content: Content


def store_upload(actor: Actor, *, name: str, stream: IO[bytes], alt: str = "") -> UploadInfo:
    """Keep a file for a post that the actor is about to write; it counts as their city's.

    `stream` can be read again from its start. What it is, its content says; its name is only shown.
    """
    require(can_upload_file(actor))
    with transaction():
        hit(PER_PERSON, actor.id)
    content = content_of(stream)
    fallback = "foto" if content.kind == "image" else "documento"
    draft = _Draft(clean_name(name, content.ending, fallback=fallback), clean_alt(alt), content)
    _require_space(actor, content)
    db.let_go()
    for _attempt in range(_TRIES):
        found = _attempt_to_store(actor, draft)
        if found is not None:
            return found
    raise Conflict


def _attempt_to_store(actor: Actor, draft: _Draft) -> UploadInfo | None:
    """Write the bytes unless they are there, then the rows; None when they were removed in between."""
    content = draft.content
    known = session.scalar(select(Blob.key).where(Blob.sha256 == content.sha256))
    db.let_go()
    key = None if known is not None else _new_key()
    keys = [] if key is None else [key, preview_key(key)]
    again = known is not None and not _is_kept(known)
    try:
        if known is not None and again:
            _save(content, known)  # They were lost, and here they are again.
        if key is not None:
            _save(content, key)
        with transaction():
            # One at a time per city: the last bytes of the space are given away once.
            dialects.lock(session(), f"files of city {actor.city_id}")
            _require_space(actor, content)
            blob = _blob(content, key)
            if blob is not None and blob.key == key:
                keys = []
            info = None if blob is None else _add(actor, draft, blob)
        if known is not None and again and blob is None:
            keys = [known, preview_key(known)]  # Not lost but removed: no row names them, nor ever will.
    except BaseException:
        delete_files(keys)
        raise
    delete_files(keys)
    return info


def _add(actor: Actor, draft: _Draft, blob: Blob) -> UploadInfo:
    row = Upload(
        token=secrets.token_hex(16),
        blob_id=blob.id,
        owner_id=actor.id,
        name=draft.name,
        city_id=actor.city_id,
        alt=draft.alt,
    )
    session.add(row)
    session.flush()
    record(actor, FileUploaded(row.id))
    return UploadInfo(
        row.id,
        row.token,
        row.name,
        blob.kind,
        blob.media_type,
        blob.size,
        blob.width,
        blob.height,
        row.alt,
        row.owner_id,
        personal=draft.content.personal,
    )


def _require_space(actor: Actor, content: Content) -> None:
    used, limit = quota_of(actor)
    if used + content.size > limit:
        taken = {"used": used // 2**20, "limit": limit // 2**20}
        if actor.city_id is None:
            raise Invalid(_l("There is no room for this file: those of RIL take %(used)d of %(limit)d MB.", **taken))
        raise Invalid(
            _l(
                "There is no room for this file: those of your city take %(used)d of %(limit)d MB. "
                "Write to RIL if it needs more.",
                **taken,
            )
        )


def _new_key() -> str:
    name = secrets.token_hex(16)
    return f"files/{name[:2]}/{name}"


def _is_kept(key: str) -> bool:
    opened = storage().open(key, 0, 1)
    if opened is None:
        return False
    opened.close()
    return True


def _save(content: Content, key: str) -> None:
    content.stream.seek(0)
    storage().save(key, content.stream)
    if content.preview is not None:
        storage().save(preview_key(key), content.preview)


def _blob(content: Content, key: str | None) -> Blob | None:
    """Return the row of the bytes, locked so that nobody removes it; None when they must be written first."""
    if key is not None:
        values = {
            "created_at": clock.now(),
            "sha256": content.sha256,
            "size": content.size,
            "media_type": content.media_type,
            "kind": content.kind,
            "key": key,
            "width": content.width,
            "height": content.height,
            "has_preview": content.preview is not None,
        }
        insert = dialects.insert(session(), Blob).values(**values)
        session.execute(insert.on_conflict_do_nothing(index_elements=[Blob.sha256]))
    found: Blob | None = session.scalar(select(Blob).where(Blob.sha256 == content.sha256).with_for_update())
    if found is not None and found.concern is None:
        found.concern = content.concern
    return found


def remove_upload(actor: Actor, token: str) -> None:
    """Remove a file of one's own that no post uses."""
    if not is_token(token):
        raise NotFound
    with transaction():
        row = session.scalar(select(Upload).where(Upload.token == token).with_for_update())
        if row is None:
            raise NotFound
        require(can_remove_file(actor, row.owner_id, used=row.used_at is not None))
        record(actor, FileRemoved(row.id))
        drop_uploads([row.id])


def remove_unused(before: datetime) -> int:
    """Remove the files that were uploaded before a moment and that no post uses; return how many."""
    number = 0
    while True:
        with transaction():
            due = select(Upload.id).where(Upload.used_at.is_(None), Upload.created_at < before).limit(_BATCH)
            ids = list(session.scalars(dialects.claim(session(), due)))
            drop_uploads(ids)
        number += len(ids)
        if len(ids) < _BATCH:
            return number


def drop_uploads(ids: Sequence[int]) -> None:
    """Remove uploads, and bytes whose last upload goes. A post that names one must let go of it first."""
    blob_ids = set(session.scalars(select(Upload.blob_id).where(Upload.id.in_(ids))))
    session.execute(select(Blob.id).where(Blob.id.in_(blob_ids)).order_by(Blob.id).with_for_update())
    session.execute(delete(Upload).where(Upload.id.in_(ids)))
    used = exists().where(Upload.blob_id == Blob.id)
    gone = session.scalars(delete(Blob).where(Blob.id.in_(blob_ids), ~used).returning(Blob.key)).all()
    keys = [name for key in gone for name in (key, preview_key(key))]
    db.after_commit(lambda: delete_files(keys))
