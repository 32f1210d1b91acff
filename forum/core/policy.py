"""Decisions, and the registry through which templates ask for them.

A rule is a pure function `(actor, subject) -> Decision`. `hidden` means that even the existence of
the subject may not show: `require` then raises NotFound, exactly as for an absent row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from typing import Final
from typing import TypeVar

from forum.core.actor import Actor
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.text import Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a rule: true or false, with a reason for the reader."""

    allowed: bool
    reason: Text | None = None
    hidden: bool = False

    def __bool__(self) -> bool:
        """Let a rule be used as a condition."""
        return self.allowed


ALLOWED: Final = Decision(allowed=True)
HIDDEN: Final = Decision(allowed=False, hidden=True)

Rule = Callable[..., Decision]
_RULES: Final[dict[str, Rule]] = {}
R = TypeVar("R", bound=Rule)


def deny(reason: Text | None = None) -> Decision:
    """Refuse an act on something that the actor may see."""
    return Decision(allowed=False, reason=reason)


def allow_if(condition: bool, reason: Text | None = None) -> Decision:  # noqa: FBT001 - reads as a sentence
    """Allow when the condition holds, else refuse with the reason."""
    return ALLOWED if condition else deny(reason)


def require(decision: Decision) -> None:
    """Raise NotFound or Forbidden unless the decision allows."""
    if decision.allowed:
        return
    if decision.hidden:
        raise NotFound
    raise Forbidden(decision.reason)


def rule(name: str) -> Callable[[R], R]:
    """Register a rule under the name that templates use in `can(name, subject)`."""

    def register(function: R) -> R:
        if name in _RULES and _RULES[name] is not function:
            message = f"two rules are called {name!r}"
            raise RuntimeError(message)
        _RULES[name] = function
        return function

    return register


def rules() -> dict[str, Rule]:
    """Return all registered rules by name."""
    return dict(_RULES)


def ask(actor: Actor, name: str, *subjects: Any) -> Decision:
    """Ask a registered rule; a name that nobody registered is a programming error."""
    return _RULES[name](actor, *subjects)
