"""Who writes news and banners, and who reads which."""

from datetime import datetime
from typing import Final
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlalchemy import and_

from forum.core import clock
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule
from forum.news.models import NewsItem

AUDIENCES: Final = ("everybody", "members", "staff")


class NewsLike(Protocol):
    """What the rules read of an item."""

    state: str
    published_at: datetime | None


class BannerLike(Protocol):
    """What the rules read of a banner."""

    @property
    def audience(self) -> str:
        """For whom it is."""

    @property
    def from_at(self) -> datetime:
        """From when."""

    @property
    def until_at(self) -> datetime:
        """Until when."""

    @property
    def retracted_at(self) -> datetime | None:
        """When it was taken away."""

    @property
    def dismissible(self) -> bool:
        """Whether it can be closed."""


@rule("manage_news")
def can_manage_news(actor: Actor) -> Decision:
    """RIL writes news and banners, and sees those that are not published yet or any more."""
    return ALLOWED if actor.is_staff else HIDDEN


def can_read_news(item: NewsLike) -> Decision:
    """Everybody reads what is published from its moment on; nobody reads it before, under any address of readers."""
    due = item.state == "published" and item.published_at is not None and item.published_at <= clock.now()
    return ALLOWED if due else HIDDEN


def visible_news() -> ColumnElement[bool]:
    """Return the same rule as SQL, at this moment."""
    return and_(NewsItem.state == "published", NewsItem.published_at <= clock.now())


def can_see_banner(actor: Actor, banner: BannerLike) -> Decision:
    """Show a banner to whom it is for, between its moments."""
    meant = {"everybody": True, "members": actor.is_member, "staff": actor.is_staff}[banner.audience]
    runs = banner.retracted_at is None and banner.from_at <= clock.now() < banner.until_at
    return ALLOWED if meant and runs else HIDDEN


def can_close_banner(actor: Actor, banner: BannerLike) -> Decision:
    """Let whoever sees a banner close it, if it can be closed."""
    return can_see_banner(actor, banner) if banner.dismissible else HIDDEN
