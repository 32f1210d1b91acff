"""The door for a person's own data: each package says what it holds of somebody, how that is given out, and how it goes.

`forum.app` enters the parts in the order of the packages. An export asks every part for its sections and
files. Leaving runs every part's steps inside the transaction of the command: they take what says who the person
is, and what must be gone at once. What may be thousands of rows is swept afterwards, a few rows at a time.
"""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import SQLColumnExpression
from sqlalchemy import or_

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

    def may_be_in(self, column: SQLColumnExpression[Any], *, by_name: bool = False) -> ColumnElement[bool]:
        """Tell whether a text may name them, by handle or address, and by name where names go too.

        The eraser looks closer. An earlier handle is known by its looks only: then every text with a handle is looked
        at. Databases do not agree on upper and lower case beyond ASCII, so a name is looked for by its longest piece
        within it; a name of one word could be any, and is not looked for.
        """
        words = {self.handle, *self.addresses, *(MARKS if self.had_other_handles else ())}
        if by_name and len(self.name.split()) > 1:
            words.add(max(re.findall(r"[A-Za-z0-9]+", self.name), key=len, default=""))
        return or_(*(column.icontains(word, autoescape=True) for word in sorted(words - {""})))


Step = Callable[[Leaver], None]


@dataclass(frozen=True, slots=True)
class Sweep:
    """Work on many rows that is done a few at a time, each few in a transaction of their own."""

    name: str
    #: Returns ids beyond one, in order, at most so many. Reads only: nobody waits for it.
    find: Callable[[Leaver, int, int], Sequence[int]]
    #: Changes these rows in the open transaction. Done again, it changes nothing more.
    change: Callable[[Leaver, Sequence[int]], None]
    #: So few that others who write hardly wait.
    at_once: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one package holds of people."""

    sections: Sequence[Section] = ()
    files: Callable[[Actor], Iterable[OwnFile]] | None = None
    #: Takes the person out; runs in the open transaction.
    anonymise: Step | None = None
    #: Hides what the person wrote, before `anonymise`; runs in the open transaction.
    withdraw: Step | None = None
    #: Afterwards: takes the person out of texts.
    sweeps: Sequence[Sweep] = ()
    #: Afterwards, before those: takes what the person wrote away for good.
    withdrawing: Sequence[Sweep] = ()
    #: Follows what a sweep of this or a lower package changed, in its transaction.
    follow: Step | None = None
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
    """Run every package's step of hiding what one wrote within the open transaction."""
    for part in _PARTS:
        if part.withdraw is not None:
            part.withdraw(leaver)


def all_sweeps(*, with_posts: bool) -> list[Sweep]:
    """Return what is left to do after an account was closed, in its order."""
    withdrawing = [sweep for part in _PARTS for sweep in part.withdrawing] if with_posts else []
    return [*withdrawing, *(sweep for part in _PARTS for sweep in part.sweeps)]


def follow_all(leaver: Leaver) -> None:
    """Have every package follow what a sweep changed, within its transaction."""
    for part in _PARTS:
        if part.follow is not None:
            part.follow(leaver)
