"""Putting banners over every page, changing them and taking them away; closing one."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
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
from forum.news.events import BannerChanged
from forum.news.events import BannerPublished
from forum.news.events import BannerRetracted
from forum.news.models import Banner
from forum.news.models import ClosedBanner
from forum.news.policy import can_close_banner
from forum.news.policy import can_manage_news

WRITING: Final = Limit("banners", 100, 3600)
#: More than so many over a page, and nobody reads any.
MOST_AT_ONCE: Final = 3
LONGEST: Final = timedelta(days=366)
FARTHEST: Final = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class BannerText:
    """What a banner says, to whom and when. `from_at` is None for one that begins at once."""

    text_es: str
    text_pt: str
    url: str
    audience: str
    kind: str
    from_at: datetime | None
    until_at: datetime
    dismissible: bool
    #: The topic that it points to; who publishes it has asked whether it may be announced. It stays with its banner.
    topic_id: int | None = None


def publish_banner(actor: Actor, text: BannerText) -> Banner:
    """Put a banner over every page of those it is for, now or from a later moment on."""
    with transaction():
        require(can_manage_news(actor))
        hit(WRITING, actor.id)
        from_at, until_at = _times(text, clock.now())
        _check_room(from_at, until_at, besides=0)
        row = Banner(version=1, from_at=from_at, until_at=until_at, topic_id=text.topic_id)
        _put(row, text)
        session.add(row)
        session.flush()
        record(actor, BannerPublished(row.id), after={"title": row.text_es})
        return row


def edit_banner(actor: Actor, banner_id: int, *, text: BannerText, based_on: int) -> Banner:
    """Change a banner that has not ended; what it was stays in the log. Who closed it does not see it again."""
    with transaction():
        require(can_manage_news(actor))
        row = _lock(banner_id)
        now = clock.now()
        if row.version != based_on:
            raise Conflict(_l("Somebody else changed this banner while you were writing."))
        if row.retracted_at is not None or row.until_at <= now:
            raise Conflict(_l("This banner is over. Make another one."))
        hit(WRITING, actor.id)
        from_at, until_at = _times(text, row.from_at)
        _check_room(from_at, until_at, besides=row.id)
        before = _whole(row)
        row.from_at, row.until_at = from_at, until_at
        _put(row, text)
        row.version += 1
        record(actor, BannerChanged(row.id), before=before, after={"title": row.text_es})
        return row


def retract_banner(actor: Actor, banner_id: int) -> Banner:
    """Take a banner away before its end, or before it began."""
    with transaction():
        require(can_manage_news(actor))
        row = _lock(banner_id)
        if row.retracted_at is None and row.until_at > clock.now():
            row.retracted_at = clock.now()
            row.version += 1
            record(actor, BannerRetracted(row.id), after={"title": row.text_es})
        return row


def close_banner(actor: Actor, banner_id: int) -> None:
    """Keep that a member has seen a banner: it is not shown to them again. Closing it twice changes nothing."""
    with transaction():
        row = session.get(Banner, banner_id)
        if row is None or not actor.is_member:
            raise NotFound
        require(can_close_banner(actor, row))
        insert = dialects.insert(session(), ClosedBanner).values(
            user_id=actor.id, banner_id=banner_id, created_at=clock.now()
        )
        session.execute(insert.on_conflict_do_nothing(index_elements=[ClosedBanner.user_id, ClosedBanner.banner_id]))


def _times(text: BannerText, began: datetime) -> tuple[datetime, datetime]:
    """Return from when until when, in whole minutes at the end: kept pages are made anew by the minute."""
    now = clock.now()
    from_at = text.from_at.replace(second=0, microsecond=0) if text.from_at is not None else began
    until_at = text.until_at.replace(second=0, microsecond=0)
    if from_at > now + FARTHEST:
        raise Invalid(_l("Choose a moment within two years."), field="from_at")
    if until_at <= max(now, from_at):
        raise Invalid(_l("The end must be in the future, and after the beginning."), field="until_at")
    if until_at - from_at > LONGEST:
        raise Invalid(_l("A banner stands for a year at most."), field="until_at")
    return from_at, until_at


def _check_room(from_at: datetime, until_at: datetime, *, besides: int) -> None:
    """Refuse a banner that would be one too many at some moment; those that meet it count, wherever they do."""
    dialects.lock(session(), "banners")
    others = session.scalar(
        select(func.count(Banner.id)).where(
            Banner.id != besides,
            Banner.retracted_at.is_(None),
            Banner.from_at < until_at,
            Banner.until_at > from_at,
        )
    )
    if (others or 0) >= MOST_AT_ONCE:
        raise Conflict(_l("Three banners stand at that time already. Take one away, or choose another time."))


def _lock(banner_id: int) -> Banner:
    row: Banner | None = session.get(Banner, banner_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    return row


def _put(row: Banner, text: BannerText) -> None:
    row.text_es, row.text_pt, row.url = text.text_es, text.text_pt, text.url
    row.audience, row.kind, row.dismissible = text.audience, text.kind, text.dismissible


def _whole(row: Banner) -> dict[str, str]:
    """Return what the log keeps of a banner as it was."""
    return {
        "title": row.text_es,
        "text_pt": row.text_pt,
        "url": row.url,
        "shown_to": row.audience,
        "kind": row.kind,
        "from_at": row.from_at.isoformat(),
        "until_at": row.until_at.isoformat(),
    }
