"""Who runs the site."""

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule


@rule("administer")
def can_administer(actor: Actor) -> Decision:
    """Administrators do; for everybody else it does not exist."""
    return ALLOWED if actor.is_admin or actor.is_system else HIDDEN
