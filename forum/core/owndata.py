"""The door for a person's own data: each package says what it holds of somebody, how that is given out, and how it goes.

`forum.app` enters the parts in the order of the packages. An export asks every part for its sections
and files; leaving runs every part's step inside the one transaction of the command.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Final

from forum.core import retention
from forum.core.actor import Actor
from forum.core.erasing import MARKS
from forum.core.erasing import Eraser
from forum.core.retention import Rule
from forum.core.text import Text

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what the forum holds of a person, as rows of plain values."""

    name: str
    title: Text
    #: Name of each value in the file → its words on the page, in their order.
    fields: Mapping[str, Text]
    #: The rows of the actor, read with the rights that the actor has now.
    rows: Callable[[Actor], Iterable[Row]]
    #: Name of a value → what the page says for each of its codes.
    words: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the person: its path in the archive, its size, and how it is read."""

    path: str
    size: int
    read: Callable[[], bytes | None]


@dataclass(slots=True)
class Leaver:
    """Who leaves, and how they are recognised in texts."""

    user_id: int
    #: As it was, to be found.
    handle: str
    #: Whether they had another handle before: then it can only be recognised, not looked for.
    had_other_handles: bool
    addresses: tuple[str, ...]
    name: str
    eraser: Eraser
    #: Posts whose text changed on the way: the index follows.
    changed_posts: set[int] = field(default_factory=set)
    #: Posts in which only names changed, of those who are mentioned or quoted.
    renamed_posts: set[int] = field(default_factory=set)
    #: Files that have another name now: the posts that show them follow.
    renamed_files: set[int] = field(default_factory=set)

    def marks(self) -> list[str]:
        """Return what a text that names them by handle or address has in it; the eraser looks closer."""
        # An earlier handle is known by its looks only: then every text with a handle is looked at.
        return [self.handle, *self.addresses, *(MARKS if self.had_other_handles else ())]

    def full_name(self) -> str:
        """Return first and last name; "" when there is only one word, which could be any."""
        return self.name if " " in self.name.strip() else ""


Step = Callable[[Leaver], None]


@dataclass(frozen=True, slots=True)
class Part:
    """What one package holds of people."""

    sections: Sequence[Section] = ()
    files: Callable[[Actor], Iterable[OwnFile]] | None = None
    #: Takes the person out; runs in the open transaction.
    anonymise: Step | None = None
    #: Takes what the person wrote out, before `anonymise`; runs in the open transaction.
    withdraw: Step | None = None
    rules: Sequence[Rule] = ()


_PARTS: Final[list[Part]] = []


def enter(parts: Sequence[Part]) -> None:
    """Put the parts of the forum, lowest package first, in the place of those entered before."""
    _PARTS[:] = parts
    retention.enter([rule for part in parts for rule in part.rules])


def all_sections() -> list[Section]:
    """Return the sections of an export in their order."""
    return [section for part in _PARTS for section in part.sections]


def files_of(actor: Actor) -> Iterator[OwnFile]:
    """Yield the files of a person."""
    for part in _PARTS:
        if part.files is not None:
            yield from part.files(actor)


def anonymise_all(leaver: Leaver) -> None:
    """Run every package's step of anonymising within the open transaction."""
    for part in _PARTS:
        if part.anonymise is not None:
            part.anonymise(leaver)


def withdraw_all(leaver: Leaver) -> None:
    """Run every package's step of deleting one's posts within the open transaction."""
    for part in _PARTS:
        if part.withdraw is not None:
            part.withdraw(leaver)
