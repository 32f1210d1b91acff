"""A forum in which every private thing holds a word of its own, and who may read which word.

It is made once per process and then laid back: rows are plain values here, so that they outlive the
session they were read in.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from forum.accounts.models import User
from forum.cities.models import City
from forum.discussion.models import Post
from forum.discussion.models import Topic

STAFF = frozenset({"moderator", "admin"})
CITY_A = frozenset({"member_a", "lead_a"}) | STAFF
MEMBERS = CITY_A | {"member_b", "lead_b"}
#: Who has an account but is no member: pending, suspended, and gone while their browser was open.
OUTSIDE = frozenset({"visitor", "pending", "suspended", "gone"})
EVERYBODY = MEMBERS | OUTSIDE
ROLES = (
    "visitor",
    "pending",
    "suspended",
    "gone",
    "member_b",
    "lead_b",
    "member_a",
    "lead_a",
    "moderator",
    "admin",
)
READERS = {"public": EVERYBODY, "community": MEMBERS, "city": CITY_A, "staff": STAFF}
AUDIENCES = tuple(READERS)


@dataclass(frozen=True)
class Somebody:
    """A person."""

    id: int
    handle: str
    name: str
    email: str

    @classmethod
    def of(cls, user: User) -> "Somebody":
        """Copy what the tests ask of a row."""
        return cls(user.id, user.handle, user.name, user.email or "")


@dataclass(frozen=True)
class Place:
    """A city."""

    id: int
    slug: str
    name: str

    @classmethod
    def of(cls, city: City) -> "Place":
        """Copy what the tests ask of a row."""
        return cls(city.id, city.slug, city.name)


@dataclass(frozen=True)
class Thread:
    """A topic."""

    id: int
    slug: str
    audience: str

    @classmethod
    def of(cls, topic: Topic) -> "Thread":
        """Copy what the tests ask of a row."""
        return cls(topic.id, topic.slug, topic.audience)


@dataclass(frozen=True)
class Message:
    """A post."""

    id: int
    topic_id: int
    number: int
    body: str
    language: str

    @classmethod
    def of(cls, post: Post) -> "Message":
        """Copy what the tests ask of a row."""
        return cls(post.id, post.topic_id, post.number, post.body, post.language)


@dataclass(frozen=True)
class Paper:
    """An invitation."""

    id: int


@dataclass
class World:
    """The people by role, the things by kind, and the words: word → (what it is, who may read it)."""

    people: dict[str, Somebody] = field(default_factory=dict)
    topics: dict[str, Thread] = field(default_factory=dict)
    posts: list[Message] = field(default_factory=list)
    #: The first post of each topic.
    firsts: dict[str, Message] = field(default_factory=dict)
    cities: dict[str, Place] = field(default_factory=dict)
    words: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    #: What a file is → its address, and who may read it.
    files: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    #: Post → a proposed translation of it, one that was accepted, and one of a text of it that was hidden.
    proposals: dict[int, int] = field(default_factory=dict)
    accepted: dict[int, int] = field(default_factory=dict)
    outdated: dict[int, int] = field(default_factory=dict)
    #: Moves of posts: one within the room of city A, and the merge of a topic of that room into the public topic.
    moves: list[int] = field(default_factory=list)
    #: Topics that came of these, or went: split off, merged; and a public one that posts may go to.
    moved: list[int] = field(default_factory=list)
    spare: int = 0
    #: Who wrote a note about a member of A → its number.
    notes: dict[str, int] = field(default_factory=dict)
    #: For which audience a text of a member of A waits → its number.
    held: dict[str, int] = field(default_factory=dict)
    #: Audience of a topic → the number of the file in it that is kept back.
    retained: dict[str, int] = field(default_factory=dict)
    avatar: str = ""
    #: What a role's browser holds: cookie → value, for who is no longer there.
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    invitation: Paper | None = None
    token: str = ""
    application_id: int = 0
    #: How an item of news stands → its id; for whom and when a banner is → its id.
    news: dict[str, int] = field(default_factory=dict)
    banners: dict[str, int] = field(default_factory=dict)
    #: A reply that RIL keeps for questions that come back.
    prepared: int = 0
    #: Words that must be found by somebody: a matrix in which nothing shows proves nothing.
    shown: dict[str, frozenset[str]] = field(default_factory=dict)

    #: Role → what it was shown, where; filled when it is first asked.
    seen: dict[str, list[Any]] = field(default_factory=dict)

    def what(self, beginning: str) -> str:
        """Return what a word is, of which the beginning was found."""
        return next((what for word, (what, _readers) in self.words.items() if word.startswith(beginning)), "?")

    def plant(self, what: str, readers: Iterable[str], *, on_a_page: bool = True) -> str:
        """Make a word that only these roles may read."""
        word = f"zq{secrets.token_hex(5)}x"
        self.words[word] = (what, frozenset(readers))
        if on_a_page:
            self.shown[word] = frozenset(readers)
        return word
