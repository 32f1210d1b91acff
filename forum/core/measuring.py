"""Where the forum says what it did, for whoever counts; as long as nobody does it costs next to nothing."""

from typing import Protocol


class Meter(Protocol):
    """Counts what happens in this process."""

    def request(self, method: str, route: str | None, status: int, seconds: float, *, kept: bool) -> None:
        """Count an answer: the rule of its route, never its path; `kept` ones came from the page cache."""

    def happened(self, what: str) -> None:
        """Count something else, by a name that stands in the code."""


_meters: list[Meter] = []


def use(meter: Meter | None) -> None:
    """Have one meter count from now on, or none."""
    _meters[:] = [meter] if meter is not None else []


def request(method: str, route: str | None, status: int, seconds: float, *, kept: bool) -> None:
    """Tell of an answer."""
    for meter in _meters:
        meter.request(method, route, status, seconds, kept=kept)


def happened(what: str) -> None:
    """Tell of something else."""
    for meter in _meters:
        meter.happened(what)
