"""What news hold of a person: which banners they closed."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import forget_rows
from forum.news.models import Banner
from forum.news.models import ClosedBanner


def _closed(actor: Actor) -> Iterator[Row]:
    """Return what they closed; of one that is no longer for them, only that they did."""
    text = Banner.text_pt if actor.ui_language == "pt" else Banner.text_es
    rows = session.execute(
        select(ClosedBanner.created_at, text.label("text"), Banner.audience, Banner.topic_id)
        .join(Banner, Banner.id == ClosedBanner.banner_id)
        .where(ClosedBanner.user_id == actor.id)
        .order_by(ClosedBanner.banner_id)
    )
    meant = {"everybody": True, "members": actor.is_member, "staff": actor.is_staff}
    for row in rows:
        # Whether they may still read a topic is not known here.
        told = meant[row.audience] and row.topic_id is None
        yield {"text": row.text if told else None, "created_at": row.created_at}


def _anonymise(leaver: Leaver) -> None:
    session.execute(delete(ClosedBanner).where(ClosedBanner.user_id == leaver.user_id))


def _forget(moment: datetime) -> int:
    over = select(Banner.id).where(Banner.until_at < moment)
    return forget_rows(ClosedBanner, ClosedBanner.banner_id.in_(over))


PART: Final = Part(
    sections=(
        Section(
            "closed_banners",
            _l("Banners that you closed"),
            {"text": _l("Text"), "created_at": _l("When")},
            _closed,
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "news.closed_banners",
            _l("Who closed which banner, from its end"),
            timedelta(days=30),
            _l("So that it is not shown again to who closed it; after its end it is shown to nobody."),
            _forget,
        ),
    ),
)
