"""What happened to the standard."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class StandardLoaded(Fact):
    """The standard was loaded or brought up to date."""

    bumps = (versions.CONTENT, versions.REFERENCE)
    audited = True
