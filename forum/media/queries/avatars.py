"""Finding a picture for somebody who may see it."""

import re
from datetime import datetime
from typing import Final

from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import people_by_ids
from forum.core.actor import Actor
from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.storage import storage
from forum.media.models import Avatar
from forum.media.pictures import SIZES
from forum.media.policy import can_see_avatar

#: `12-3f9a….webp` or, the large one, `12-3f9a…-256.webp`.
_NAME: Final = re.compile(rf"([0-9]{{1,18}})-([0-9a-f]{{32}})(?:-({SIZES[1]}))?\.webp")


def key_of(token: str, size: int) -> str:
    """Return the key in the store of one size of a picture."""
    return f"avatars/{token[:2]}/{token}-{size}.webp"


def avatar_bytes(actor: Actor, name: str) -> tuple[bytes, datetime]:
    """Return a picture and since when it stands; NotFound alike for absent and hidden ones."""
    match = _NAME.fullmatch(name)
    if match is None or int(match.group(1)) > LARGEST_ID:
        raise NotFound
    row = session.execute(
        select(Avatar.user_id, Avatar.token, Avatar.created_at)
        .join(User, User.id == Avatar.user_id)
        .where(
            Avatar.id == int(match.group(1)),
            Avatar.token == match.group(2),
            User.avatar_key == f"{match.group(1)}-{match.group(2)}.webp",
        )
    ).first()
    if row is None:
        raise NotFound
    require(can_see_avatar(actor, people_by_ids([row.user_id], actor).get(row.user_id)))
    data = storage().read(key_of(row.token, int(match.group(3) or SIZES[0])))
    if data is None:
        raise NotFound
    return data, row.created_at


def find_avatar(user_id: int) -> Avatar | None:
    """Return somebody's picture, or None."""
    return session.scalar(select(Avatar).where(Avatar.user_id == user_id))
