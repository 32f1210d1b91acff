"""Leaving: a person is taken out of the forum, with or without what they wrote.

One transaction takes what says who they are, and hides what they wrote if that goes too. Texts that may be thousands
are swept afterwards.
"""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.commands.recovery import NOT_THE_PASSWORD
from forum.accounts.commands.recovery import check_present
from forum.accounts.commands.sweeping import leaver_of
from forum.accounts.commands.sweeping import person_of
from forum.accounts.commands.sweeping import sweep_first
from forum.accounts.events import AccountAnonymised
from forum.accounts.events import AccountWithdrawn
from forum.accounts.models import Erasure
from forum.accounts.models import User
from forum.accounts.policy import can_anonymise
from forum.accounts.policy import can_leave
from forum.accounts.policy import can_repeat_leaving
from forum.accounts.queries import get_user
from forum.accounts.queries.telling import staff_to_tell
from forum.core import clock
from forum.core import owndata
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import Decision
from forum.core.policy import require

Fact = type[AccountAnonymised] | type[AccountWithdrawn]
Rule = Callable[[Actor, User], Decision]


def leave(actor: Actor, *, present: str) -> None:
    """Take oneself out of the forum: what one wrote stays, as of a former member."""
    _leave_oneself(actor, present, AccountAnonymised)


def leave_with_posts(actor: Actor, *, present: str) -> None:
    """Take oneself out of the forum, and what one wrote along."""
    _leave_oneself(actor, present, AccountWithdrawn)


def anonymise_person(actor: Actor, user_id: int, *, reason: str) -> None:
    """Take somebody out of the forum at their request: what they wrote stays."""
    _leave_at_request(actor, user_id, reason, AccountAnonymised)


def withdraw_person(actor: Actor, user_id: int, *, reason: str) -> None:
    """Take somebody out of the forum at their request, and what they wrote along."""
    _leave_at_request(actor, user_id, reason, AccountWithdrawn)


def repeat_anonymising(actor: Actor, user_id: int) -> None:
    """Take somebody out again whom a restored copy of the database brought back: what they wrote stays."""
    _leave_again(actor, user_id, AccountAnonymised)


def repeat_withdrawing(actor: Actor, user_id: int) -> None:
    """Take somebody out again whom a restored copy of the database brought back, and what they wrote along."""
    _leave_again(actor, user_id, AccountWithdrawn)


def _leave_again(actor: Actor, user_id: int, fact: Fact) -> None:
    with transaction():
        _take_out(actor, _lock(user_id), can_repeat_leaving, fact)


def _leave_oneself(actor: Actor, present: str, fact: Fact) -> None:
    user = get_user(actor.id or 0)
    require(can_leave(actor, user))
    checked = user.password_hash
    # Outside the transaction: argon2 takes a twentieth of a second, and writers wait for each other.
    check_present(actor, user, present)
    with transaction():
        user = _lock(actor.id or 0)
        if user.state != "anonymised" and user.password_hash != checked:
            raise Invalid(NOT_THE_PASSWORD, field="present")
        _take_out(actor, user, can_leave, fact)
    sweep_first(actor.id or 0)


def _leave_at_request(actor: Actor, user_id: int, reason: str, fact: Fact) -> None:
    with transaction():
        user = _lock(user_id)
        require(can_anonymise(actor, user))
        if not reason.strip():
            raise Invalid(_l("Say who asked for it, how and when: it stays in the log."), field="reason")
        _take_out(actor, user, can_anonymise, fact, reason)
    sweep_first(user_id)


def _lock(user_id: int) -> User:
    """Lock a person together with all administrators, in one order: the last two must not both leave."""
    session.scalars(
        select(User)
        .where(or_(User.id == user_id, User.site_role == "administrator"))
        .order_by(User.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    found = session.get(User, user_id)
    if found is None:
        raise NotFound
    return found


def _take_out(actor: Actor, user: User, rule: Rule, fact: Fact, reason: str = "") -> None:
    require(rule(actor, user))
    if user.state == "anonymised":
        return  # The form was sent twice.
    if not actor.is_system:  # What is repeated was allowed when it was done.
        _keep_an_administrator(user)
    person = person_of(user)
    leaver = leaver_of(user.id, person)
    farewell = {"address": user.email, "name": user.name, "kind": fact.__name__}
    was_lead, city_id, language = user.city_role == "lead" and user.state == "active", user.city_id, user.ui_language
    if fact is AccountWithdrawn:
        owndata.withdraw_all(leaver)
    owndata.anonymise_all(leaver)
    session.add(Erasure(user_id=user.id, with_posts=fact is AccountWithdrawn, person=person, due_at=clock.now()))
    record(actor, fact(user.id, city_id), reason=leaver.eraser.papers(reason) or None)
    if actor.is_system:
        return  # Done again after a restore: who is to know of it was told the first time.
    if farewell["address"]:
        # The address stands among what is erased once the letter is sent: the last that is known of it.
        queue_mail("accounts.farewell", language=language, params=farewell, secret=True)
    if was_lead:
        for staff_id, spoken in staff_to_tell():
            queue_mail("accounts.lead_left", user_id=staff_id, language=spoken, params={"city_id": city_id})


def _keep_an_administrator(user: User) -> None:
    if user.site_role != "administrator" or user.state != "active":
        return
    others = select(User.id).where(User.site_role == "administrator", User.state == "active", User.id != user.id)
    if session.scalar(others.limit(1)) is None:
        raise Conflict(_l("You are the last administrator. Make somebody else one first."))
