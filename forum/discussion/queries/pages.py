"""Which pages a topic has: by the numbers of its posts, twenty each, whether they are there or have moved away."""

from dataclasses import dataclass
from typing import Final

POSTS_PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """Which of a topic's pages this is."""

    number: int
    last: int
    first_post: int
    last_post: int
    #: Where posts have moved away: of each page that has posts left, the first number that is there.
    starts: tuple[tuple[int, int], ...] = ()

    def start_of(self, page: int) -> int:
        """Return a number under which a page is found: a number that moved away leads elsewhere."""
        return dict(self.starts).get(page, (page - 1) * POSTS_PER_PAGE + 1)

    def next_to(self, page: int, step: int) -> int | None:
        """Return the page before (-1) or after (1) another, past those that have no posts left."""
        pages = [number for number, _start in self.starts] or [page + step]
        beyond = [number for number in pages if 1 <= number <= self.last and (number - page) * step > 0]
        return min(beyond, key=lambda number: abs(number - page), default=None)


def pages_of(last_number: int, number: int) -> Pages:
    """Return the page of a topic with a number; the last page for a number beyond it."""
    last = (max(last_number, 1) - 1) // POSTS_PER_PAGE + 1
    page = min((max(number, 1) - 1) // POSTS_PER_PAGE + 1, last)
    return Pages(page, last, (page - 1) * POSTS_PER_PAGE + 1, min(page * POSTS_PER_PAGE, last_number))
