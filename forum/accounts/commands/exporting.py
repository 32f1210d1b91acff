"""Taking a copy of one's own data: at once, after the password was given again, and written down."""

from typing import Final

from forum.accounts.commands.recovery import check_present
from forum.accounts.events import OwnDataExported
from forum.accounts.policy import can_leave
from forum.accounts.queries import get_user
from forum.core.actor import Actor
from forum.core.db import transaction
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit

#: It reads everything that somebody ever wrote.
PER_PERSON: Final = Limit("own-data", 10, 3600)


def begin_export(actor: Actor, *, present: str) -> None:
    """Let somebody take a copy of their own data, and record that they did."""
    user = get_user(actor.id or 0)
    require(can_leave(actor, user))
    check_present(actor, user, present)
    with transaction():
        hit(PER_PERSON, actor.id)
        record(actor, OwnDataExported(user.id))
