"""What each route declares: who may come in at all. A route that declares nothing is refused.

The finer questions (may this member see this topic?) are asked by commands and queries.
"""

from collections.abc import Callable
from typing import Any
from typing import Final
from typing import Literal
from typing import TypeVar
from typing import get_args

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision

Access = Literal["public", "account", "member", "lead", "staff", "admin"]
LEVELS: Final[tuple[str, ...]] = get_args(Access)

V = TypeVar("V", bound=Callable[..., Any])


def access(level: Access) -> Callable[[V], V]:
    """Declare who may call a view.

    `public`: everybody. `account`: whoever has an account in any state (pending and suspended ones
    included). `member`: admitted members. `lead`: leads and RIL. `staff`: RIL. `admin`: administrators.
    """

    def declare(view: V) -> V:
        view.forum_access = level  # type: ignore[attr-defined]
        return view

    return declare


def accepts_bytes(number: int) -> Callable[[V], V]:
    """Declare that a view takes a larger body than the site does otherwise (a file).

    The body is read only after the declared access has admitted the caller.
    """

    def declare(view: V) -> V:
        view.forum_body_limit = number  # type: ignore[attr-defined]
        return view

    return declare


def body_limit_of(view: Callable[..., Any]) -> int | None:
    """Return how large a body a view declares to take, or None for the site's own limit."""
    found = getattr(view, "forum_body_limit", None)
    return found if isinstance(found, int) else None


def level_of(view: Callable[..., Any]) -> str | None:
    """Return what a view declares, or None."""
    found = getattr(view, "forum_access", None)
    return found if found in LEVELS else None


def admits(level: str | None, actor: Actor) -> Decision:
    """Decide whether somebody may come in; what is not for them looks as if it did not exist."""
    if level == "public":
        return ALLOWED
    if level == "account":
        return HIDDEN if actor.is_visitor else ALLOWED
    if level == "member":
        return ALLOWED if actor.is_member else HIDDEN
    if level == "lead":
        return ALLOWED if actor.is_lead or actor.is_staff else HIDDEN
    if level == "staff":
        return ALLOWED if actor.is_staff else HIDDEN
    if level == "admin":
        return ALLOWED if actor.is_admin else HIDDEN
    return HIDDEN
