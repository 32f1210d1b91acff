"""Asking for addresses as everybody does, and finding planted words in all that comes back."""

import io
import re
import zipfile
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from urllib.parse import unquote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.privacy.world import ROLES
from tests.privacy.world import World

#: The beginning of a planted word is enough: an excerpt may have cut off its end.
_WORD = re.compile(r"zq[0-9a-f]{8}")
SHORT = 10
_DEEPEST = 3


def everything_in(response: TestResponse) -> str:
    """Return body and headers of an answer, and of each answer that led to it, as one text; archives are opened."""
    parts: list[str] = []
    for hop in (*response.history, response):
        data = hop.get_data()
        parts += texts_of(data)
        parts += [f"{name}: {value}" for name, value in hop.headers]
    return "\n".join(parts)


def texts_of(data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield the text of some bytes, and of what is packed in them."""
    yield data.decode("utf-8", "replace")
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name
                yield from texts_of(packed.read(name), depth + 1)


def words_in(text: str, address: str = "") -> set[str]:
    """Return the beginnings of the planted words in a text; a page may repeat what its own address said."""
    found = set(_WORD.findall(text))
    if "%" in text:
        found |= set(_WORD.findall(unquote(text)))
    return {word for word in found if word not in address}


@dataclass
class Findings:
    """What was found by whom, and what was asked."""

    world: World
    #: Beginning of a word → roles that found it.
    found: dict[str, set[str]] = field(default_factory=dict)
    #: (role, what) → where it was read.
    leaks: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        """Know each word by its beginning."""
        self._words = {word[:SHORT]: known for word, known in self.world.words.items()}

    def look(self, role: str, response: TestResponse, method: str, address: str) -> None:
        """Note the words of an answer, and who should not have read them."""
        self.asked += 1
        if response.status_code >= 500 or response.status_code == 429:
            self.broken.append(f"{role} {method} {address}: {response.status_code}")
        for word in words_in(everything_in(response), address):
            what, readers = self._words.get(word, ("word of another world", frozenset()))
            self.found.setdefault(word, set()).add(role)
            if role not in readers:
                self.leaks.setdefault((role, what), []).append(f"{method} {address}")

    def told(self) -> list[str]:
        """Return who read what they may not, and at how many addresses."""
        return [
            f"{role} reads the {what} at {places[0]} and {len(places) - 1} more"
            for (role, what), places in self.leaks.items()
        ]

    def missed(self, roles: Iterable[str]) -> list[str]:
        """Return which of these roles did not find what they should."""
        return [
            f"{role} finds the {self.world.words[word][0]} nowhere"
            for word, readers in self.world.shown.items()
            for role in sorted(readers.intersection(roles) - self.found.get(word[:SHORT], set()))
        ]


def browser_of(world: World, sign_in, client: FlaskClient, role: str) -> FlaskClient:
    """Return the browser of a role."""
    if role == "visitor":
        return client
    if role not in world.cookies:
        return sign_in(world.people[role])
    made = client.application.test_client()
    for name, value in world.cookies[role].items():
        made.set_cookie(name, value)
    return made


def browsers(world: World, sign_in, client: FlaskClient) -> dict[str, FlaskClient]:
    """Return a browser for each role."""
    return {role: browser_of(world, sign_in, client, role) for role in ROLES}
