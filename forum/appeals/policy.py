"""Who appeals, against what, and who decides."""

from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core import clock
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import deny
from forum.core.policy import rule

#: Acts against which somebody may appeal: kind of event.
APPEALABLE: Final = ("PostHidden", "PostDeleted", "UserSuspended", "UserSilenced", "MemberWarned")
#: How long somebody may.
WITHIN: Final = timedelta(days=90)


@rule("see_acts_on_oneself")
def can_see_acts(actor: Actor) -> Decision:
    """Let everybody with an account see what was done to them, whoever is suspended too."""
    return ALLOWED if actor.id is not None else HIDDEN


def can_appeal(actor: Actor, kind: str, at: datetime, by_id: int | None) -> Decision:
    """Let somebody appeal for three months against what a person of RIL or a lead did; the caller knows that it was to them."""
    if actor.id is None:
        return HIDDEN
    if kind not in APPEALABLE or by_id is None or by_id == actor.id:
        return deny(_l("There is no appeal against this."))
    if at < clock.now() - WITHIN:
        return deny(_l("The time for an appeal is over."))
    return ALLOWED


@rule("decide_appeals")
def can_decide_appeals(actor: Actor) -> Decision:
    """Let RIL decide on appeals, those against what leads did too."""
    return ALLOWED if actor.is_staff else HIDDEN
