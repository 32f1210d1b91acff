"""What a file would make of the glossary."""

from collections.abc import Iterable
from dataclasses import dataclass

from forum.translation.rows import Row


@dataclass(frozen=True, slots=True)
class Change:
    """A row that another takes the place of: its number, what it says, what it will say."""

    entry_id: int
    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows to add, to change and to remove, and how many stay as they are."""

    added: tuple[Row, ...]
    changed: tuple[Change, ...]
    #: Number and row.
    removed: tuple[tuple[int, Row], ...]
    unchanged: int

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.added or self.changed or self.removed)


def plan(present: Iterable[tuple[int, Row]], wanted: Iterable[Row], *, removes_rest: bool) -> Plan:
    """Compare rows that count, by number, with those of a file; a pair is the same whatever its capitals and spaces."""
    by_key = {row.key: (number, row) for number, row in present}
    added: list[Row] = []
    changed: list[Change] = []
    unchanged = 0
    left = dict(by_key)
    for row in wanted:
        found = left.pop(row.key, None)
        if found is None:
            added.append(row)
        elif found[1] == row:
            unchanged += 1
        else:
            changed.append(Change(*found, row))
    removed = tuple(left.values()) if removes_rest else ()
    return Plan(tuple(added), tuple(changed), removed, unchanged + (0 if removes_rest else len(left)))
