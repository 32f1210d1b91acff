"""How much of the store a city's files take, and how much they may."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.core import settings
from forum.core.actor import Actor
from forum.core.db import session
from forum.media.models import Blob
from forum.media.models import Upload

settings.define(
    "media.city_quota_mb",
    2048,
    _l("Space for the files of each city, in MB; those of RIL have as much"),
    minimum=1,
    maximum=1_000_000,
)


class Quota(NamedTuple):
    """Bytes that are used, and bytes that there are."""

    used: int
    limit: int


def quota_of(actor: Actor) -> Quota:
    """Return the space of the actor's city, or of RIL."""
    return quota_of_city(actor.city_id)


def quota_of_city(city_id: int | None) -> Quota:
    """Return the space of a city, or of RIL. Every upload counts, also of bytes that are kept once."""
    used = session.scalar(
        select(func.coalesce(func.sum(Blob.size), 0))
        .join(Upload, Upload.blob_id == Blob.id)
        .where(Upload.city_id == city_id)
    )
    limit: int = settings.get_setting("media.city_quota_mb")
    return Quota(int(used or 0), limit * 2**20)
