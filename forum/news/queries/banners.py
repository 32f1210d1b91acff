"""Banners: those over a page, and all of them for RIL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import Row
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.rendering.scan import MENTION
from forum.core.versions import cached_by_reference
from forum.news.models import Banner
from forum.news.models import ClosedBanner
from forum.news.policy import can_close_banner
from forum.news.policy import can_manage_news
from forum.news.policy import can_see_banner

#: Over one page; `commands.banners` lets no more meet.
MOST_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class BannerView:
    """A banner over a page, in one language."""

    id: int
    kind: str
    text: str
    url: str
    dismissible: bool
    #: Only who may read this topic is shown it: the caller asks, for topics are not known here.
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class ManagedBanner:
    """A banner in RIL's list."""

    id: int
    text_es: str
    text_pt: str
    audience: str
    kind: str
    from_at: datetime
    until_at: datetime
    #: `coming`, `showing`, `over`, `taken`.
    standing: str
    topic_id: int | None


@dataclass(frozen=True, slots=True)
class _Kept:
    id: int
    text_es: str
    text_pt: str
    url: str
    audience: str
    kind: str
    from_at: datetime
    until_at: datetime
    dismissible: bool
    retracted_at: datetime | None
    topic_id: int | None


@cached_by_reference
def _coming() -> tuple[_Kept, ...]:
    """Return what stands or is to stand over pages. Which of it does is asked at each page, so an end is never late."""
    rows: Any = session.execute(
        select(
            Banner.id,
            Banner.text_es,
            Banner.text_pt,
            Banner.url,
            Banner.audience,
            Banner.kind,
            Banner.from_at,
            Banner.until_at,
            Banner.dismissible,
            Banner.retracted_at,
            Banner.topic_id,
        )
        .where(Banner.retracted_at.is_(None), Banner.until_at > clock.now())
        .order_by(Banner.id.desc())
        .limit(200)
    )
    return tuple(_Kept(*row) for row in rows)


def banners_for(actor: Actor, language: str) -> tuple[BannerView, ...]:
    """Return the banners that are for a reader at this moment, newest first.

    Those that they closed, and those of topics that they may not read, are among them.
    """
    found = [row for row in _coming() if can_see_banner(actor, row)]
    return tuple(
        BannerView(row.id, row.kind, _text(row, actor, language), row.url, row.dismissible, row.topic_id)
        for row in found[:MOST_SHOWN]
    )


def _text(row: _Kept, actor: Actor, language: str) -> str:
    """Return what a banner says; that of a topic names nobody to visitors whom its title does not name to them."""
    text = row.text_pt if language == "pt" else row.text_es
    return text if row.topic_id is None or actor.is_member else MENTION.sub("@…", text)


def topics_of_banners(ids: Sequence[int]) -> dict[int, int]:
    """Return banner → the topic that it points to, of those that stand or are to stand over pages."""
    return {row.id: row.topic_id for row in _coming() if row.id in ids and row.topic_id is not None}


def count_of_closed(me: Any, place: int) -> Any:
    """Return how often somebody closed the banner in a place (parameter `banner0` and so on), for another statement."""
    return (
        select(func.count())
        .select_from(ClosedBanner)
        .where(ClosedBanner.user_id == me, ClosedBanner.banner_id == bindparam(f"banner{place}"))
        .scalar_subquery()
    )


def closing_of(actor: Actor, banner_id: int) -> datetime:
    """Return when a banner ends that the reader may close; NotFound for any other."""
    row = next((row for row in _coming() if row.id == banner_id), None)
    if row is None:
        raise NotFound
    require(can_close_banner(actor, row))
    return row.until_at


def ends_of_banners(ids: Sequence[int]) -> dict[int, datetime]:
    """Return when those of these banners end that a visitor may close now: what their cookie need remember."""
    return {row.id: row.until_at for row in _coming() if row.id in ids and can_close_banner(VISITOR, row)}


def managed_banners(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[ManagedBanner]:
    """Return all banners, the latest made first."""
    require(can_manage_news(actor))
    query = select(
        Banner.id,
        Banner.text_es,
        Banner.text_pt,
        Banner.audience,
        Banner.kind,
        Banner.from_at,
        Banner.until_at,
        Banner.retracted_at,
        Banner.topic_id,
    )
    found = page_by_id(query, Banner.id, after=after, before=before)
    return found.holding([_managed(row) for row in found.items])


def get_banner(actor: Actor, banner_id: int) -> Banner:
    """Return the row of a banner, for RIL."""
    require(can_manage_news(actor))
    row: Banner | None = session.get(Banner, banner_id)
    if row is None:
        raise NotFound
    return row


def _managed(row: Row[Any]) -> ManagedBanner:
    return ManagedBanner(
        row.id,
        row.text_es,
        row.text_pt,
        row.audience,
        row.kind,
        row.from_at,
        row.until_at,
        _standing(row),
        row.topic_id,
    )


def _standing(row: Row[Any]) -> str:
    now = clock.now()
    if row.retracted_at is not None:
        return "taken"
    if row.until_at <= now:
        return "over"
    return "coming" if row.from_at > now else "showing"
