"""Who applies, and who reads applications."""

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule


@rule("apply")
def can_apply(actor: Actor) -> Decision:
    """Everybody may write for a city, with or without an account; not who is suspended."""
    return HIDDEN if actor.is_suspended else ALLOWED


@rule("see_applications")
def can_see_applications(actor: Actor) -> Decision:
    """RIL reads and answers them."""
    return ALLOWED if actor.is_staff or actor.is_system else HIDDEN
