"""An act of the world: who may do it, and what a right form says."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from tests.privacy.world import World

#: Places of the posts of each topic in `World.posts`.
REPLY, HIDDEN, DELETED, EDITED = range(4)


@dataclass(frozen=True)
class Act:
    """Who may do it, and what a right form says. `by` names roles, or roles per audience of the topic."""

    by: Any
    form: Callable[[World], dict[str, Any]] = lambda _world: {}
    #: Who does it where it is shown to work; the least of those who may, unless said here.
    doer: str = ""
    #: Which of the five posts of a topic it is about.
    post: int = REPLY
    #: Other values of its address.
    values: Callable[[World], dict[str, Any]] = lambda _world: {}
    #: Acts of an administrator that come before.
    after: tuple[str, ...] = ()
    #: It leaves no row behind.
    writes: bool = True
    #: More of the form, where it must be right to the letter.
    exact: Callable[[World, dict[str, Any]], dict[str, Any]] = field(default=lambda _world, _values: {})


def form(**values: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _world: dict(values)


def user(role: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"user_id": world.people[role].id}
