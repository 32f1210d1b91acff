"""What stands in an archive about itself; it is the last member, so a cut archive has none."""

import hashlib
import json
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Final

from forum.core.dialects.copies import CopyProblem

#: Moves when an older forum could not read what is written.
FORMAT: Final = 1
NAME: Final = "manifest.json"
DATABASE: Final = "database"
UPLOADS: Final = "uploads/"
#: A manifest of more bytes is none.
LARGEST: Final = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Member:
    """A part of an archive."""

    name: str
    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """All that an archive says about itself."""

    #: Version of the forum that wrote it.
    forum: str
    #: Last migration of the database, and the kind of the database.
    schema: str
    database: str
    created_at: str
    #: Table → rows, counted in the copy itself.
    rows: dict[str, int]
    members: list[Member] = field(default_factory=list)
    #: Files that the database names and that the store had not: deleted meanwhile, or lost before.
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return it as JSON that bears the hash of itself."""
        values = asdict(self)
        return json.dumps({**values, "digest": _digest(values)}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Read it; CopyProblem when it is none, was changed, or is of a later kind."""
        try:
            values: dict[str, Any] = json.loads(data)
            digest = values.pop("digest")
            if values["format"] > FORMAT:
                message = "This backup was written by a later version of the forum; restore it with that version."
                raise CopyProblem(message)
            if digest != _digest(values):
                message = "The manifest of the backup was changed."
                raise CopyProblem(message)
            return cls(**values | {"members": [Member(**member) for member in values["members"]]})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = "The manifest of the backup cannot be read."
            raise CopyProblem(message) from error


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
