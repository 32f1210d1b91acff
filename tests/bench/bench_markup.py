"""The worst texts that are known, through the pipeline that posts go through: rendered or refused, and how soon.

The bound is a second from asking to answer. Honest texts that people do write must be rendered.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from forum.core.markup.bounded import render_bounded
from forum.core.markup.bounded import stop_children
from forum.core.markup.limits import TooComplex
from tests.core.markup.corpus import cases
from tests.core.markup.corpus import honest
from tests.core.markup.corpus import widest

BOUND = 1.0
#: A machine that also does other things: the clock goes on while the text waits for a processor.
GRACE = 0.25
SHOWN = 12


@dataclass(frozen=True)
class Result:
    """How one text fared."""

    name: str
    seconds: float
    rendered: bool


def main() -> int:
    """Render all, print the slowest; 1 when something took too long or an honest text was refused."""
    try:
        hostile = [_time(name, text) for name, text in _hostile()]
        fair = [_time(name, text) for name, text in honest()]
    finally:
        stop_children()
    late = [r for r in hostile + fair if r.seconds > BOUND + GRACE]
    refused = [r for r in fair if not r.rendered]
    shown = sum(r.rendered for r in hostile)
    print(f"{len(hostile)} hostile texts: {shown} rendered, {len(hostile) - shown} refused. The slowest:")
    _print(sorted(hostile, key=lambda r: -r.seconds)[:SHOWN])
    print(f"\n{len(fair)} honest texts, {len(fair) - len(refused)} rendered:")
    _print(sorted(fair, key=lambda r: -r.seconds))
    for result in late:
        print(f"TOO LATE  {result.name}")
    for result in refused:
        print(f"REFUSED   {result.name}")
    return 1 if late or refused else 0


def _hostile() -> Iterator[tuple[str, str]]:
    """Yield every case, and of what is refused as much as is let through to the parser."""
    for name, text in cases():
        yield name, text
        cut = widest(text)
        if cut != text:
            yield f"{name}, cut to {len(cut)}", cut


def _time(name: str, text: str) -> Result:
    # A text that was stopped took its child with it: the next one is not to pay for that.
    render_bounded("a")
    started = time.perf_counter()
    try:
        render_bounded(text)
        rendered = True
    except TooComplex:
        rendered = False
    return Result(name, time.perf_counter() - started, rendered)


def _print(results: list[Result]) -> None:
    for result in results:
        end = "rendered" if result.rendered else "refused"
        print(f"  {result.seconds * 1000:7.0f} ms  {end:8}  {result.name}")


if __name__ == "__main__":
    sys.exit(main())
