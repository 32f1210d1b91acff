"""What happened to files. Nobody else's page changes by it: a file shows where a post uses it."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class FileUploaded(Fact):
    """Somebody uploaded a file."""

    upload_id: int
    bumps = ()


@dataclass(frozen=True)
class FileRemoved(Fact):
    """Somebody removed a file of theirs that no post used."""

    upload_id: int
    bumps = ()
