"""Finding files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from typing import Final

from sqlalchemy import Select
from sqlalchemy import select

from forum.core import policy
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.storage import OpenFile
from forum.core.storage import storage
from forum.media.addresses import PREVIEW
from forum.media.models import Blob
from forum.media.models import Upload

_TOKEN: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class UploadInfo:
    """A file as texts and pages need it. Who may see it is the question of the rule `see_file`."""

    id: int
    token: str
    name: str
    #: `image` or `document`.
    kind: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    alt: str
    owner_id: int | None
    #: Known right after the upload: whether it seems to hold data of persons.
    personal: bool = False


#: The columns of an UploadInfo, in its order, for statements that join `Upload` and `Blob`.
INFO_COLUMNS: Final[tuple[Any, ...]] = (
    Upload.id,
    Upload.token,
    Upload.name,
    Blob.kind,
    Blob.media_type,
    Blob.size,
    Blob.width,
    Blob.height,
    Upload.alt,
    Upload.owner_id,
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the two files of an upload, as it is sent: the file itself, or its small copy."""

    info: UploadInfo
    key: str
    #: Changes with the bytes, never otherwise.
    tag: str
    #: Bytes; None where the store must be asked (small copies).
    size: int | None

    def open(self, start: int = 0, length: int | None = None) -> OpenFile:
        """Open it, or a part of it; NotFound when the store has lost it."""
        found = storage().open(self.key, start, length)
        if found is None:
            raise NotFound
        return found


def preview_key(key: str) -> str:
    """Return the key in the store of the small copy beside a picture."""
    return f"{key}-preview"


def is_token(text: str) -> bool:
    """Tell whether a text has the shape of a token."""
    return _TOKEN.fullmatch(text) is not None


def find_uploads(tokens: Iterable[str]) -> dict[str, UploadInfo]:
    """Return token → file for those that there are. Who may see them is the caller's question."""
    wanted = {token for token in tokens if is_token(token)}
    if not wanted:
        return {}
    rows = session.execute(_infos().where(Upload.token.in_(wanted)))
    return {row.token: UploadInfo(*row) for row in rows}


def get_copy(actor: Actor, token: str, name: str) -> Copy:
    """Return a file that the actor may see; NotFound alike for absent and hidden ones and for a wrong name."""
    row = session.execute(
        _infos().add_columns(Blob.key, Blob.sha256, Blob.has_preview).where(Upload.token == token[:32])
    ).first()
    info = UploadInfo(*row[:-3]) if row is not None and is_token(token) else None
    is_small = info is not None and name == PREVIEW and info.kind == "image"
    if info is not None and name != info.name and not is_small:
        info = None
    # Asked of no file too: what is absent costs the same statements as what is hidden.
    require(policy.ask(actor, "see_file", info))
    if row is None or info is None:
        raise NotFound
    key, digest, has_preview = row[-3:]
    # A small picture is its own small copy.
    if is_small and has_preview:
        return Copy(info, preview_key(key), f"{digest[:32]}-p", None)
    return Copy(info, key, digest[:32], info.size)


def own_unused(actor: Actor) -> list[UploadInfo]:
    """Return the actor's files that no post uses yet, newest first."""
    rows = session.execute(
        _infos().where(Upload.owner_id == actor.id, Upload.used_at.is_(None)).order_by(Upload.id.desc()).limit(100)
    )
    return [UploadInfo(*row) for row in rows]


def _infos() -> Select[*tuple[Any, ...]]:
    return select(*INFO_COLUMNS).join(Blob, Blob.id == Upload.blob_id)
