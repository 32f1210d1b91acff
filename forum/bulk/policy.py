"""Who may act on many topics together."""

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule


@rule("change_topics")
def can_change_topics(actor: Actor) -> Decision:
    """RIL changes many topics together; the rule of each act on a single one is asked beside it."""
    return ALLOWED if actor.is_staff or actor.is_system else HIDDEN
