"""Whether an account is verified, and how much it has written.

Verified is whoever came in by an invitation, by the domain of their city, or was made by RIL: rule 9 of the product.
Unverified is whoever asked to be let in with any address, and was; their first posts wait for RIL.
"""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import InvitationUse
from forum.accounts.models import User
from forum.cities.domains import domain_of
from forum.cities.queries import cities_with_domain
from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.db import session
from forum.core.settings import define
from forum.core.settings import get_setting
from forum.discussion.models import Post

define(
    "conduct.first_posts",
    1,
    _l("First posts of accounts without invitation and without an address of their city that wait for RIL (0: none)"),
    maximum=20,
)


#: Made once: every text that is written asks it.
_ADDRESS_OF_WHO_ASKED: Final = select(User.email).where(
    User.id == bindparam("user"),
    exists().where(AdmissionRequest.user_id == User.id),
    ~exists().where(InvitationUse.user_id == User.id),
)


def is_new_and_unverified(actor: Actor) -> bool:
    """Tell whether what somebody writes now is among the first posts of an unverified account."""
    number = get_setting("conduct.first_posts")
    if not number or actor.is_lead or actor.id is None:
        return False
    address = fetch(_ADDRESS_OF_WHO_ASKED, {"user": actor.id}).scalar()
    if address is None or actor.city_id in cities_with_domain(domain_of(address) or ""):
        return False
    few = select(Post.id).where(Post.author_id == actor.id, Post.kind == "post", Post.state == "visible").limit(number)
    written: int = session.scalar(select(func.count()).select_from(few.subquery())) or 0
    return bool(written < number)
