"""Uploading and removing one's picture."""

import secrets
from typing import Final

from forum.accounts.commands.profile import set_avatar
from forum.accounts.queries import lock_user
from forum.core import db
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.merging import on_merge
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.storage import storage
from forum.media.commands.leftovers import delete_files
from forum.media.models import Avatar
from forum.media.pictures import SIZES
from forum.media.pictures import make_avatar
from forum.media.policy import can_have_avatar
from forum.media.policy import can_upload_avatar
from forum.media.queries.avatars import find_avatar
from forum.media.queries.avatars import key_of

PER_PERSON: Final = Limit("avatar", 20, 3600)


def upload_avatar(actor: Actor, data: bytes) -> Avatar:
    """Make a picture of what was uploaded and show it beside the actor's name from now on."""
    require(can_upload_avatar(actor))
    with transaction():
        hit(PER_PERSON, actor.id)
    copies = make_avatar(data)
    token = secrets.token_hex(16)
    try:
        # Files are written before the transaction: none is held open while a disk is slow.
        for size, copy in copies.items():
            storage().save(key_of(token, size), copy)
        with transaction():
            require(can_upload_avatar(actor))
            lock_user(actor.id or 0)  # One picture at a time.
            forget_avatar(actor.id or 0)
            row = Avatar(user_id=actor.id or 0, token=token, size=sum(map(len, copies.values())))
            session.add(row)
            session.flush()
            set_avatar(actor, key=row.name)
            return row
    except BaseException:
        _delete_files(token)
        raise


def remove_avatar(actor: Actor) -> None:
    """Remove one's picture: the mark of the city is shown again."""
    with transaction():
        require(can_have_avatar(actor))
        lock_user(actor.id or 0)
        forget_avatar(actor.id or 0)
        set_avatar(actor, key=None)


def forget_avatar(user_id: int) -> None:
    """Remove the row of somebody's picture now, within the open transaction, and its files after the commit."""
    row = find_avatar(user_id)
    if row is None:
        return
    token = row.token
    session.delete(row)
    session.flush()
    db.after_commit(lambda: _delete_files(token))


def _delete_files(token: str) -> None:
    delete_files(key_of(token, size) for size in SIZES)


@on_merge
def forget_merged_avatar(source_id: int, _target_id: int) -> None:
    """Forget the picture of an account that is no more: who stays has their own, or chooses one."""
    forget_avatar(source_id)
