"""A text and its translation, paragraph beside paragraph."""

from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup

#: Elements that have no end.
_VOID: Final = frozenset({"br", "hr", "img"})


def pair_paragraphs(original: str, translation: str) -> tuple[tuple[Markup, Markup], ...]:
    """Return the outermost elements of two texts in pairs; both whole, as one pair, when they do not correspond."""
    first, second = _blocks(original), _blocks(translation)
    if len(first) != len(second):
        first, second = [original], [translation]
    # Both passed the sanitisers; they are cut between elements only.
    return tuple((Markup(one), Markup(other)) for one, other in zip(first, second, strict=True))  # noqa: S704


def _blocks(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    starts = reader.starts
    offsets = _offsets(html)
    places = [offsets[line - 1] + column for line, column in starts]
    return [html[start:end].strip() for start, end in zip(places, [*places[1:], len(html)], strict=True)]


def _offsets(html: str) -> list[int]:
    """Return where each line begins."""
    found = [0]
    for line in html.split("\n")[:-1]:
        found.append(found[-1] + len(line) + 1)
    return found


class _Reader(HTMLParser):
    """Notes where each outermost element begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.starts: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self.depth == 0:
            self.starts.append(self.getpos())
        if tag not in _VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.depth = max(0, self.depth - 1)
