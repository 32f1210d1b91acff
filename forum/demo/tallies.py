"""What invented people read in translation and looked for: numbers only, as the forum keeps them of everybody."""

from collections import Counter
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from typing import Final

from forum.cities.queries import CityView
from forum.insights import measures
from forum.insights.commands import Missed
from forum.insights.commands import keep_tallies
from forum.insights.periods import day_of

#: Words that several cities missed, as somebody who plans what to write next would find them.
MISSED: Final = (
    ("plantilla de ordenanza de datos abiertos", 9),
    ("modelo de termo de referência", 7),
    ("convenio con universidades", 6),
)
_EVERY: Final = timedelta(days=6)


def keep_demo_tallies(cities: list[CityView], since: datetime, until: datetime) -> None:
    """Spread readings and searches over the time of the demonstration, more of them towards its end."""
    turn, moment = 0, since
    while moment < until:
        city = cities[turn * 5 % len(cities)]
        grown = 1 + turn // 20
        counts: Counter[tuple[str, str, str]] = Counter()
        for part in ("all", "open", city.country_code):
            counts[part, measures.READ, "machine"] = 3 * grown + turn % 4
            counts[part, measures.READ, "reviewed"] = turn % (1 + grown)
            counts[part, measures.SEARCHES, ""] = 2 * grown + turn % 3
            counts[part, measures.MISSES, ""] = int(turn % 4 == 1)
        keep_tallies(day_of(moment), counts, ())
        turn, moment = turn + 1, moment + _EVERY
    for words, times in MISSED:
        digest = sha256(words.encode()).hexdigest()
        keep_tallies(day_of(until), {}, [Missed(digest, turn, turn, words) for turn in range(times)])
