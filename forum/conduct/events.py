"""What happened to the record of a member."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class StaffNoteAdded(Fact):
    """RIL or a lead noted something about a member; the member does not learn of it."""

    bumps = ()
    audited = True
    #: The subject: not the member, in whose copy of their data it would stand.
    note_id: int
    user_id: int
    #: Of a lead's note. What RIL notes is in no city's log.
    city_id: int | None


@dataclass(frozen=True)
class StaffNoteRemoved(Fact):
    """A note about a member was removed."""

    bumps = ()
    audited = True
    note_id: int
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class MemberWarned(Fact):
    """A member was warned."""

    bumps = ()
    audited = True
    user_id: int
    city_id: int | None
    warning_id: int


@dataclass(frozen=True)
class WatchedWordAdded(Fact):
    """A word is watched."""

    bumps = (versions.REFERENCE,)
    audited = True
    word_id: int


@dataclass(frozen=True)
class WatchedWordRemoved(Fact):
    """A word is watched no more."""

    bumps = (versions.REFERENCE,)
    audited = True
    word_id: int


@dataclass(frozen=True)
class PostFlagged(Fact):
    """The forum itself found something in a post that RIL wants to look at."""

    bumps = ()
    post_id: int
    topic_id: int


@dataclass(frozen=True)
class HeldPostApproved(Fact):
    """What waited was published."""

    bumps = ()
    audited = True
    held_id: int
    post_id: int
    topic_id: int
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class HeldPostRejected(Fact):
    """What waited was not published; its author was told why."""

    bumps = ()
    audited = True
    held_id: int
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class HeldPostReopened(Fact):
    """A rejection was taken back: the text waits again."""

    bumps = ()
    audited = True
    held_id: int
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class WarningWithdrawn(Fact):
    """A warning was taken back."""

    bumps = ()
    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class HeldTextReadByStaff(Fact):
    """Somebody of RIL read a text, or a file of it, that waits to open a topic in a city's room: its lead can see it."""

    bumps = ()
    held_id: int
    city_id: int
