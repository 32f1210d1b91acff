"""Who may change the standard."""

from forum.core.actor import Actor
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import rule


@rule("load_standard")
def can_load_standard(actor: Actor) -> Decision:
    """Administrators and the forum's own commands may."""
    return allow_if(actor.is_admin or actor.is_system)
