"""When two accounts of one person become one: what each package does besides having its rows point to the other.

Rows are moved by one rule for all tables (`accounts.commands.merging`): a new table is moved without being named.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from typing import Final

from sqlalchemy import Column
from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy import UniqueConstraint

from forum.core.db import Base

Step = Callable[[int, int], None]
_STEPS: Final[list[Step]] = []
_SHARED: Final[list["Shared"]] = []


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows that a merge changes and that others lock before they lock or point to a person."""

    #: Return their ids, by the id of the account that goes and of the one that stays.
    find: Callable[[int, int], frozenset[int]]
    lock: Callable[[frozenset[int]], object]


def lock_before_merge(shared: Shared) -> None:
    """Have rows locked before anybody's own row is."""
    _SHARED.append(shared)


def find_shared(source_id: int, target_id: int) -> list[frozenset[int]]:
    """Return the ids of all rows that are to be locked first, of each kind."""
    return [shared.find(source_id, target_id) for shared in _SHARED]


def lock_shared(found: list[frozenset[int]]) -> None:
    """Lock them."""
    for shared, ids in zip(_SHARED, found, strict=True):
        shared.lock(ids)


def on_merge(step: Step) -> Step:
    """Have a function called with the id that goes and the one that stays, within the open transaction, afterwards."""
    _STEPS.append(step)
    return step


def follow_merge(source_id: int, target_id: int) -> None:
    """Have every package do what follows once the rows are moved."""
    for step in _STEPS:
        step(source_id, target_id)


def columns_to(table: str) -> Iterator[Column[Any]]:
    """Yield every column of every table that points to the rows of a table."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table.name == table and other.name != table:
                yield key.parent


def unique_with(column: Column[Any]) -> Iterator[list[Column[Any]]]:
    """Yield the other columns of each set that must differ from row to row, and that a column is part of."""
    for constraint in column.table.constraints:
        if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint) and column.name in constraint.columns:
            yield [other for other in constraint.columns if other.name != column.name]
