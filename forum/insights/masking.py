"""Small numbers left out, so that nobody reckons who is behind them.

Below five there is None in the place of a number, zero included. Where exactly one number of a sum would be missing it
could be reckoned from the others, so the smallest of those goes too.
"""

from collections.abc import Callable
from collections.abc import Sequence
from typing import Final

Number = int | None
FEWEST: Final = 5


class Veil:
    """What one reader is shown of numbers: all of them, or none that is small."""

    def __init__(self, *, coarse: bool) -> None:
        """Remember whether small numbers are left out."""
        self.coarse = coarse

    def one(self, number: int) -> Number:
        """Return a number that stands alone."""
        return None if self.coarse and number < FEWEST else number

    def column(self, numbers: Sequence[int]) -> list[Number]:
        """Return numbers whose sum may be known."""
        shown = [self.one(number) for number in numbers]
        _hide_second(shown)
        return shown

    def columns(self, rows: Sequence[Sequence[int]]) -> list[list[Number]]:
        """Return rows of which each column may have a known sum."""
        turned = [self.column(list(column)) for column in zip(*rows, strict=True)]
        return [list(row) for row in zip(*turned, strict=True)] if rows else []

    def grid(self, rows: Sequence[Sequence[int]]) -> list[list[Number]]:
        """Return rows of which also each row may have a known sum."""
        shown = self.columns(rows)
        if not self.coarse or not shown:
            return shown
        changed = True
        while changed:
            turned = [list(column) for column in zip(*shown, strict=True)]
            changed = sum(map(_hide_second, turned)) > 0
            shown = [list(row) for row in zip(*turned, strict=True)]
            changed = sum(map(_hide_second, shown)) > 0 or changed
        return shown

    def percent(self, part: int, whole: int) -> Number:
        """Return a share in percent; None where it has no base, or would tell a small number."""
        if whole <= 0 or (self.coarse and min(part, whole - part) < FEWEST):
            return None
        return round(100 * part / whole)

    def among(self, number: int, reckon: Callable[[], Number]) -> Number:
        """Return what is reckoned from so many, unless they are few."""
        return None if self.coarse and number < FEWEST else reckon()


def _hide_second(numbers: list[Number]) -> bool:
    """Where one number alone is missing, take out the smallest of the others; tell whether one was taken."""
    left = [number for number in numbers if number is not None]
    if len(numbers) - len(left) != 1 or not left:
        return False
    numbers[numbers.index(min(left))] = None
    return True
