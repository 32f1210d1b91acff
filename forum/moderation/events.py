"""What happened at the moderation desk."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class PostReported(Fact):
    """A member told RIL about a post."""

    bumps = ()
    post_id: int
    topic_id: int


@dataclass(frozen=True)
class ReportClosed(Fact):
    """RIL dealt with a report."""

    bumps = ()
    audited = True
    report_id: int
    post_id: int


@dataclass(frozen=True)
class ReportReopened(Fact):
    """A decision on a report was taken back."""

    bumps = ()
    audited = True
    report_id: int
    post_id: int
