"""What happened to the public pages."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class PageChanged(Fact):
    """A page has a new version."""

    bumps = (versions.CONTENT, versions.REFERENCE)
    audited = True
    page_version_id: int
