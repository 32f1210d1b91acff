"""What happened to news and banners."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class NewsWritten(Fact):
    """A draft was written; nobody but RIL sees it."""

    bumps = ()
    audited = True
    news_id: int


@dataclass(frozen=True)
class NewsChanged(Fact):
    """The text of an item changed; what it was stands beside the event."""

    audited = True
    news_id: int


@dataclass(frozen=True)
class NewsPublished(Fact):
    """An item is to be read from a moment on, now or later."""

    audited = True
    news_id: int


@dataclass(frozen=True)
class NewsRetracted(Fact):
    """An item is not to be read any more, or not as it was scheduled."""

    audited = True
    news_id: int


@dataclass(frozen=True)
class BannerPublished(Fact):
    """A banner stands over every page, from a moment to another."""

    bumps = (versions.CONTENT, versions.REFERENCE)
    audited = True
    banner_id: int


@dataclass(frozen=True)
class BannerChanged(Fact):
    """Text, readers or moments of a banner changed; what they were stands beside the event."""

    bumps = (versions.CONTENT, versions.REFERENCE)
    audited = True
    banner_id: int


@dataclass(frozen=True)
class BannerRetracted(Fact):
    """A banner was taken away before its end."""

    bumps = (versions.CONTENT, versions.REFERENCE)
    audited = True
    banner_id: int
