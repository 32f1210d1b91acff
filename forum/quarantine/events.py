"""What happened to files that are kept back. No page of others changes by it: a file's address answers anew each time."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class _FileFact(Fact):
    """Something about a file that is kept back; a post that uses it, while there is one."""

    bumps = ()
    audited = True
    retained_id: int
    topic_id: int | None
    post_id: int | None
    city_id: int | None


@dataclass(frozen=True)
class FileRetained(_FileFact):
    """A file was kept back, by the forum itself or by somebody who moderates."""


@dataclass(frozen=True)
class FileReleased(_FileFact):
    """A file that was kept back is open again."""


@dataclass(frozen=True)
class FileRejected(_FileFact):
    """A file that was kept back stays closed; its owner was told why."""


@dataclass(frozen=True)
class FileDecisionReopened(_FileFact):
    """A decision on a file was taken back: it waits again."""
