"""Counting what pages tell, in memory, and writing it down about once a minute: reading leaves no row per reader.

What a process had not written when it was stopped is lost: at most the last minute. The hash of what was looked for is
made with the forum's secret, so that a copy of the database alone does not tell whether a word was looked for.
"""

import hmac
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Final

from flask import Flask

from forum.cities.queries import city_by_id
from forum.core import footprints
from forum.core import tallies
from forum.core.actor import Actor
from forum.core.text import fold
from forum.insights import measures
from forum.insights.commands import Missed
from forum.insights.commands import keep_tallies
from forum.insights.periods import today
from forum.insights.queries.days import OPEN_AUDIENCES

#: Seconds between two times of writing down.
EVERY: Final = 60.0
#: What is held in memory at most; beyond that searches are counted, and their words are not looked at.
MOST: Final = 200
LONGEST: Final = 80
#: One of so many marks stands for a member: each is that of many people.
BITS: Final = 30
#: An address of mail or a page, or a number such as that of a document, a telephone or a case.
_PERSONAL: Final = re.compile(r"@|://|www\.|(?:\d\D{0,2}){5}")


@dataclass(slots=True)
class _Held:
    """What is not written down yet."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    missed: list[Missed] = field(default_factory=list)
    kept: bool = False

    def __bool__(self) -> bool:
        return bool(self.counts)


class Readings:
    """The tally of one process."""

    def __init__(self, secret: str, *, every: float = EVERY) -> None:
        """Have nothing counted yet; the first that is told is written down at once."""
        self._secret = secret.encode()
        self._every = every
        self._held = _Held()
        self._written_at = float("-inf")
        self._lock = threading.Lock()

    def translations_read(self, actor: Actor, states: Mapping[str, int], *, audience: str) -> None:
        """Count posts that a page showed translated to a member of a city."""
        counts = {(measures.READ, state): number for state, number in states.items()}
        self._add(actor, counts, everybodys=audience in OPEN_AUDIENCES)

    def searched(self, actor: Actor, text: str, *, found: bool) -> None:
        """Count a search of a member of a city; one in vain leaves a mark at its words."""
        if found:
            self._add(actor, {(measures.SEARCHES, ""): 1})
        else:
            self._add(actor, {(measures.SEARCHES, ""): 1, (measures.MISSES, ""): 1}, missed=self._missed(actor, text))

    def _add(
        self,
        actor: Actor,
        counts: Mapping[tuple[str, str], int],
        *,
        everybodys: bool = True,
        missed: Missed | None = None,
    ) -> None:
        city = city_by_id(actor.city_id)
        if city is None or not actor.is_member:
            return
        parts = ("all", "open", city.country_code) if everybodys else ("all", city.country_code)
        with self._lock:
            for (measure, key), number in counts.items():
                for part in parts:
                    self._held.counts[part, measure, key] += number
            if missed is not None and len(self._held.missed) < MOST:
                self._held.missed.append(missed)
            now = time.monotonic()
            if now - self._written_at < self._every:
                return
            self._written_at = now
            held, self._held = self._held, _Held()
        self._write(held)

    def _write(self, held: _Held) -> None:
        def keep() -> None:
            keep_tallies(today(), held.counts, held.missed)
            held.kept = True

        footprints.leave(keep)
        if not held.kept:
            # The database was busy: with the next ones.
            with self._lock:
                self._held.counts += held.counts
                self._held.missed = (held.missed + self._held.missed)[:MOST]

    def _missed(self, actor: Actor, text: str) -> Missed:
        words = " ".join(fold(text).split())
        shown = " ".join(text.casefold().split())
        return Missed(
            digest=self._hash("words", words),
            member_bit=int(self._hash("member", words, str(actor.id)), 16) % BITS,
            city_bit=int(self._hash("city", words, str(actor.city_id)), 16) % BITS,
            text="" if len(shown) > LONGEST or _PERSONAL.search(shown) else shown,
        )

    def _hash(self, *parts: str) -> str:
        return hmac.digest(self._secret, "\0".join(("insights", *parts)).encode(), "sha256").hex()


def init_app(app: Flask) -> None:
    """Count from now on; in tests those that want it begin it themselves."""
    tallies.use(None if app.config["TESTING"] else Readings(app.config["SECRET_KEY"]))
