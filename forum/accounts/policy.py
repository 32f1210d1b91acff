"""Who may do what to people."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import true

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.formatting import datetime_text
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule


@rule("see_member")
def can_see_member(actor: Actor, user: User) -> Decision:
    """Members see members. Those of other cities only if they agreed, or are RIL."""
    if actor.is_system or actor.is_staff or (actor.id is not None and actor.id == user.id):
        return ALLOWED
    if not actor.is_member or user.state in {"pending", "anonymised"}:
        return HIDDEN
    if user.site_role != "member" or actor.belongs_to(user.city_id) or user.shown_outside:
        return ALLOWED
    return HIDDEN


def visible_members(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_see_member` as SQL, over `User`."""
    if actor.is_system or actor.is_staff:
        return true()
    own = User.id == actor.id if actor.id is not None else false()
    if not actor.is_member:
        return own
    reachable = or_(
        User.site_role != "member",
        User.shown_outside.is_(True),
        User.city_id == actor.city_id if actor.city_id is not None else false(),
    )
    return or_(own, and_(User.state.not_in(("pending", "anonymised")), reachable))


@rule("edit_profile")
def can_edit_profile(actor: Actor, user: User) -> Decision:
    """Everybody edits their own profile, unless suspended."""
    if actor.id is None or actor.id != user.id:
        return HIDDEN
    return allow_if(not actor.is_suspended)


@rule("invite_to_city")
def can_invite(actor: Actor, city_id: int) -> Decision:
    """Let a lead invite to their city, RIL to any."""
    if actor.is_system or actor.is_staff or actor.leads(city_id):
        return ALLOWED
    return HIDDEN


def manageable_invitations(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_invite` as SQL, over `Invitation`."""
    if actor.is_system or actor.is_staff:
        return true()
    return Invitation.city_id == actor.city_id if actor.is_lead else false()


@rule("admit")
def can_admit(actor: Actor, city_id: int | None) -> Decision:
    """RIL decides on anybody; a lead on those whose address points to their city."""
    if actor.is_system or actor.is_staff or actor.leads(city_id):
        return ALLOWED
    return HIDDEN


def decidable_requests(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_admit` as SQL, over `AdmissionRequest`."""
    if actor.is_system or actor.is_staff:
        return true()
    return AdmissionRequest.city_id == actor.city_id if actor.is_lead else false()


@rule("appoint_lead")
def can_appoint_lead(actor: Actor, user: User) -> Decision:
    """RIL appoints leads, and moves people between cities."""
    if not (actor.is_staff or actor.is_system):
        return HIDDEN
    return allow_if(user.site_role == "member", _l("RIL's own people have no city."))


@rule("grant_role")
def can_grant_role(actor: Actor, user: User) -> Decision:
    """Only an administrator grants moderator or administrator; nobody changes their own role."""
    if not (actor.is_admin or actor.is_system):
        return HIDDEN
    return allow_if(actor.id != user.id, _l("Nobody changes their own role."))


@rule("suspend")
def can_suspend(actor: Actor, user: User) -> Decision:
    """RIL suspends members; administrators also moderators; nobody an administrator or themselves."""
    if not (actor.is_staff or actor.is_system):
        return HIDDEN
    if actor.id == user.id:
        return deny(_l("Nobody suspends themselves."))
    if user.site_role == "administrator":
        return deny(_l("An administrator cannot be suspended."))
    if user.site_role == "moderator":
        return allow_if(actor.is_admin or actor.is_system, _l("Only an administrator can suspend a moderator."))
    return allow_if(user.state in {"active", "suspended"}, _l("This account is not active."))


def silence_of(actor: Actor) -> Decision:
    """Tell whether somebody may write for others: not while they are silenced, which they are told with the reason."""
    if not actor.is_silenced:
        return ALLOWED
    return deny(
        _l(
            "You can read but not write until %(moment)s. RIL or your city's coordination gave this reason: %(reason)s",
            moment=LazyString(datetime_text, actor.silenced_until),
            reason=actor.silenced_reason,
        )
    )


def can_keep_record(actor: Actor, user: User) -> Decision:
    """RIL keeps a record of everybody; a lead one of the plain members of their own city."""
    if actor.is_staff or actor.is_system:
        return ALLOWED
    plain = user.site_role == "member" and user.city_role == "member" and user.state in {"active", "suspended"}
    return ALLOWED if plain and actor.leads(user.city_id) else HIDDEN


def recorded_people(actor: Actor) -> ColumnElement[bool]:
    """Return the rule of `can_keep_record` as SQL, over `User`."""
    if actor.is_staff or actor.is_system:
        return true()
    if not actor.is_lead:
        return false()
    return and_(
        User.city_id == actor.city_id,
        User.site_role == "member",
        User.city_role == "member",
        User.state.in_(("active", "suspended")),
    )


@rule("admonish")
def can_admonish(actor: Actor, user: User) -> Decision:
    """Whoever keeps a record warns and silences: never themselves, never an administrator; moderators only by one."""
    seen = can_keep_record(actor, user)
    if not seen:
        return seen
    if actor.id is not None and actor.id == user.id:
        return deny(_l("Nobody does this to themselves."))
    if user.site_role == "administrator":
        return deny(_l("Nobody does this to an administrator."))
    if user.site_role == "moderator" and not (actor.is_admin or actor.is_system):
        return deny(_l("Only an administrator does this to a moderator."))
    return allow_if(user.state in {"active", "suspended"}, _l("This account is not active."))


@rule("leave")
def can_leave(actor: Actor, user: User) -> Decision:
    """Everybody has their own data and may leave with or without it, in every state of the account."""
    return ALLOWED if actor.id is not None and actor.id == user.id else HIDDEN


@rule("anonymise")
def can_anonymise(actor: Actor, user: User) -> Decision:
    """Administrators do it for others on request; for themselves on their own page; never to another administrator."""
    if not actor.is_admin:
        return HIDDEN
    if actor.id == user.id:
        return deny(_l("Your own account is closed on the page of your data."))
    return allow_if(user.site_role != "administrator", _l("An administrator closes the account themselves."))


def can_repeat_leaving(actor: Actor, _user: User) -> Decision:
    """Only a restore repeats what people had done before."""
    return allow_if(actor.is_system)


def can_end_all_access(actor: Actor) -> Decision:
    """Only a restore ends all sessions and links of everybody."""
    return allow_if(actor.is_system)


@rule("merge")
def can_merge(actor: Actor, user: User) -> Decision:
    """RIL makes one account of two of a member; never with one of RIL's own, whose powers would go along."""
    if not (actor.is_staff or actor.is_system):
        return HIDDEN
    if user.site_role != "member":
        return deny(_l("Accounts of RIL are not merged."))
    return allow_if(user.state == "active", _l("This account is not active."))


def can_block(actor: Actor) -> Decision:
    """RIL says from which addresses and domains no account may be made."""
    return ALLOWED if actor.is_staff or actor.is_system else HIDDEN


def can_see_directory(actor: Actor) -> Decision:
    """RIL finds everybody who has an account."""
    return ALLOWED if actor.is_staff or actor.is_system else HIDDEN


def can_load_demo(actor: Actor) -> Decision:
    """Only commands load and remove the demonstration."""
    return allow_if(actor.is_system)
