"""What media holds of a person: their picture, and the files that they uploaded."""

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import OwnFile
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.owndata import Sweep
from forum.core.retention import Rule
from forum.core.storage import storage
from forum.media.commands.avatars import forget_avatar
from forum.media.commands.files import drop_uploads
from forum.media.commands.files import remove_unused
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.pictures import SIZES
from forum.media.queries.avatars import find_avatar
from forum.media.queries.avatars import key_of
from forum.media.tasks import UNUSED_AFTER

_WHEN: Final = _l("When")
_BYTES: Final = _l("Bytes")
_FILE: Final = _l("File in the archive")


def _picture(actor: Actor) -> Iterator[Row]:
    row = find_avatar(actor.id or 0)
    if row is not None:
        yield {"created_at": row.created_at, "size": row.size, "file": "files/picture.webp"}


def _uploads(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(Upload.id, Upload.name, Upload.alt, Upload.created_at, Upload.used_at, Blob.media_type, Blob.size)
        .join(Blob, Blob.id == Upload.blob_id)
        .where(Upload.owner_id == actor.id)
        .order_by(Upload.id)
    )
    for row in rows:
        yield {
            "name": row.name,
            "alt": row.alt,
            "media_type": row.media_type,
            "size": row.size,
            "created_at": row.created_at,
            "used_at": row.used_at,
            "file": _path(row.id, row.name),
        }


def _files(actor: Actor) -> Iterator[OwnFile]:
    """Yield the bytes that somebody brought: what they uploaded is theirs, whoever may see the post today."""
    row = find_avatar(actor.id or 0)
    if row is not None:
        yield _own_file("files/picture.webp", row.size, key_of(row.token, max(SIZES)))
    rows = session.execute(
        select(Upload.id, Upload.name, Blob.size, Blob.key)
        .join(Blob, Blob.id == Upload.blob_id)
        .where(Upload.owner_id == actor.id)
        .order_by(Upload.id)
    )
    for file in rows:
        yield _own_file(_path(file.id, file.name), file.size, file.key)


def _own_file(path: str, size: int, key: str) -> OwnFile:
    return OwnFile(path, size, lambda: storage().read(key))


def _path(upload_id: int, name: str) -> str:
    # The name was cleaned when it came in: no part of a path.
    return f"files/{upload_id}-{name}"


def _anonymise(leaver: Leaver) -> None:
    forget_avatar(leaver.user_id)
    unused = select(Upload.id).where(Upload.owner_id == leaver.user_id, Upload.used_at.is_(None))
    drop_uploads(session.scalars(unused).all())


def _find_files(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    theirs = select(Upload.id).where(Upload.owner_id == leaver.user_id, Upload.id > after)
    found: Sequence[int] = session.scalars(theirs.order_by(Upload.id).limit(most)).all()
    return found


def _rename_files(leaver: Leaver, ids: Sequence[int]) -> None:
    for row in session.scalars(select(Upload).where(Upload.id.in_(ids))):
        row.alt = leaver.eraser.papers(row.alt)
        name = leaver.eraser.file_name(row.name)
        if name != row.name:
            row.name = name
            leaver.renamed_files.add(row.id)


PART: Final = Part(
    sections=(
        Section(
            "picture",
            _l("Your picture"),
            {"created_at": _WHEN, "size": _BYTES, "file": _FILE},
            _picture,
        ),
        Section(
            "uploads",
            _l("Files that you uploaded"),
            {
                "name": _l("File name"),
                "alt": _l("What the picture shows"),
                "media_type": _l("Kind"),
                "size": _BYTES,
                "created_at": _WHEN,
                "used_at": _l("Used in a post since"),
                "file": _FILE,
            },
            _uploads,
        ),
    ),
    files=_files,
    anonymise=_anonymise,
    sweeps=(Sweep("media.names", _find_files, _rename_files, at_once=10),),
    rules=(
        Rule(
            "media.unused",
            _l("Files that no post uses"),
            UNUSED_AFTER,
            _l("Whoever uploads a file writes the post within this time."),
            remove_unused,
            hourly=True,
        ),
    ),
)
