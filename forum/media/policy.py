"""Who uploads a picture, and who sees one."""

from flask_babel import lazy_gettext as _l

from forum.accounts.policy import silence_of
from forum.accounts.queries import Person
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import deny
from forum.core.policy import rule


@rule("upload_avatar")
def can_upload_avatar(actor: Actor) -> Decision:
    """Admitted members choose how they look, unless they are silenced; who waits has the blank mark."""
    allowed = can_have_avatar(actor)
    return silence_of(actor) if allowed else allowed


@rule("have_avatar")
def can_have_avatar(actor: Actor) -> Decision:
    """Admitted members have a picture, and may take it away at any time."""
    if actor.is_visitor or actor.is_system:
        return HIDDEN
    return ALLOWED if actor.is_member else deny(_l("Only active members have a picture."))


@rule("see_avatar")
def can_see_avatar(_actor: Actor, owner: Person | None) -> Decision:
    """See the picture where the name may be seen.

    `owner` is the person as this actor may see them: masked for visitors unless the person and
    their city's lead agreed, and for everybody once the person is gone.
    """
    return HIDDEN if owner is None or owner.masked else ALLOWED


@rule("upload_file")
def can_upload_file(actor: Actor) -> Decision:
    """Admitted members attach files to what they write, unless they are silenced."""
    return silence_of(actor) if actor.is_member else HIDDEN


@rule("remove_file")
def can_remove_file(actor: Actor, owner_id: int | None, *, used: bool) -> Decision:
    """Let its owner remove a file until a post uses it; to everybody else it does not exist.

    Who may see a file is the rule `see_file`, which the package of posts registers.
    """
    if not actor.is_member or owner_id != actor.id:
        return HIDDEN
    return deny(_l("A post uses this file. Take it out of the post instead.")) if used else ALLOWED
