"""Where the marks of small charts stand: numbers for attributes of SVG, without a word of HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from forum.insights.masking import Number

WIDTH: Final = 640
HEIGHT: Final = 220
_LEFT: Final = 32
_TOP: Final = 14
_BOTTOM: Final = 190
#: What a label takes beside another: its letters, and a gap.
_LETTER: Final = 5.6
_GAP: Final = 6
#: What lines of a scale may be apart, times a power of ten.
_STEPS: Final = (1, 2, 5, 10)
_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, or a piece of one."""

    x: float
    y: float
    width: float
    height: float
    #: Which of the pieces it is, from one.
    place: int = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A text below the scale; every second one is left out where there is little room."""

    x: float
    text: str
    is_second: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """Bars side by side over time, perhaps with a line over them."""

    bars: tuple[Bar, ...]
    dots: tuple[tuple[float, float], ...]
    #: (height, number) of the lines of the scale.
    scale: tuple[tuple[float, int], ...]
    marks: tuple[Mark, ...]
    left: int = _LEFT
    right: int = WIDTH

    @property
    def line(self) -> str:
        """Return the points of the line."""
        return " ".join(f"{x},{y}" for x, y in self.dots)


def columns(bars: Sequence[Number], line: Sequence[Number], labels: Sequence[str]) -> Columns:
    """Return bars and a line of the same scale; what is not known is not drawn."""
    step, top = _scale(max((number or 0 for number in (*bars, *line)), default=0))
    pace = (WIDTH - _LEFT) / max(1, len(bars))
    wide = round(min(48.0, pace * 0.68), 1)

    def height_of(number: int) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * number / top, 1)

    def middle_of(place: int) -> float:
        return round(_LEFT + pace * (place + 0.5), 1)

    room = int((WIDTH - _LEFT) / (_LETTER * max(map(len, labels), default=1) + _GAP))
    every = -(-len(labels) // room)
    return Columns(
        bars=tuple(
            Bar(round(middle_of(place) - wide / 2, 1), height_of(number), wide, round(_BOTTOM - height_of(number), 1))
            for place, number in enumerate(bars)
            if number
        ),
        dots=tuple((middle_of(place), height_of(number)) for place, number in enumerate(line) if number is not None),
        scale=tuple((height_of(number), number) for number in range(0, top + 1, step)),
        marks=tuple(
            Mark(middle_of(place), text, (place // every) % 2 == 1)
            for place, text in enumerate(labels)
            if place % every == 0
        ),
    )


def _scale(most: int) -> tuple[int, int]:
    """Return how far the lines of a scale are apart, and the last of them, which is not below a number."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * _LINES >= most:
                return step * power, max(1, -(-most // (step * power))) * step * power
        power *= 10


def spark(numbers: Sequence[Number]) -> tuple[tuple[float, float], ...]:
    """Return the points of a line of 96 × 28 without a scale; none where too little is known."""
    known = [(place, number) for place, number in enumerate(numbers) if number is not None]
    if len(known) < 2:
        return ()
    low, high = min(number for _place, number in known), max(number for _place, number in known)
    pace, reach = 96 / (len(numbers) - 1), max(1, high - low)
    return tuple((round(place * pace, 1), round(25 - 22 * (number - low) / reach, 1)) for place, number in known)


def pieces(numbers: Sequence[Number]) -> tuple[Bar, ...]:
    """Return the pieces of a bar of 100 × 10 that is divided like the numbers."""
    whole = sum(number or 0 for number in numbers)
    made: list[Bar] = []
    x = 0.0
    for place, number in enumerate(numbers, start=1):
        width = 100 * (number or 0) / whole if whole else 0.0
        made.append(Bar(round(x, 2), 0, round(max(0.0, width - 0.4 if width > 1 else width), 2), 10, place))
        x += width
    return tuple(made)


def length(number: Number, most: int) -> float:
    """Return how long a bar is of a hundred, where the longest is that of the most."""
    return round(100 * (number or 0) / most, 1) if most else 0.0


def heat(number: Number, most: int) -> int:
    """Return which of the five tones a block of the grid has."""
    if not number:
        return 0
    return min(4, max(1, round(4 * number / most)))


def percentile(counted: dict[int, int], share: int) -> int | None:
    """Return the value that so many percent do not exceed (nearest rank), of value → how often; None for nothing."""
    whole = sum(counted.values())
    rank, seen = -(-whole * share // 100), 0
    for value in sorted(counted):
        seen += counted[value]
        if seen >= rank > 0:
            return value
    return None
