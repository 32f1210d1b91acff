"""What media holds of a person: their picture."""

from collections.abc import Iterator
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.actor import Actor
from forum.core.owndata import Leaver
from forum.core.owndata import OwnFile
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.storage import storage
from forum.media.commands.avatars import forget_avatar
from forum.media.images import SIZES
from forum.media.queries.avatars import find_avatar
from forum.media.queries.avatars import key_of


def _picture(actor: Actor) -> Iterator[Row]:
    row = find_avatar(actor.id or 0)
    if row is not None:
        yield {"created_at": row.created_at, "size": row.size, "file": "files/picture.webp"}


def _files(actor: Actor) -> Iterator[OwnFile]:
    row = find_avatar(actor.id or 0)
    if row is not None:
        key = key_of(row.token, max(SIZES))
        yield OwnFile("files/picture.webp", row.size, lambda: storage().read(key))


def _anonymise(leaver: Leaver) -> None:
    forget_avatar(leaver.user_id)


PART: Final = Part(
    sections=(
        Section(
            "picture",
            _l("Your picture"),
            {"created_at": _l("When"), "size": _l("Bytes"), "file": _l("File in the archive")},
            _picture,
        ),
    ),
    files=_files,
    anonymise=_anonymise,
)
