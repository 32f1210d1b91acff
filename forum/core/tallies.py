"""Where pages tell what is counted nowhere else: translations that are read, searches that find nothing.

Lower packages announce; what becomes of it is decided above (`forum.insights`). As long as nobody counts it costs
next to nothing.
"""

from collections.abc import Mapping
from typing import Final
from typing import Protocol

from forum.core.actor import Actor


class Tally(Protocol):
    """Counts what members of cities do; keeps nothing of who they are."""

    def translations_read(self, actor: Actor, states: Mapping[str, int], *, audience: str) -> None:
        """Count posts that a page showed translated, by whose words the translations are."""

    def searched(self, actor: Actor, text: str, *, found: bool) -> None:
        """Count a search without filters, and whether it found anything."""


_tallies: Final[list[Tally]] = []


def use(tally: Tally | None) -> None:
    """Have one tally count from now on, or none."""
    _tallies[:] = [tally] if tally is not None else []


def translations_read(actor: Actor, states: Mapping[str, int], *, audience: str) -> None:
    """Tell that a page showed posts translated: state of the translation → how many."""
    if states:
        for tally in _tallies:
            tally.translations_read(actor, states, audience=audience)


def searched(actor: Actor, text: str, *, found: bool) -> None:
    """Tell of a search."""
    for tally in _tallies:
        tally.searched(actor, text, found=found)
