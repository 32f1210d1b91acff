"""What somebody saw before they lost the right to it, asked for again afterwards."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forum.core import pagecache
from tests.privacy.addresses import asked_by
from tests.privacy.asking import SHORT
from tests.privacy.asking import everything_in
from tests.privacy.asking import words_in
from tests.privacy.world import World

#: Of each route, so many addresses are asked again.
MOST = 2


@dataclass(frozen=True)
class Seen:
    """An address that showed somebody words."""

    endpoint: str
    address: str
    words: frozenset[str]


@dataclass
class Loser:
    """Somebody with an open browser, and the words that they are about to lose."""

    world: World
    role: str
    browser: FlaskClient
    lost: frozenset[str]
    places: list[Seen] = field(default_factory=list)
    before: dict[str, TestResponse] = field(default_factory=dict)

    def look(self) -> None:
        """Ask for the addresses that show those words, twice, so that whatever is kept is kept."""
        for place in self.places:
            self.browser.get(place.address, follow_redirects=True)
            self.before[place.address] = self.browser.get(place.address, follow_redirects=True)
        shown = set().union(*(self._found(self.before[place.address], place.address) for place in self.places))
        assert shown & self.lost, f"{self.role} saw none of it: this proves nothing"

    def look_again(self, *, once: bool = False) -> list[str]:
        """Return where a word is still read: asked for plainly, and unless `once` by what the browser had kept."""
        told: list[str] = []
        for place in self.places:
            told += self._told(place, self.browser.get(place.address, follow_redirects=True), "")
            if once:
                continue
            kept = self._kept(self.before[place.address])
            if kept:
                answer = self.browser.get(place.address, headers=kept)
                if answer.status_code == 304 and place.words & self.lost:
                    told.append(f"{self.role} may go on showing {place.address}")
                told += self._told(place, answer, " if it has changed")
        return told

    def _told(self, place: Seen, answer: TestResponse, how: str) -> list[str]:
        return [
            f"{self.role} still reads the {self.world.what(word)} at {place.address}{how}"
            for word in self._found(answer, place.address) & self.lost
        ]

    def _found(self, answer: TestResponse, address: str) -> set[str]:
        return words_in(everything_in(answer), address)

    def _kept(self, answer: TestResponse) -> dict[str, str]:
        names = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        return {asked: answer.headers[given] for given, asked in names if given in answer.headers}


def loser(app: Flask, world: World, role: str, browser: Callable[[], FlaskClient], lost: Iterable[str]) -> Loser:
    """Return somebody who is about to lose words, with some of the addresses where they read them."""
    lost = frozenset(word[:SHORT] for word in lost)
    chosen: dict[str, list[Seen]] = {}
    for place in seen_by(app, world, role, browser):
        if place.words & lost and len(chosen.setdefault(place.endpoint, [])) < MOST:
            chosen[place.endpoint].append(place)
    return Loser(world, role, browser(), lost, [place for places in chosen.values() for place in places])


def seen_by(app: Flask, world: World, role: str, browser: Callable[[], FlaskClient]) -> list[Seen]:
    """Return every address that shows a role words; asked once, since the world is always the same."""
    if role not in world.seen:
        asking = browser()
        found: list[Seen] = []
        for endpoint, address in asked_by(app, world, role):
            words = words_in(everything_in(asking.get(address, follow_redirects=True)), address)
            if words:
                found.append(Seen(endpoint, address, frozenset(words)))
        world.seen[role] = found
        pagecache.clear()
    return world.seen[role]
